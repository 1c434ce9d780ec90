/** What a relying party does that is itself a verifier of J-LIS: consents that it sends on, items that it asks for. */
import type { Finding } from '../verdict/types.ts';
import { BANK_HOST } from './bank.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

const VERIFIER_HOST = 'verifier.jlis.test';

const sentOn = (part: Seen): readonly SeenHttp[] =>
  part.http({ host: VERIFIER_HOST, path: /^\/consents$/, from: 'iut' });
const questions = (part: Seen): readonly SeenHttp[] =>
  part.http({ host: VERIFIER_HOST, path: /^\/four-items$/, from: 'iut' });
const given = (part: Seen): readonly SeenHttp[] => part.http({ host: BANK_HOST, path: /^\/consents$/ });

const cmsOf = ({ request }: SeenHttp): unknown => (request as { cms?: unknown } | undefined)?.cms;

/** The consent is taken, and J-LIS gets the very bytes that the card signed. */
export const sendsConsentOn = (index: number): Expectation =>
  expectation(`in step ${index + 1} the consent is taken and sent on to J-LIS as it was signed`, (seen) => {
    const part = seen.step(index);
    const own = given(part).at(-1);
    if (own?.status !== 201) return [{ kind: 'fail', says: 'the bank did not take the consent' }];
    return sentOn(part).some((x) => x.status === 200 && cmsOf(x) === cmsOf(own))
      ? []
      : [{ kind: 'fail', says: 'J-LIS did not get it', at: own.n }];
  });

/** Refused by this code, and J-LIS hears nothing of it. */
export const refusesConsent = (index: number, code: string): Expectation =>
  expectation(
    `in step ${index + 1} the consent is refused with ${code}, and nothing goes to J-LIS`,
    (seen) => {
      const part = seen.step(index);
      const own = given(part).at(-1);
      const found: Finding[] = sentOn(part).map(({ n }) => ({
        kind: 'fail',
        says: 'it was sent on to J-LIS',
        at: n,
      }));
      if (own?.problem !== code)
        found.push({
          kind: 'fail',
          says: 'it was not refused so',
          expected: code,
          actual: own?.problem ?? String(own?.status ?? 'no answer'),
          ...(own && { at: own.n }),
        });
      return found;
    },
  );

/** The latest items are asked for, of J-LIS itself. */
export const asksForItems = (index: number): Expectation =>
  expectation(`in step ${index + 1} the bank asks J-LIS for the latest items`, (seen) =>
    questions(seen.step(index)).length > 0 ? [] : [{ kind: 'fail', says: 'nothing was asked' }],
  );

export const asksForNoItems = (index: number): Expectation =>
  expectation(`in step ${index + 1} the bank asks J-LIS for no items`, (seen) =>
    questions(seen.step(index)).map(({ n }) => ({ kind: 'fail', says: 'the items were asked for', at: n })),
  );
