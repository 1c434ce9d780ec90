import { JPKI_KINDS } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const REAL: ReadonlySet<string> = new Set(['JPKI', 'JPKI-TEST']);

const rule: CertificateRule = {
  id: 'jpki/organisation-says-that-it-is-a-test',
  says: 'The organisation is marked as a test and is neither that of the real CAs nor that of their test environment.',
  source: openProfile('nothing issued here can be mistaken for what J-LIS issues'),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ form: { issuer } }) => {
    const [organisation] = valuesOf(issuer, 'O');
    if (organisation === undefined) return undefined;
    return organisation.includes('TEST') && !REAL.has(organisation)
      ? undefined
      : `the organisation is "${organisation}"`;
  },
};

export default rule;
