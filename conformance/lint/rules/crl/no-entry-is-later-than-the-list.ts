import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/no-entry-is-later-than-the-list',
  says: 'No certificate is revoked later than the list was made.',
  source: standard('RFC 5280, 5.1.2.6, as the date on which the CA processed the revocation'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries, thisUpdate } }) => {
    const late = entries.find(({ at }) => at > thisUpdate);
    return late && `${late.serialHex} at ${late.at.toISOString()}`;
  },
};

export default rule;
