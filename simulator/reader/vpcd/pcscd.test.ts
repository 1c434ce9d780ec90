/** The driver of vpcd itself, behind the PC/SC service of Debian: what it makes of ordinary and of odd cards. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { privatePcscd } from '../../../testing/private-pcscd.ts';
import { SCARD_E_NOT_TRANSACTED } from '../scard.ts';
import type { Seen } from './testing/odd-cards.ts';

const ODD_CARDS = fileURLToPath(new URL('testing/odd-cards.ts', import.meta.url));
const pcscd = privatePcscd();
const SCARD_W_UNPOWERED_CARD = 0x80100067;
const NOTHING = { rv: 0, length: 0, first: -1 };
const one = (answer: Seen['answers'][number], present: boolean): Seen => ({
  connect: 0,
  answers: [answer],
  present,
});

test.skipIf('missing' in pcscd)('what a client sees of a card that misbehaves', async () => {
  const { code, stdout, stderr } =
    'run' in pcscd ? await pcscd.run([process.execPath, ODD_CARDS]) : { code: -1, stdout: '', stderr: '' };
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    'an ordinary card': one({ rv: 0, length: 6, first: 0x00 }, true),
    // A success without a status word: what no client expects.
    'closes before it answers': one(NOTHING, false),
    'closes in the middle of an answer': one({ rv: 0, length: 1, first: 0x90 }, false),
    // It waits for more until the connection ends: why our card never sends such a frame.
    'answers with an empty frame, then closes': one(NOTHING, false),
    'answers with one byte': one({ rv: 0, length: 1, first: 0x90 }, true),
    'sends its answer byte by byte': one({ rv: 0, length: 6, first: 0x00 }, true),
    // Every later answer is that to the question before.
    'says something unasked': {
      connect: 0,
      answers: [
        { rv: 0, length: 6, first: 0x00 },
        { rv: 0, length: 2, first: 0x6f },
      ],
      present: true,
    },
    'answers with 65,535 bytes': one({ rv: 0, length: 65_535, first: 0x5a }, true),
    'has an ATR of 34 bytes': { connect: SCARD_W_UNPOWERED_CARD, answers: [], present: true },
    'is sent 65,535 bytes': one({ rv: 0, length: 2, first: 0x90 }, true),
    'is sent 65,536 bytes': one({ rv: SCARD_E_NOT_TRANSACTED, length: 0, first: -1 }, false),
  } satisfies Record<string, Seen>);
});
