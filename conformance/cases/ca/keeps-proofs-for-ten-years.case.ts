import { readCertificate } from '../../../simulator/pki/index.ts';
import { issuedIn } from '../../checks/ca.ts';
import { showsProof } from '../../checks/ca-record.ts';
import { askAsExaminer, readRecord } from '../../runner/examine.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, kept } from './holding.ts';

/** 施行規則12条2項. */
const YEARS_KEPT = 10;

/** The proof of the first decision on record. */
async function askProof(rig: Rig): Promise<void> {
  const decision = (await readRecord(rig)).find(({ action }) => action === 'application.decide');
  must(typeof decision?.inputs?.signed === 'string');
  await askAsExaminer(rig, `/audit/proofs/${decision.inputs.signed}`);
}

export default testCase({
  id: 'TC-CA-505',
  role: 'ca',
  needs: ['audit-record', 'controlled-clock'],
  requirements: ['ESA-R12'],
  purpose: 'The signed application can be shown until ten years after the end of the certificate.',
  purposeJa: '署名された申込みを、証明書の有効期間の満了後十年間示すことができる。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The examining body asks for the application', askProof),
    step('It asks again a day before ten years after the end of the certificate', async (rig) => {
      const until = readCertificate(kept(rig, 'phone').certificate).notAfter;
      until.setUTCFullYear(until.getUTCFullYear() + YEARS_KEPT);
      await rig.advance(until.getTime() - DAY - rig.world.clock.now().getTime());
      await askProof(rig);
    }),
  ],
  expectedResult: [issuedIn(0), showsProof(1, 0), showsProof(2, 0)],
  provenBy: { fail: ['mutant:ca-drops-proofs-with-the-certificate', 'mutant:ca-keeps-no-proof'] },
});
