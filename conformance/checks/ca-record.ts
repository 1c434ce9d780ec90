/** The record of decisions of a CA, as the examining body read it. */
import { createHash } from 'node:crypto';
import { bytesOf, handedIn } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, failedIn } from './instead.ts';
import { oncePerView, type Seen } from './seen.ts';

/** Members are as they came: whether they fit is for the rules. */
export type SeenEntry = Readonly<Record<string, unknown>> & {
  readonly inputs?: Readonly<Record<string, unknown>>;
};

export interface SeenPart {
  /** Of the observation. */
  readonly n: number;
  readonly after: number;
  readonly last: unknown;
  readonly entries: readonly SeenEntry[];
}

/** What was read of it, in the order of reading. */
export const recordParts = oncePerView((seen): readonly SeenPart[] =>
  seen.all.flatMap((o) => {
    if (o.kind !== 'http' || o.status !== 200 || o.tampered !== undefined) return [];
    const url = new URL(o.url);
    if (url.hostname !== CA_HOST || url.pathname !== '/audit/entries') return [];
    const [told] = seen.http({ host: CA_HOST, path: /^\/audit\/entries$/ }).filter(({ n }) => n === o.n);
    const { entries, last } = (told?.response ?? {}) as { entries?: unknown; last?: unknown };
    if (!Array.isArray(entries)) return [];
    return [{ n: o.n, after: Number(url.searchParams.get('after') ?? 0), last, entries }];
  }),
);

/** The entries as they stood when they were read last; none: the record was not shown. */
export const recordEntries = oncePerView((seen): readonly SeenEntry[] => [
  ...new Map(recordParts(seen).flatMap(({ entries }) => entries.map((entry) => [entry.n, entry]))).values(),
]);

export const sha256Hex = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The version of the rules that the practice statement names, as it was read last; undefined: no statement came. */
export const publishedRules = (seen: Seen): string | undefined => {
  const page = seen.all.findLast(
    (o) =>
      o.kind === 'http' &&
      o.status === 200 &&
      o.tampered === undefined &&
      o.url.endsWith(`//${CA_HOST}/repository/cps.txt`),
  );
  const text = page?.kind === 'http' ? page.response?.text : undefined;
  return text === undefined ? undefined : (/^Rules in force: (.+)\.$/m.exec(text)?.[1] ?? '');
};

/** In step `index` the examining body was shown the record to its end. */
export const showsRecord = (index: number): Expectation =>
  expectation(`in step ${index + 1} the examining body is shown the record to its end`, (seen) => {
    const part = recordParts(seen.step(index)).at(-1);
    const n = part?.entries.at(-1)?.n;
    return n !== undefined && n === part?.last
      ? []
      : [
          failedIn(seen, index, 'the record was not shown to its end', {
            path: /^\/audit\/entries$/,
            ...(part && {
              expected: `the entry ${String(part.last)} as the last`,
              actual: `the entry ${n === undefined ? 'none' : String(n)} was the last`,
              at: part.n,
            }),
          }),
        ];
  });

/** Of Base64: enough to tell one from another. */
const digestOf = (base64: unknown): string =>
  typeof base64 === 'string' ? `SHA-256 ${sha256Hex(bytesOf(base64))}` : 'nothing';

/** In step `index` the examining body got the application that was handed in in step `of`, byte for byte. */
export const showsProof = (index: number, of: number): Expectation =>
  expectation(`in step ${index + 1} the signed application is shown as it was handed in`, (seen) => {
    const [{ request } = { request: undefined }] = handedIn(seen.step(of));
    const { cms } = (request ?? {}) as { cms?: unknown };
    const proof = seen
      .step(index)
      .all.find((o) => o.kind === 'http' && new URL(o.url).pathname.startsWith('/audit/proofs/'));
    const bytes = proof?.kind === 'http' && proof.status === 200 ? proof.response?.base64 : undefined;
    const same =
      bytes !== undefined && typeof cms === 'string' && Buffer.compare(bytesOf(bytes), bytesOf(cms)) === 0;
    return same
      ? []
      : [
          failedIn(
            seen,
            index,
            bytes === undefined ? 'the signed application is not shown' : 'something else is shown',
            {
              path: /^\/audit\/proofs\//,
              ...(bytes !== undefined && {
                expected: `the ${digestOf(cms)} as it was handed in`,
                actual: digestOf(bytes),
              }),
            },
          ),
        ];
  });

/** In step `index` the practice statement came, and it names the rules in force. */
export const namesRules = (index: number): Expectation =>
  expectation(`in step ${index + 1} the practice statement names the rules in force`, (seen) =>
    publishedRules(seen.step(index))
      ? []
      : [
          failedIn(seen, index, 'it names no rules in force', {
            path: /^\/repository\/cps\.txt$/,
            expected: 'a line "Rules in force: ….", in /repository/cps.txt',
          }),
        ],
  );
