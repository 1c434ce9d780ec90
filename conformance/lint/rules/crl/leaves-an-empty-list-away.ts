import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/leaves-an-empty-list-away',
  says: 'Where no certificate is revoked, the list of entries is absent.',
  source: standard('RFC 5280, 5.1.2.6'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { hasEntryList, entries } }) =>
    hasEntryList && entries.length === 0 ? 'an empty list of entries' : undefined,
};

export default rule;
