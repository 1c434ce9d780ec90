import { type CrlRule, observed } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/reasons-are-those-of-jpki',
  says: 'Reasons are among those that JPKI uses: 1 to 6.',
  source: observed(
    'documentation of a platform operator that quotes the practice statement, 4.9.9; pages of the Digital Agency',
  ),
  level: 'should',
  appliesTo: ['jpki-full', 'jpki-partitioned', 'jpki-arl'],
  fault: ({ crl: { entries } }) => {
    const wrong = entries.find(({ reasonCode }) => reasonCode === 9 || reasonCode === 10);
    return wrong && `reason ${wrong.reasonCode}`;
  },
};

export default rule;
