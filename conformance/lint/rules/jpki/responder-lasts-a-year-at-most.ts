import { assumed, type CertificateRule } from '../../rule.ts';

const YEAR_MS = 366 * 86_400_000;

const rule: CertificateRule = {
  id: 'jpki/responder-lasts-a-year-at-most',
  says: 'The certificate of a responder lasts a year at most.',
  source: assumed('the certificates of the real responders are not published'),
  level: 'should',
  appliesTo: ['jpki-ocsp-responder'],
  fault: ({ certificate: { notBefore, notAfter } }) =>
    notAfter.getTime() - notBefore.getTime() <= YEAR_MS
      ? undefined
      : `from ${notBefore.toISOString()} to ${notAfter.toISOString()}`,
};

export default rule;
