import { sha256Hex } from '../../../simulator/profile/index.ts';
import { saysNo } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, endByCard, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-104',
  role: 'ca',
  requirements: ['OP-SAY'],
  purpose: 'The card of one person ends no certificate of another, though the request names it.',
  purposeJa: '他人のカードでは、電子証明書を指定しても失効させられない。',
  procedure: [
    step('Two people enrol', async (rig) => {
      await enrolAs(rig, 'own');
      await enrolAs(rig, 'other', 2);
    }),
    step('The other one names the certificate of the first', (rig) =>
      endByCard(rig, 2, { certificate: sha256Hex(kept(rig, 'own').certificate) }),
    ),
    step('Anybody asks about it', (rig) => askStatus(rig, kept(rig, 'own'))),
    step('The holder names it', (rig) =>
      endByCard(rig, 1, { certificate: sha256Hex(kept(rig, 'own').certificate) }),
    ),
    step('Anybody asks again', (rig) => askStatus(rig, kept(rig, 'own'))),
  ],
  expectedResult: [
    saysNo(1, 'request-not-yours'),
    statusIs(2, 'good'),
    statusIs(4, 'revoked', 'cessationOfOperation'),
  ],
  provenBy: { fail: ['mutant:ca-lets-any-card-end-anything'] },
});
