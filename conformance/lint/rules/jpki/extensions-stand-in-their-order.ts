import { EXTENSIONS } from '../../jpki-profile.ts';
import { JPKI_KINDS } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/extensions-stand-in-their-order',
  says: 'The extensions stand in the order of the profile.',
  source: observed(
    'published roots; decoded authentication certificates and a test card of J-LIS; the third and fourth of signing certificates as in authentication certificates',
  ),
  level: 'should',
  appliesTo: JPKI_KINDS,
  fault: ({ kind, certificate: { extensions } }) => {
    const due = EXTENSIONS[kind as keyof typeof EXTENSIONS];
    const present = [...new Set(extensions.map(({ oid }) => oid))].filter((oid) => due.includes(oid));
    const ordered = due.filter((oid) => present.includes(oid));
    return present.join() === ordered.join() ? undefined : `the order is ${present.join(', ')}`;
  },
};

export default rule;
