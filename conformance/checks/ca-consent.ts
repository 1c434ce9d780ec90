/** What a CA said to J-LIS about consents and the latest four items. */
import { CA_HOST } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

const VERIFIER_HOST = 'verifier.jlis.test';
const HOLDER_HOST = 'holder.jlis.test';

/** Questions for the latest items. */
export const questions = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: VERIFIER_HOST, path: /^\/four-items$/ });

/** Consents that reached J-LIS. */
export const consentsSent = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: VERIFIER_HOST, path: /^\/consents$/ });

/** Withdrawals, wherever they were made. */
export const withdrawals = (seen: Seen): readonly SeenHttp[] =>
  [
    ...seen.http({ host: CA_HOST, path: /^\/consents\/withdrawals$/ }),
    ...seen.http({ host: HOLDER_HOST, path: /^\/withdrawals$/ }),
  ].filter(({ status = 0 }) => status >= 200 && status < 300);

const cmsOf = ({ request }: SeenHttp): unknown => (request as { cms?: unknown } | undefined)?.cms;

const sentOn = (index: number, what: string, atCa: RegExp, atJlis: RegExp): Expectation =>
  expectation(`in step ${index + 1} the ${what} reaches J-LIS as it was signed`, (seen) => {
    const part = seen.step(index);
    const [given] = part.http({ host: CA_HOST, path: atCa });
    const sent = part.http({ host: VERIFIER_HOST, path: atJlis });
    const cms = given && cmsOf(given);
    if (cms !== undefined && sent.some((x) => cmsOf(x) === cms)) return [];
    return [
      {
        kind: 'fail',
        says: `the ${what} did not reach J-LIS byte for byte`,
        actual: sent.length === 0 ? 'nothing was sent' : 'something else was sent',
        ...(given && { at: given.n }),
      },
    ];
  });

export const consentSentOn = (index: number): Expectation =>
  sentOn(index, 'consent', /^\/consents$/, /^\/consents$/);
export const withdrawalSentOn = (index: number): Expectation =>
  sentOn(index, 'withdrawal', /^\/consents\/withdrawals$/, /^\/withdrawals$/);

export const consentNotSent = (index: number): Expectation =>
  expectation(`in step ${index + 1} J-LIS hears of no consent`, (seen) =>
    consentsSent(seen.step(index)).map(({ n }) => ({
      kind: 'fail',
      says: 'J-LIS was sent a consent that is none',
      at: n,
    })),
  );

export const asksNothing = (index: number): Expectation =>
  expectation(`in step ${index + 1} the latest items are not asked for`, (seen) =>
    questions(seen.step(index)).map(({ n }) => ({
      kind: 'fail',
      says: 'the latest items were asked for without a ground',
      at: n,
    })),
  );

/** The control: with ground and consent the question is put. */
export const asks = (index: number): Expectation =>
  expectation(`in step ${index + 1} the latest items are asked for`, (seen) =>
    questions(seen.step(index)).length > 0
      ? []
      : [{ kind: 'fail', says: 'the latest items were not asked for, though there was consent and ground' }],
  );
