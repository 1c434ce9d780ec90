import { nameText, shapeOf } from '../../reading.ts';
import { assumed, type CrlRule } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/list-of-a-municipality-names-it',
  says: 'The list of a municipality is for users only, and named as the distribution point in certificates is.',
  source: assumed('only the names in certificates are published; RFC 5280, 5.2.5 and 6.3.3 (b)(2)'),
  level: 'shall',
  appliesTo: ['jpki-partitioned'],
  fault: ({ crl: { scope, issuer } }) => {
    if (scope === undefined) return 'no issuing distribution point';
    if (scope.onlyCaCerts && scope.onlyUserCerts) return undefined; // another rule's
    const [name, more] = scope.fullName;
    const named =
      more === undefined && name?.kind === 'directoryName' && shapeOf(name.name) === 'C O OU OU OU CN';
    if (!named || nameText(name.name.slice(0, 3)) !== nameText(issuer.slice(0, 3))) return 'another name';
    return scope.onlyUserCerts ? undefined : 'not only for users';
  },
};

export default rule;
