import { assumed, type CrlRule } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/complete-list-has-no-limits',
  says: 'A complete list has no issuing distribution point.',
  source: assumed(
    'how the daily file of J-LIS is cut is not public; RFC 5280, 5.2.5 for what a complete list is',
  ),
  level: 'shall',
  appliesTo: ['jpki-full', 'fpos-full'],
  fault: ({ crl: { scope } }) => (scope === undefined ? undefined : 'it has an issuing distribution point'),
};

export default rule;
