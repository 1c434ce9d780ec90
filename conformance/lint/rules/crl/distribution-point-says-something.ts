import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/distribution-point-says-something',
  says: 'The issuing distribution point is not empty and limits the list to one kind at most.',
  source: standard('RFC 5280, 5.2.5'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { scope } }) => {
    if (scope === undefined) return undefined;
    if (scope.onlyUserCerts && scope.onlyCaCerts) return 'only users and only CAs';
    return scope.fullName.length > 0 || scope.onlyUserCerts || scope.onlyCaCerts || scope.hasMore
      ? undefined
      : 'it is empty';
  },
};

export default rule;
