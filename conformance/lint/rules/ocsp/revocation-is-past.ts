import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/revocation-is-past',
  says: 'A revocation that is told lies in the past.',
  source: standard('RFC 6960, 2.4 and 4.2.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const late = basic?.singles.find(
      ({ revokedAt }) => revokedAt !== undefined && revokedAt > basic.producedAt,
    );
    return late && `revoked at ${late.revokedAt!.toISOString()}`;
  },
};

export default rule;
