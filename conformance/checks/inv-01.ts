import { decodeCertificate } from '../decode/index.ts';
import { applications, issues, tryTo } from './ca.ts';
import { broken, invariant } from './invariant.ts';

/** On the route with the key in the application; the one-time code is judged by INV-05. */
export const inv01 = invariant(
  'INV-01',
  'a certificate comes out only for an application that names it, signed by the key of a JPKI signing certificate',
  (seen) => {
    const signed = applications(seen);
    const renewed = new Set(seen.http({ path: /\/(renewal|activation)$/ }).map(({ n }) => n));
    return issues(seen).flatMap(({ n, application }) => {
      if (renewed.has(n)) return [];
      const own = signed.find((one) => one.n === n);
      if (!own) return [broken('a certificate came out without a signed application', n)];
      const card = own.cms.signerCertDer && tryTo(() => decodeCertificate(own.cms.signerCertDer!));
      const { digestOk, signatureOk } = own.cms;
      return [
        ...(digestOk && signatureOk ? [] : [broken('the signature of the card does not verify', n)]),
        ...(own.content.application === application
          ? []
          : [broken('what was signed is another application', n)]),
        ...(card?.keyUsage.includes('nonRepudiation')
          ? []
          : [broken('the certificate behind the application is no signing certificate', n)]),
      ];
    });
  },
);
