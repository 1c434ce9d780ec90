import { CA_HOST } from './ca.ts';
import { broken, invariant } from './invariant.ts';

const PATH = /^\/applications\/([^/]+)\/(signed|code|activation)$/;

export const inv05 = invariant(
  'INV-05',
  'a one-time code leads to one certificate at most, of its own application and within its life',
  (seen) => {
    const codes = new Map<string, { code: unknown; expires: Date }>();
    const used = new Map<string, unknown>();
    const at = (n: number): Date => new Date(seen.all.find((o) => o.n === n)!.at);
    return seen.http({ host: CA_HOST, path: PATH }).flatMap(({ n, path, request, response }) => {
      const [, application = '', what] = PATH.exec(path) ?? [];
      const answer = (response ?? {}) as { code?: unknown; expires?: unknown; certificate?: unknown };
      if (what !== 'activation') {
        if (typeof answer.code === 'string' && typeof answer.expires === 'string')
          codes.set(application, { code: answer.code, expires: new Date(answer.expires) });
        return [];
      }
      if (typeof answer.certificate !== 'string') return [];
      const own = codes.get(application);
      const earlier = used.get(application);
      used.set(application, answer.certificate);
      const { code } = (request ?? {}) as { code?: unknown };
      return [
        ...(own && own.code === code ? [] : [broken('a code that is not its own opened an application', n)]),
        ...(own && at(n) > own.expires ? [broken('a code opened an application after its life', n)] : []),
        ...(earlier === undefined || earlier === answer.certificate
          ? []
          : [broken('one code led to two certificates', n)]),
      ];
    });
  },
);
