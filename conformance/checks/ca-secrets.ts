/** What J-LIS tells a CA about a certificate, and does not come out of the CA again. */
import { decodeOcspResponse, ocspForm } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { bytesOf, CA_HOST, tryTo } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

const STATUS_HOST = 'ocsp-sign.jlis.test';
const OCSP_TYPE = 'application/ocsp-response';

/** The revocations that J-LIS told: how each could be written in a message of the CA. The answer itself, as Base64, too. */
function told(seen: Seen): readonly { readonly what: string; readonly text: string }[] {
  return seen.all.flatMap((o) => {
    const base64 = o.kind === 'http' && new URL(o.url).hostname === STATUS_HOST && o.response?.base64;
    const read = base64 ? tryTo(() => decodeOcspResponse(bytesOf(base64))) : undefined;
    return (read?.responses ?? []).flatMap(({ revokedAt, reason }) => {
      if (!revokedAt) return [];
      const time = revokedAt.toISOString().slice(0, 19);
      return [
        { what: 'the answer of J-LIS', text: base64 as string },
        { what: 'the time of the revocation', text: time },
        { what: 'the time of the revocation', text: `${time.replace(/[-:T]/g, '')}Z` },
        { what: 'the time of the revocation', text: String(revokedAt.getTime() / 1000) },
        ...(reason && reason !== 'unspecified'
          ? [{ what: 'the reason of the revocation', text: reason }]
          : []),
      ];
    });
  });
}

/** 公的個人認証法52条1項. */
export const revocationStaysInside: Expectation = expectation(
  'what J-LIS told of the revocation is in no message of the CA to anybody',
  (seen) => {
    const secrets = told(seen);
    if (secrets.length === 0)
      return [{ kind: 'inconc', says: 'the CA heard of no revocation from J-LIS by OCSP' }];
    // The examining body may see all of it, and the times in the record are the CA's own.
    const others = seen.http({ host: CA_HOST }).filter(({ path }) => !path.startsWith('/audit/'));
    return others.flatMap(({ n, response }) => {
      const text = JSON.stringify(response ?? '');
      return secrets
        .filter((secret) => text.includes(secret.text))
        .map(({ what }): Finding => ({ kind: 'fail', says: `${what} left the CA`, actual: what, at: n }));
    });
  },
);

/** In step `index` the CA was asked for a status, and told none that is known. 公的個人認証法17条5項. */
export const tellsNoStatus = (index: number): Expectation =>
  expectation(`in step ${index + 1} the CA tells no status`, (seen) => {
    const answers = seen
      .step(index)
      .all.flatMap((o) =>
        o.kind === 'http' && new URL(o.url).hostname === CA_HOST && o.status !== undefined ? [o] : [],
      );
    if (answers.length === 0) return [{ kind: 'inconc', says: `nobody answered in step ${index + 1}` }];
    return answers.flatMap(({ n, response }) => {
      if (!response?.base64 || !response.type.startsWith(OCSP_TYPE)) return [];
      const form = tryTo(() => ocspForm(bytesOf(response.base64!)));
      const known = (form?.basic?.singles ?? []).filter(
        ({ status }) => status === 'good' || status === 'revoked',
      );
      return known.map(
        ({ status }): Finding => ({
          kind: 'fail',
          says: 'the CA answered about a certificate of J-LIS',
          actual: status,
          at: n,
        }),
      );
    });
  });
