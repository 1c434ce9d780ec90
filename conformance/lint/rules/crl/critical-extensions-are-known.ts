import { CRL_EXTENSION, EXTENSION } from '../../../decode/index.ts';
import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set([
  CRL_EXTENSION.issuingDistributionPoint,
  CRL_EXTENSION.cRLNumber, // its own rule
  EXTENSION.authorityKeyIdentifier,
]);

const rule: CrlRule = {
  id: 'crl/critical-extensions-are-known',
  says: 'No critical extension is there but the issuing distribution point.',
  source: standard('RFC 5280, 5.2'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { extensions } }) => {
    const strange = extensions.find(({ oid, critical }) => critical && !KNOWN.has(oid));
    return strange && `extension ${strange.oid} is critical`;
  },
};

export default rule;
