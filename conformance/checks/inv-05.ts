import { CA_HOST } from './ca.ts';
import { broken, invariant } from './invariant.ts';

const OUT = /^\/applications\/([^/]+)\/(?:signed|code)$/;
const IN = /^\/applications\/([^/]+)\/activation$/;

/** 施行規則6条3号の2ロ; how long a code lives is the CA's to say, and it says so with the code. */
export const inv05 = invariant(
  'INV-05',
  'a one-time code leads to one certificate at most, of its own application and within its life',
  (seen, each) => {
    const codes = new Map(
      seen.http({ host: CA_HOST, path: OUT }).flatMap(({ path, response }) => {
        const { code, expires } = (response ?? {}) as { code?: unknown; expires?: unknown };
        return typeof code === 'string' && typeof expires === 'string'
          ? [[OUT.exec(path)![1], { code, expires: new Date(expires) }] as const]
          : [];
      }),
    );
    const used = new Map<string, unknown>();
    return each(seen.http({ host: CA_HOST, path: IN }), ({ n, path, request, response }) => {
      const { certificate } = (response ?? {}) as { certificate?: unknown };
      if (typeof certificate !== 'string') return [];
      const application = IN.exec(path)![1]!;
      const own = codes.get(application);
      const earlier = used.get(application);
      used.set(application, certificate);
      const { code } = (request ?? {}) as { code?: unknown };
      const at = new Date(seen.all.find((o) => o.n === n)!.at);
      return [
        ...(own && own.code === code ? [] : [broken('a code that is not its own opened an application', n)]),
        ...(own && at > own.expires ? [broken('a code opened an application after its life', n)] : []),
        ...(earlier === undefined || earlier === certificate
          ? []
          : [broken('one code led to two certificates', n)]),
      ];
    });
  },
);
