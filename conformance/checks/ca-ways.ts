/** By which way each certificate came out of a CA: what was handed in for it, whichever route the key took. */
import { createHash } from 'node:crypto';
import { type Certificate, type Cms, type Csr, decodeCsr, decodeJws, type Jws } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import {
  applications,
  bytesOf,
  CA_HOST,
  issues,
  type SeenIssue,
  type SignedApplication,
  signedFor,
  tryTo,
} from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { oncePerView, type Seen } from './seen.ts';

export interface IssueByCard extends SeenIssue {
  readonly way: 'card';
  readonly cms: Cms;
  readonly content: SignedApplication['content'];
  /** The certificate under the signed application. */
  readonly card: Certificate | undefined;
  readonly csr: Csr | undefined;
}

export interface IssueByKey extends SeenIssue {
  readonly way: 'key';
  readonly jws: Jws;
  readonly csr: Csr | undefined;
}

/** Nothing that was handed in explains it. */
export interface IssueByNothing extends SeenIssue {
  readonly way: 'nothing';
  readonly csr: undefined;
}

export type ExplainedIssue = IssueByCard | IssueByKey | IssueByNothing;

const csrOf = (base64: unknown): Csr | undefined =>
  typeof base64 === 'string' ? tryTo(() => decodeCsr(bytesOf(base64))) : undefined;

const contentOf = (jws: Jws): { readonly csr?: unknown } =>
  tryTo(() => JSON.parse(Buffer.from(jws.payload).toString('utf8')) as { csr?: unknown }) ?? {};

/** Every certificate with what led to it: the application signed by the card, its code turned in, or a renewal by the key. */
export const explainedIssues = oncePerView((seen): readonly ExplainedIssue[] => {
  const signed = applications(seen);
  const exchanges = new Map(seen.http({ host: CA_HOST }).map((x) => [x.n, x]));
  return issues(seen).map((issue): ExplainedIssue => {
    const { path, request } = exchanges.get(issue.n)!;
    const { csr, jws } = (request ?? {}) as { csr?: unknown; jws?: unknown };
    if (path.endsWith('/renewal') && typeof jws === 'string') {
      const read = tryTo(() => decodeJws(jws));
      if (read) return { ...issue, way: 'key', jws: read, csr: csrOf(contentOf(read).csr) };
    }
    const turnedIn = path.endsWith('/activation');
    const own = turnedIn ? signedFor(signed, issue) : signed.find(({ n }) => n === issue.n);
    if (!own) return { ...issue, way: 'nothing', csr: undefined };
    const { cms, card, content } = own;
    return { ...issue, way: 'card', cms, content, card, csr: csrOf(turnedIn ? csr : content.csr) };
  });
});

export const issuedByCard = (seen: Seen): readonly IssueByCard[] =>
  explainedIssues(seen).filter((issue) => issue.way === 'card');

/** Of a SubjectPublicKeyInfo: enough to tell one from another. */
const keyText = (spki: Uint8Array): string =>
  `the key with SHA-256 ${createHash('sha256').update(spki).digest('hex')}`;

/** In step `index` the certified key is the one of the request: inside what the card signed (施行規則6条3号の2イ), or with the code (同ロ). */
export const keyFromApplication = (index: number): Expectation =>
  expectation(`in step ${index + 1} the certified key is the one in the application`, (seen) =>
    explainedIssues(seen.step(index)).flatMap(({ n, certificate, csr }): readonly Finding[] =>
      csr && certificate && Buffer.compare(csr.spki, certificate.spki) === 0
        ? []
        : [
            {
              kind: 'fail',
              says: 'the certified key is not the one in the application',
              expected: csr ? keyText(csr.spki) : 'a key in the application',
              actual: certificate ? keyText(certificate.spki) : 'no certificate that can be read',
              at: n,
            },
          ],
    ),
  );
