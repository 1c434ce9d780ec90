/** What the repository of a CA told: OCSP answers and lists, read by the strict readers and judged by the linter. */
import { createHash } from 'node:crypto';
import {
  type Crl,
  decodeCertificate,
  decodeCrl,
  decodeOcspRequest,
  decodeOcspResponse,
  judgeOcsp,
} from '../decode/index.ts';
import { lintCrl, lintOcsp } from '../lint/index.ts';
import type { Finding } from '../verdict/types.ts';
import { anchorsOf, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { failedIn } from './instead.ts';
import { lintFindings } from './lint-findings.ts';
import type { Seen } from './seen.ts';

interface Bytes {
  readonly n: number;
  readonly at: Date;
  readonly request: Uint8Array | undefined;
  readonly response: Uint8Array;
}

const bytesOf = (base64: string | undefined): Uint8Array | undefined =>
  base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64'));

/** Answers of this media type that the rig itself asked for. */
const answersOf = (seen: Seen, type: string): readonly Bytes[] =>
  seen.all.flatMap((o) => {
    if (o.kind !== 'http' || o.from !== 'rig' || !o.response?.type.startsWith(type)) return [];
    const response = bytesOf(o.response.base64);
    const request = o.method === 'GET' ? requestIn(o.url) : bytesOf(o.request?.base64);
    return response ? [{ n: o.n, at: new Date(o.at), request, response }] : [];
  });

/** RFC 6960, A.1: by GET the request is the rest of the path, Base64 with the signs of URLs escaped. */
const requestIn = (url: string): Uint8Array | undefined => {
  const [, text] = /^\/ocsp\/(.+)$/.exec(new URL(url).pathname) ?? [];
  return text === undefined ? undefined : bytesOf(decodeURIComponent(text));
};
/** OCSP answers that the rig asked for, with what it asked. */
export const ocspAnswers = (seen: Seen): readonly Bytes[] => answersOf(seen, 'application/ocsp-response');

const OCSP = /^\/ocsp/;
const LIST = /\.crl$/;

/** Subject and digest: which certificate it is. */
function nameOf(der: Uint8Array): string {
  const read = attempt(() => decodeCertificate(der));
  const subject = read?.subject.map(({ type, value }) => `${type}=${value}`).join(', ');
  return `${subject ?? 'no certificate that can be read'} (SHA-256 ${createHash('sha256').update(der).digest('hex')})`;
}

const timeOf = ({ thisUpdate, nextUpdate }: Crl, at: Date): Partial<Finding> => ({
  expected: `a list in force at ${at.toISOString()}`,
  actual: `thisUpdate ${thisUpdate.toISOString()}, nextUpdate ${nextUpdate?.toISOString() ?? 'none'}`,
});

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** In step `index` one OCSP answer came, it can be believed, breaks no rule, and says this. */
export const statusIs = (
  index: number,
  status: 'good' | 'revoked' | 'unknown',
  reason?: string,
): Expectation =>
  expectation(`in step ${index + 1} OCSP says ${reason ?? status}`, (seen) => {
    const [answer] = ocspAnswers(seen.step(index));
    const issuer = anchorsOf(seen)[0];
    const asked = answer?.request && attempt(() => decodeOcspRequest(answer.request!));
    if (!answer || !issuer || !asked)
      return [failedIn(seen, index, `no OCSP answer came in step ${index + 1}`, { path: OCSP })];
    const verdict = judgeOcsp({
      response: answer.response,
      issuer,
      serialHex: asked.certIds[0]!.serialHex,
      at: answer.at,
      ...(asked.nonceHex !== undefined && { nonceHex: asked.nonceHex }),
    });
    if (!verdict.ok)
      return verdict.reasons.map(({ rule, says }) => ({
        kind: 'fail',
        says: `the OCSP answer cannot be believed: ${says}`,
        actual: rule,
        at: answer.n,
      }));
    const right = verdict.status === status && (reason === undefined || verdict.reason === reason);
    const wrong: readonly Finding[] = right
      ? []
      : [
          {
            kind: 'fail',
            requirement: 'ESA-R6-11',
            says: 'the OCSP answer says something else',
            expected: reason === undefined ? status : `${status}, ${reason}`,
            actual: `${verdict.status}, ${verdict.reason ?? 'no reason'}`,
            at: answer.n,
          },
        ];
    return [...wrong, ...lintFindings(lintOcsp('fpos-answer', answer.response, issuer), answer.n)];
  });

/** In step `index` one list came, it can be believed, breaks no rule, and names what was issued in step `of` with that reason, or not at all. */
export const listSays = (index: number, of: number, reason: string | undefined): Expectation =>
  expectation(
    `in step ${index + 1} the list ${reason === undefined ? 'does not name' : `names with ${reason}`} the certificate of step ${of + 1}`,
    (seen) => {
      const [answer] = answersOf(seen.step(index), 'application/pkix-crl');
      const issuer = anchorsOf(seen)[0];
      const crl = answer && attempt(() => decodeCrl(answer.response));
      const serial = issues(seen.step(of))[0]?.certificate?.serialHex;
      if (!answer || !issuer || !crl || serial === undefined)
        return [
          serial === undefined && answer
            ? failedIn(seen, of, `no certificate came out in step ${of + 1}, which the list could name`)
            : failedIn(seen, index, `no list that can be read came in step ${index + 1}`, { path: LIST }),
        ];
      const found: Finding[] = [];
      const fault = (says: string, more: Partial<Finding> = {}): number =>
        found.push({ kind: 'fail', requirement: 'ESA-R6-11', says, at: answer.n, ...more });
      if (!crl.verifiedBy(issuer)) fault('the list is not signed by the CA');
      if (crl.thisUpdate > answer.at || !crl.nextUpdate || answer.at >= crl.nextUpdate)
        fault('the list is not the one of this time', timeOf(crl, answer.at));
      const entry = crl.entries.find((e) => e.serialHex === serial);
      if (entry?.reason !== reason)
        fault('the list says something else of the certificate', {
          expected: reason ?? 'no entry',
          actual: entry?.reason ?? 'no entry',
        });
      return [...found, ...lintFindings(lintCrl('fpos-full', answer.response, issuer), answer.n)];
    },
  );

/** In step `index` one OCSP answer came, and it says this of the certificates that were asked about, in their order. */
export const statusesAre = (
  index: number,
  ...statuses: readonly ('good' | 'revoked' | 'unknown')[]
): Expectation =>
  expectation(`in step ${index + 1} OCSP says ${statuses.join(', ')} in one answer`, (seen) => {
    const answers = answersOf(seen.step(index), 'application/ocsp-response');
    const [answer] = answers;
    const issuer = anchorsOf(seen)[0];
    const asked = answer?.request && attempt(() => decodeOcspRequest(answer.request!));
    if (!answer || !issuer || !asked || answers.length !== 1)
      return [
        failedIn(seen, index, `${answers.length} OCSP answers came in step ${index + 1}, 1 expected`, {
          path: OCSP,
        }),
      ];
    return asked.certIds.flatMap(({ serialHex }, at): readonly Finding[] => {
      const verdict = judgeOcsp({ response: answer.response, issuer, serialHex, at: answer.at });
      const actual = verdict.ok ? verdict.status : verdict.reasons.map(({ rule }) => rule).join(', ');
      return actual === statuses[at]
        ? []
        : [
            {
              kind: 'fail',
              says: `of the certificate number ${at + 1} the answer says something else`,
              expected: statuses[at] ?? 'nothing',
              actual,
              at: answer.n,
            },
          ];
    });
  });

/** In step `index` the responder does not speak for a CA that is not its own: an error, or `unknown`. */
export const speaksForNobodyElse = (index: number): Expectation =>
  expectation(`in step ${index + 1} OCSP vouches for no certificate of another CA`, (seen) => {
    const [answer] = answersOf(seen.step(index), 'application/ocsp-response');
    const read = answer && attempt(() => decodeOcspResponse(answer.response));
    if (!answer || !read)
      return [failedIn(seen, index, 'no OCSP answer that can be read came', { path: OCSP })];
    return read.responses
      .filter(({ status }) => status !== 'unknown')
      .map(({ status }) => ({
        kind: 'fail',
        says: 'the responder speaks for another CA',
        actual: status,
        at: answer.n,
      }));
  });

/** The lists of these steps are signed by the CA, of their time, and each has a higher number than the one before. */
export const listsRise = (...steps: readonly number[]): Expectation =>
  expectation('each list has a higher number than the one before, and is of its time', (seen) => {
    const issuer = anchorsOf(seen)[0];
    let before: bigint | undefined;
    return steps.flatMap((index): readonly Finding[] => {
      const [answer] = answersOf(seen.step(index), 'application/pkix-crl');
      const crl = answer && attempt(() => decodeCrl(answer.response));
      if (!answer || !issuer || !crl?.verifiedBy(issuer))
        return [failedIn(seen, index, `no list of the CA came in step ${index + 1}`, { path: LIST })];
      const found: Finding[] = [];
      const { number, thisUpdate, nextUpdate } = crl;
      if (number === undefined || (before !== undefined && number <= before))
        found.push({
          kind: 'fail',
          says: 'the number of the list did not rise',
          expected: `more than ${before ?? 'none'}`,
          actual: String(number),
          at: answer.n,
        });
      before = number;
      if (thisUpdate > answer.at || !nextUpdate || answer.at >= nextUpdate)
        found.push({
          kind: 'fail',
          says: 'the list is not the one of this time',
          ...timeOf(crl, answer.at),
          at: answer.n,
        });
      return found;
    });
  });

/** In step `index` the repository gives the certificate of the CA that the contract named as its anchor. */
export const givesTheAnchor = (index: number): Expectation =>
  expectation(`in step ${index + 1} the repository gives the certificate of the CA`, (seen) => {
    const [answer] = answersOf(seen.step(index), 'application/pkix-cert');
    const [anchor] = anchorsOf(seen);
    return answer && anchor && Buffer.compare(answer.response, anchor) === 0
      ? []
      : [
          failedIn(seen, index, answer ? 'another certificate came' : 'no certificate came', {
            path: /\.cer$/,
            expected: anchor ? `the first of anchors.ca, ${nameOf(anchor)}` : 'a first anchor in anchors.ca',
            ...(answer && { actual: nameOf(answer.response), at: answer.n }),
          }),
        ];
  });

/** In step `index` these pages come as HTML, and together they name the fingerprint (SHA-256) of the certificate of the CA. */
export const pagesCome = (index: number, paths: readonly string[]): Expectation =>
  expectation(`in step ${index + 1} the pages of the repository come`, (seen) => {
    const pages = seen.step(index).all.flatMap((o) => {
      if (o.kind !== 'http' || o.status !== 200 || !o.response?.type.startsWith('text/html')) return [];
      return [{ path: new URL(o.url).pathname, text: o.response.text ?? '' }];
    });
    const missing = paths.filter((path) => !pages.some((page) => page.path === path && page.text.length > 0));
    const [anchor] = anchorsOf(seen);
    const print = anchor && createHash('sha256').update(anchor).digest('hex');
    const named = pages.some(({ text }) => print && text.toLowerCase().replaceAll(':', '').includes(print));
    return [
      ...missing.map((path) =>
        failedIn(seen, index, `there is no page ${path}`, {
          path: new RegExp(`^${path.replaceAll('.', '\\.')}$`),
          expected: '200 with text/html',
        }),
      ),
      ...(named
        ? []
        : [
            failedIn(seen, index, 'no page names the fingerprint of the certificate of the CA', {
              expected: `SHA-256 ${print ?? 'of the first of anchors.ca, which is missing'}`,
              actual: `${pages.length} pages came, none names it`,
            }),
          ]),
    ];
  });
