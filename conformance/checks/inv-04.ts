import { decodeCsr } from '../decode/index.ts';
import { applications, bytesOf, issues, tryTo } from './ca.ts';
import { broken, invariant } from './invariant.ts';

export const inv04 = invariant(
  'INV-04',
  'the certified key is the one inside the signed application, and whoever asked holds it (INV-07)',
  (seen) => {
    const signed = applications(seen);
    return issues(seen).flatMap(({ n, certificate }) => {
      const own = signed.find((one) => one.n === n);
      const { csr } = own?.content ?? {};
      if (typeof csr !== 'string' || !certificate) return [];
      const request = tryTo(() => decodeCsr(bytesOf(csr)));
      if (!request) return [broken('the request inside the application cannot be read', n)];
      return [
        ...(Buffer.compare(request.spki, certificate.spki) === 0
          ? []
          : [broken('another key was certified', n)]),
        ...(request.popVerified ? [] : [broken('the request is not signed by its own key', n)]),
      ];
    });
  },
);
