import { givesTheAnchor } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { fetchPage } from './holding.ts';

export default testCase({
  id: 'TC-CA-083',
  role: 'ca',
  requirements: ['ESA-R6-9'],
  purpose: 'Anybody gets the certificate of the CA from its repository.',
  purposeJa: '誰でもリポジトリから認証局の証明書を入手できる。',
  procedure: [
    step('Anybody fetches the certificate of the CA', (rig) => fetchPage(rig, '/repository/ca.cer')),
  ],
  expectedResult: [givesTheAnchor(0)],
  provenBy: { fail: ['mutant:ca-publishes-another-certificate'] },
});
