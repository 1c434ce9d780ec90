import { issuedIn, saysNo } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept, MINUTE } from './holding.ts';

export default testCase({
  id: 'TC-CA-456',
  role: 'ca',
  requirements: ['OP-ONE-PHONE'],
  purpose:
    'A receipt that comes after another phone has taken over puts nothing in force: the newer phone stays.',
  purposeJa: '別の端末に引き継がれた後に届いた受領確認では何も有効にならず、新しい端末が有効のまま残る。',
  needs: ['controlled-clock'],
  procedure: [
    step('The person enrols, and the receipt is held up', (rig) =>
      enrolAs(rig, 'first', 1, undefined, { accept: false }),
    ),
    step('A minute later the person enrols on another phone', async (rig) => {
      await rig.advance(MINUTE);
      await enrolAs(rig, 'second');
    }),
    step('The receipt of the first comes', (rig) => rig.holders.accept(kept(rig, 'first'))),
    step('Anybody asks about the second', (rig) => askStatus(rig, kept(rig, 'second'))),
    step('Anybody asks about the first', (rig) => askStatus(rig, kept(rig, 'first'))),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    saysNo(2, 'certificate-ended'),
    statusIs(3, 'good'),
    statusIs(4, 'revoked', 'superseded'),
  ],
  provenBy: { fail: ['mutant:ca-leaves-what-waits'] },
});
