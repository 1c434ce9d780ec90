import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { clientCertificateOf, SHOP_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { theBankFetches } from './changes.ts';

export default testCase({
  id: 'TC-CA-113',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-EVENTS'],
  purpose: 'The change of one app is not even admitted to exist to the operator of another.',
  purposeJa: 'あるアプリの変更は、他の事業者にはその存在も明かさない。',
  procedure: [
    ...theBankFetches,
    step('A shop asks for the same case', (rig) => {
      const [id] = rig.notes.get('cases') as readonly string[];
      return rig.holders.get(`/attribute-cases/${id}`, { as: clientCertificateOf(rig.world, SHOP_APP) });
    }),
  ],
  expectedResult: [caseIs(2, 'pushed'), saysNo(3, 'case-unknown')],
  provenBy: { fail: ['mutant:ca-takes-everybody-for-the-bank'] },
});
