import { EXTENSION } from '../../../decode/index.ts';
import { EXTENSIONS } from '../../jpki-profile.ts';
import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set(Object.values(EXTENSION));

const rule: CertificateRule = {
  id: 'jpki/extensions-are-those-of-the-profile',
  says: 'The extensions are those of the kind: all of them and no other.',
  source: observed(
    'published roots; decoded authentication certificates and a test card of J-LIS; of phones and responders assumed',
  ),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ kind, certificate: { extensions, isCa } }) => {
    const due = EXTENSIONS[kind as keyof typeof EXTENSIONS];
    const missing = due.filter((id) => !extensions.some(({ oid }) => oid === id));
    // What is critical and unknown is another rule, and so is who is marked as a CA.
    const others = ({ oid, critical }: (typeof extensions)[number]): boolean =>
      (critical && !KNOWN.has(oid)) || (isCa && oid === EXTENSION.basicConstraints);
    const extra = extensions.filter((one) => !due.includes(one.oid) && !others(one));
    if (missing.length === 0 && extra.length === 0) return undefined;
    return [...missing.map((id) => `${id} is missing`), ...extra.map(({ oid }) => `${oid} is too many`)].join(
      ', ',
    );
  },
};

export default rule;
