import { ALL_DOORS, acceptedAt, timeOf } from './bank-signed.ts';
import { CA_HOST } from './ca.ts';
import { broken, invariant } from './invariant.ts';

/** Source: fpos.md 9.5, INV-35. The CA of these worlds tells a revocation at once (OCSP from its records), so that is the latency. */
export const inv35 = invariant(
  'INV-35',
  'nothing signed under a certificate that has expired, or that the CA had revoked, is accepted',
  (seen, each) => {
    const revoked = seen
      .http({ host: CA_HOST, path: /^\/revocations$/ })
      .filter(({ status }) => status === 200)
      .flatMap(({ n, response }) =>
        ((response as { revoked?: { serial: string }[] } | undefined)?.revoked ?? []).map(({ serial }) => ({
          n,
          serial,
        })),
      );
    return each(acceptedAt(seen, ...ALL_DOORS), ({ n, door, certificate }) => {
      if (!certificate) return [broken(`a ${door} without a certificate was accepted`, n)];
      const at = timeOf(seen, n);
      return [
        ...(at < certificate.notBefore || at > certificate.notAfter
          ? [broken(`a ${door} under an expired certificate was accepted`, n)]
          : []),
        ...(revoked.some((r) => r.n < n && sameNumber(r.serial, certificate.serialHex))
          ? [broken(`a ${door} under a revoked certificate was accepted`, n)]
          : []),
      ];
    });
  },
);

const sameNumber = (a: string, b: string): boolean => BigInt(`0x${a}`) === BigInt(`0x${b}`);
