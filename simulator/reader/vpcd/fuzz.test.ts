/** The stream of vpcd under fire; and five cards with a fault that the fuzzer must find. */
import { afterEach, expect, test } from 'vitest';
import { chanceFrom } from '../../world/index.ts';
import { ANSWER, plainChip, underFireTests } from '../testing/planted-faults.ts';
import { type ListenForVpcdOptions, listenForVpcd, type VpcdListener } from './connections.ts';
import { fuzzVpcd } from './testing/fuzz.ts';

const MESSAGES_FOR_FAULTS = 1_000;
const SEED = 8;

let listener: VpcdListener | undefined;
afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

async function fuzz(options: Partial<ListenForVpcdOptions>, messages: number) {
  listener = await listenForVpcd({ chip: plainChip, port: 0, ...options });
  return fuzzVpcd(listener, chanceFrom(SEED), messages, ANSWER);
}

underFireTests({
  fuzz,
  exchangeEvery: 10,
  messages: MESSAGES_FOR_FAULTS,
  wellFor: 20,
  keptBytes: 1 << 18,
  endless: /^(hang|wrong answer)/,
  abandon() {
    listener = undefined;
  },
});

test('an answer that is changed on its way, and one too many, are found', async () => {
  const changed = (frame: Uint8Array) => [frame.map((byte, at) => (at === 2 ? byte ^ 1 : byte))];
  await expect(fuzz({ onWire: changed }, MESSAGES_FOR_FAULTS)).rejects.toThrow(/^wrong answer/);
  await listener?.close();
  await expect(fuzz({ onWire: (frame) => [frame, frame] }, MESSAGES_FOR_FAULTS)).rejects.toThrow(
    /^wrong answer/,
  );
});
