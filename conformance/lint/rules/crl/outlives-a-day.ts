import { type CrlRule, observed } from '../../rule.ts';

const DAY_MS = 86_400_000;

const rule: CrlRule = {
  id: 'crl/outlives-a-day',
  says: 'A list counts for more than a day, since verifiers take in the daily one late.',
  source: observed(
    'documentation of a platform operator: during the change it answers from the list of the day before',
  ),
  level: 'should',
  appliesTo: ['jpki-full', 'jpki-partitioned', 'jpki-arl'],
  fault: ({ crl: { thisUpdate, nextUpdate } }) =>
    nextUpdate === undefined ||
    nextUpdate <= thisUpdate ||
    nextUpdate.getTime() - thisUpdate.getTime() > DAY_MS
      ? undefined
      : `${(nextUpdate.getTime() - thisUpdate.getTime()) / 3_600_000} hours`,
};

export default rule;
