import { issuedIn } from '../../checks/ca.ts';
import { refusesAll } from '../../checks/ca-http.ts';
import { showsRecord } from '../../checks/ca-record.ts';
import { readRecord } from '../../runner/examine.ts';
import { clientCertificateOf } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-501',
  role: 'ca',
  needs: ['audit-record'],
  requirements: ['OP-EXAMINER'],
  purpose: 'The record of decisions is shown to the examining body, and to no operator and nobody else.',
  purposeJa: '記録は指定調査機関にのみ示し、事業者その他の者には示さない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The examining body reads the record', readRecord),
    step('Somebody without a certificate asks, and the bank', async (rig) => {
      const bank = { as: clientCertificateOf(rig.world, rig.appId) };
      for (const options of [{}, bank])
        for (const path of ['/audit/entries', `/audit/proofs/${'0'.repeat(64)}`])
          await rig.holders.get(path, options);
    }),
  ],
  expectedResult: [issuedIn(0), showsRecord(1), refusesAll(2, 403, 'examiner-unknown')],
  provenBy: { fail: ['mutant:ca-shows-its-record-to-anybody'] },
});
