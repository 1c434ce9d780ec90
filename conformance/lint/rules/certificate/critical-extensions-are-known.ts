import { EXTENSION } from '../../../decode/index.ts';
import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set(Object.values(EXTENSION));

const rule: CertificateRule = {
  id: 'certificate/critical-extensions-are-known',
  says: 'No critical extension is there that software does not know.',
  source: standard('RFC 5280, 4.2'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { extensions } }) => {
    const strange = extensions.find(({ oid, critical }) => critical && !KNOWN.has(oid));
    return strange && `extension ${strange.oid} is critical`;
  },
};

export default rule;
