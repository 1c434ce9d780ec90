import { pagesCome } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { fetchPage } from './holding.ts';

const PAGES = ['cp', 'cps', 'terms', 'explanation'].map((page) => `/repository/${page}.html`);

export default testCase({
  id: 'TC-CA-084',
  role: 'ca',
  requirements: ['ESA-R6-13', 'ESA-R6-9'],
  purpose:
    'Certificate policy, practice statement, terms and explanation are pages that anybody can read, and they name the fingerprint of the certificate of the CA.',
  purposeJa:
    '証明書ポリシー、認証業務規程、利用規約、重要事項説明を誰でも閲覧でき、認証局証明書のフィンガープリントが示されている。',
  procedure: [
    step('Anybody reads the pages', async (rig) => {
      for (const page of PAGES) await fetchPage(rig, page);
    }),
  ],
  expectedResult: [pagesCome(0, PAGES)],
  provenBy: { fail: ['mutant:ca-publishes-no-practice-statement'] },
});
