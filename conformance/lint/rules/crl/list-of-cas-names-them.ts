import { sameBytes } from '../../reading.ts';
import { assumed, type CrlRule } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/list-of-cas-names-them',
  says: 'The list of CA certificates is for those only, and named as the CA is.',
  source: assumed('only the names in certificates are published; RFC 5280, 5.2.5'),
  level: 'shall',
  appliesTo: ['jpki-arl'],
  fault: ({ crl: { scope, issuerDer } }) => {
    if (scope === undefined) return 'no issuing distribution point';
    if (scope.onlyCaCerts && scope.onlyUserCerts) return undefined; // another rule's
    const [name, more] = scope.fullName;
    if (more !== undefined || name?.kind !== 'directoryName' || !sameBytes(name.der, issuerDer))
      return 'another name';
    return scope.onlyCaCerts ? undefined : 'not only for CAs';
  },
};

export default rule;
