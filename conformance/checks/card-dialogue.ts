/** What a card answered, exchange by exchange, against what its source says of it. */
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenApdu } from './seen.ts';

/** What one exchange should bring. */
export interface Wanted {
  /**
   * Status words in hex, `x` for any digit. The first is what the source tells (`9000/6A82`: it tells of both). The
   * others are what nobody has excluded: a card that answers one of them is not failed, the difference stands beside the
   * verdict.
   */
  readonly sw: readonly [string, ...string[]];
  /** Length of the answer data, where it is known. */
  readonly length?: number;
}

/** Whatever the answer is. */
export const ANY = 'xxxx';

const fits = (actual: string, masks: string): boolean =>
  masks
    .split('/')
    .some(
      (mask) =>
        actual.length === mask.length && [...mask].every((digit, i) => digit === 'x' || digit === actual[i]),
    );

const swOf = (apdu: SeenApdu | undefined): string =>
  apdu?.sw === undefined ? 'no answer' : apdu.sw.toString(16).toUpperCase().padStart(4, '0');

/** `00B00000…`: the header of a command, which carries no secret. */
const headerOf = (apdu: SeenApdu): string =>
  Buffer.from(apdu.capdu.subarray(0, 4)).toString('hex').toUpperCase();

function findingsOn(title: string, apdu: SeenApdu | undefined, wanted: Wanted): readonly Finding[] {
  if (!apdu) return [{ kind: 'fail', says: `${title}: an exchange was not reached` }];
  const actual = swOf(apdu);
  const [told, ...others] = wanted.sw;
  const difference = { expected: wanted.sw.join(' or '), actual, at: apdu.n };
  const findings: Finding[] = [];
  if (!fits(actual, told)) {
    const known = others.some((mask) => fits(actual, mask));
    const says = known
      ? `${title}: ${headerOf(apdu)} is answered ${actual} where ${told} is known`
      : `${title}: ${headerOf(apdu)} is answered ${actual}, not ${wanted.sw.join(' or ')}`;
    findings.push({ kind: known ? 'advisory' : 'fail', says, ...difference });
  } else if (wanted.length !== undefined && apdu.answer.length !== wanted.length) {
    findings.push({
      kind: 'fail',
      says: `${title}: ${headerOf(apdu)} brings ${apdu.answer.length} bytes, not ${wanted.length}`,
      expected: String(wanted.length),
      actual: String(apdu.answer.length),
      at: apdu.n,
    });
  }
  return findings;
}

/** `9000, 63C5 (3 times), 9000`: what is wanted, exchange by exchange. */
function inWords(wanted: readonly Wanted[]): string {
  const runs: { text: string; times: number }[] = [];
  for (const { sw } of wanted) {
    const text = sw[0] === ANY ? 'anything' : sw.join(' or ');
    const last = runs.at(-1);
    if (last?.text === text) last.times += 1;
    else runs.push({ text, times: 1 });
  }
  return runs.map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`)).join(', ');
}

/** The exchanges of a step are answered as wanted, one by one, and there are no others. */
export const answeredAs = (index: number, title: string, wanted: readonly Wanted[]): Expectation =>
  expectation(`${title}: ${inWords(wanted)}`, (seen) => {
    const { apdus } = seen.step(index);
    const findings = wanted.flatMap((each, i) => findingsOn(title, apdus[i], each));
    return apdus.length <= wanted.length
      ? findings
      : [...findings, { kind: 'fail', says: `${title}: more exchanges than planned` }];
  });

/** An exchange of a step, by its place, and the status word it must or may have. */
type Answered = readonly [place: number, sw: string];

/** Where a step has the first answer, it has the others too: for what a card may do in one way or another, but not halfway. */
export const follows = (
  index: number,
  says: string,
  [place, sw]: Answered,
  ...others: readonly Answered[]
): Expectation =>
  expectation(`${says}: after ${sw}, ${others.map(([, other]) => other).join(' and ')}`, (seen) => {
    const { apdus } = seen.step(index);
    if (!fits(swOf(apdus[place]), sw)) return [];
    return others
      .filter(([i, other]) => !fits(swOf(apdus[i]), other))
      .map(([i, other]) => ({
        kind: 'fail' as const,
        says: `not so: ${says}`,
        expected: other,
        actual: swOf(apdus[i]),
        ...(apdus[i] && { at: apdus[i].n }),
      }));
  });

/** A file was selected and read in blocks of 256, until there was no more: 9000 each time, at the very end 6B00. */
export const readToItsEnd = (index: number, title: string): Expectation =>
  expectation(`${title}: every byte comes with 9000, and behind the end there is nothing`, (seen) => {
    const [select, ...reads] = seen.step(index).apdus;
    const last = reads.at(-1);
    const blocks = last && last.answer.length === 0 ? reads.slice(0, -1) : reads;
    if (blocks.length === 0) return [{ kind: 'fail', says: `${title}: nothing was read` }];
    return [
      ...findingsOn(title, select, { sw: ['9000'] }),
      ...blocks.flatMap((read) =>
        findingsOn(title, read, { sw: read === last ? ['9000', '6282'] : ['9000'] }),
      ),
      ...(blocks.length === reads.length ? [] : findingsOn(title, last, { sw: ['6B00', '6282'] })),
    ];
  });

/** What READ BINARY brought in a step, exchange by exchange. */
export const readsIn = (seen: Seen, index: number): readonly Uint8Array[] =>
  seen.step(index).apdus.flatMap((a) => (a.ins === 0xb0 ? [a.answer] : []));

/** All that was read in a step, one block after the other. */
export const contentIn = (seen: Seen, index: number): Uint8Array => Buffer.concat(readsIn(seen, index));

/** Answer data of the commands with this instruction byte, in order. */
export const answersTo = (seen: Seen, index: number, ins: number): readonly Uint8Array[] =>
  seen.step(index).apdus.flatMap((a) => (a.ins === ins ? [a.answer] : []));
