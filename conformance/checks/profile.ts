import { lintCertificate, lintCrl, lintOcsp } from '../lint/index.ts';
import { anchorsOf, attributeIssues, bytesOf, CA_HOST, issues } from './ca.ts';
import { invariant } from './invariant.ts';
import { lintFindings } from './lint-findings.ts';
import type { Seen } from './seen.ts';

/** What came from the repository of the CA as it sent it. An answer without a signature says nothing that a rule is about. */
const published = (seen: Seen, type: string): readonly { readonly n: number; readonly der: Uint8Array }[] =>
  seen.all.flatMap((o) => {
    if (o.kind !== 'http' || o.tampered !== undefined || new URL(o.url).hostname !== CA_HOST) return [];
    if (!o.response?.base64 || !o.response.type.startsWith(type)) return [];
    return [{ n: o.n, der: bytesOf(o.response.base64) }];
  });

/** The shortest OCSP answer with a signature is far longer; the errors of RFC 6960, 4.2.1 have five octets. */
const OCSP_ERROR_BYTES = 5;

/**
 * The rules of conformance/lint over everything that a CA put into the world. A sabotaged certificate is the business of the
 * case about profiles, which fails on it; in all others it is told beside the verdict, because a case has one purpose.
 */
export const profile = invariant(
  'PROFILE',
  'what a CA issues and publishes keeps the rules of its kind',
  (seen, each) => {
    const [issuer] = anchorsOf(seen);
    const ofApplications = issues(seen).filter(({ application }) => application !== '');
    const answers = published(seen, 'application/ocsp-response');
    return [
      ...each(ofApplications, ({ der, n }) => lintFindings(lintCertificate('fpos-basic', der, issuer), n)),
      ...each(attributeIssues(seen), ({ der, n }) =>
        lintFindings(lintCertificate('fpos-attribute', der, issuer), n),
      ),
      ...each(published(seen, 'application/pkix-crl'), ({ der, n }) =>
        lintFindings(lintCrl('fpos-full', der, issuer), n),
      ),
      ...each(
        answers.filter(({ der }) => der.length > OCSP_ERROR_BYTES),
        ({ der, n }) => lintFindings(lintOcsp('fpos-answer', der, issuer), n),
      ),
    ];
  },
);
