/** Plays a client's sequence to a chip and compares every answer: status word, length, content, decoded fields. */
import { constants, publicDecrypt } from 'node:crypto';
import {
  type Chip,
  createTracer,
  fromHex,
  parseResponseApdu,
  type ResponseApdu,
  swHex,
  type TracedExchange,
  toHex,
} from '../../apdu/index.ts';
import type { Holder } from './holder.ts';
import type { ClientSequence, Exchange, ExpectedData } from './step.ts';

/** What did not fit, with the step (counted from 0) and the line of the exchange. Empty: the replay passed. */
export type ReplayDifference = { readonly step: number; readonly line: string; readonly difference: string };

const startsWith = (whole: Uint8Array, hex: string): boolean => toHex(whole).startsWith(hex);

function signedBytes(holder: Holder, key: keyof Holder['publicKeys'], signature: Uint8Array): string {
  const publicKey = holder.publicKeys[key];
  if (publicKey === undefined) return 'no public key';
  try {
    return toHex(publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature));
  } catch {
    return 'no signature of this key';
  }
}

function dataDifference(holder: Holder, expected: ExpectedData, data: Uint8Array): string | undefined {
  switch (expected.kind) {
    case 'length':
      return data.length === expected.length ? undefined : `${expected.length} bytes expected`;
    case 'at-least':
      if (data.length < expected.length) return `at least ${expected.length} bytes expected`;
      return startsWith(data, expected.startsHex) ? undefined : 'other content';
    case 'bytes':
      return toHex(data) === expected.hex ? undefined : 'other content';
    case 'certificate': {
      if (data.length !== expected.length) return `${expected.length} bytes expected`;
      const der = holder.certificates[expected.name];
      const part = der.subarray(expected.offset, expected.offset + expected.length);
      return startsWith(data, toHex(part)) ? undefined : `not bytes ${expected.offset} of ${expected.name}`;
    }
    case 'signature':
      if (data.length !== 256) return '256 bytes expected';
      return signedBytes(holder, expected.key, data) === expected.inputHex
        ? undefined
        : 'signs something else';
  }
}

function decodedDifference(expected: Exchange['decoded'], { completed }: TracedExchange): string | undefined {
  const shown = new Map(completed?.fields);
  const wrong = Object.entries(expected ?? {}).find(([name, text]) => shown.get(name) !== text);
  return wrong === undefined ? undefined : `${wrong[0]} is not shown as expected`;
}

/** Differences never quote data: they may be somebody's. */
function differenceOf(
  holder: Holder,
  expected: Exchange,
  { sw, data }: ResponseApdu,
  traced: TracedExchange,
): string | undefined {
  const words = [expected.sw].flat();
  if (!words.includes(swHex(sw))) return `${words.join(' or ')} expected`;
  const inData =
    expected.data === undefined
      ? data.length > 0
        ? 'no data expected'
        : undefined
      : dataDifference(holder, expected.data, data);
  return inData ?? decodedDifference(expected.decoded, traced);
}

/**
 * Replays a sequence from power-on. Stops at the first difference, as a client would; `limit` bounds the differences
 * that are collected where it should go on.
 */
export async function replay(
  sequence: ClientSequence,
  holder: Holder,
  chip: Chip,
  limit = 1,
): Promise<readonly ReplayDifference[]> {
  const tracer = createTracer();
  const differences: ReplayDifference[] = [];
  await chip.power('on');
  for (const [step, expected] of sequence.steps(holder).entries()) {
    if (differences.length >= limit) break;
    if ('power' in expected) {
      if (expected.power === 'cycle') await chip.power('off');
      await chip.power(expected.power === 'cycle' ? 'on' : 'reset');
      tracer.power('reset');
      continue;
    }
    const capdu = fromHex(expected.capdu);
    const answer = await chip.transmit(capdu);
    const traced = tracer.exchange(capdu, answer);
    const difference = differenceOf(holder, expected, parseResponseApdu(answer), traced);
    if (difference !== undefined) differences.push({ step, line: traced.line, difference });
  }
  await chip.power('off');
  return differences;
}
