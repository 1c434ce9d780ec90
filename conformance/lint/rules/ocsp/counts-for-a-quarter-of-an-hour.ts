import { assumed, type OcspRule } from '../../rule.ts';

const QUARTER_MS = 15 * 60_000;

const rule: OcspRule = {
  id: 'ocsp/counts-for-a-quarter-of-an-hour',
  says: 'An answer of J-LIS counts for a quarter of an hour, as its data do.',
  source: assumed('data are refreshed every 15 minutes (Digital Agency); nextUpdate is not public'),
  level: 'should',
  appliesTo: ['jpki-answer'],
  fault: ({ ocsp: { basic } }) => {
    const long = basic?.singles.find(
      ({ thisUpdate, nextUpdate }) =>
        nextUpdate !== undefined && nextUpdate.getTime() - thisUpdate.getTime() > QUARTER_MS,
    );
    return long && `until ${long.nextUpdate!.toISOString()}`;
  },
};

export default rule;
