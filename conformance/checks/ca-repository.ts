/** What the repository of a CA told: OCSP answers and lists, read by the strict readers and judged by the linter. */
import { decodeCrl, decodeOcspRequest, judgeOcsp } from '../decode/index.ts';
import { lintCrl, lintOcsp } from '../lint/index.ts';
import type { Finding } from '../verdict/types.ts';
import { anchorsOf, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
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
    return response ? [{ n: o.n, at: new Date(o.at), request: bytesOf(o.request?.base64), response }] : [];
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
    const [answer] = answersOf(seen.step(index), 'application/ocsp-response');
    const issuer = anchorsOf(seen)[0];
    const asked = answer?.request && attempt(() => decodeOcspRequest(answer.request!));
    if (!answer || !issuer || !asked)
      return [{ kind: 'fail', says: `no OCSP answer came in step ${index + 1}` }];
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
        return [{ kind: 'fail', says: `no list that can be read came in step ${index + 1}` }];
      const found: Finding[] = [];
      const fault = (says: string, more: Partial<Finding> = {}): number =>
        found.push({ kind: 'fail', requirement: 'ESA-R6-11', says, at: answer.n, ...more });
      if (!crl.verifiedBy(issuer)) fault('the list is not signed by the CA');
      if (crl.thisUpdate > answer.at || !crl.nextUpdate || answer.at >= crl.nextUpdate)
        fault('the list is not the one of this time');
      const entry = crl.entries.find((e) => e.serialHex === serial);
      if (entry?.reason !== reason)
        fault('the list says something else of the certificate', {
          expected: reason ?? 'no entry',
          actual: entry?.reason ?? 'no entry',
        });
      return [...found, ...lintFindings(lintCrl('fpos-full', answer.response, issuer), answer.n)];
    },
  );
