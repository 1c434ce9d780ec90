/** Many at once over loopback HTTP, with revocations in between: none lost, none double. 10,000 of them: `npm run bench -- ca`. */
import { expect, test } from 'vitest';
import { accountOf, enrolMany, expectedAccount, overLoopback } from './testing/ca-load.ts';
import { caSetting } from './testing/ca-setting.ts';

const ENROLMENTS = 500;

test(`${ENROLMENTS} enrolments at once`, async () => {
  const own = caSetting({ policy: { severalPhones: true } });
  const server = await overLoopback(own);
  try {
    const phones = await enrolMany(own, ENROLMENTS, ENROLMENTS);
    expect(accountOf(own, phones)).toEqual(expectedAccount(ENROLMENTS));
    // The account notices what is missing, and what there is too much of.
    expect(accountOf(own, phones.slice(1)).lost).toBe(1);
  } finally {
    await server.close();
  }
}, 180_000);
