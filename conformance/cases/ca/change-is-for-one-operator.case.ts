import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { clientCertificateOf, SHOP_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs } from './holding.ts';
import { fetchCases, move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-113',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-EVENTS'],
  purpose: 'The change of one app is not even admitted to exist to the operator of another.',
  purposeJa: 'あるアプリの変更は、他の事業者にはその存在も明かさない。',
  procedure: [
    step('The person enrols at the bank, and consents for it', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, rig.appId);
      await rig.advance(2 * DAY);
    }),
    step('The person moves, and J-LIS tells the CA', (rig) => {
      move(rig);
      return settled(rig);
    }),
    step('The bank fetches the case', async (rig) => void rig.notes.set('cases', await fetchCases(rig))),
    step('A shop asks for the same case', (rig) => {
      const [id] = rig.notes.get('cases') as readonly string[];
      return rig.holders.get(`/attribute-cases/${id}`, { as: clientCertificateOf(rig.world, SHOP_APP) });
    }),
  ],
  expectedResult: [caseIs(2, 'pushed'), saysNo(3, 'case-unknown')],
  provenBy: { fail: ['mutant:ca-takes-everybody-for-the-bank'] },
});
