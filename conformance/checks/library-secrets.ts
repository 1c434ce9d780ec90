/** What a library must tell nobody. */
import { findText } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import { messagesOf } from './messages.ts';

/** The password that the user of this case entered, as the card holds it; a case that looks for it says what it is. */
export const passwordInNoMessage: Expectation = expectation(
  'the password of the card is in no message, in no encoding',
  (seen) => {
    const password = seen.given('password');
    if (typeof password !== 'string') return [{ kind: 'fail', says: 'no password is known to look for' }];
    return findText({ messages: messagesOf(seen.all), text: password }).map(
      ({ where, encoding, offset }): Finding => ({
        kind: 'fail',
        says: `the password is in ${where} (${encoding}, at byte ${offset})`,
        at: Number(/\d+/.exec(where)![0]),
      }),
    );
  },
);
