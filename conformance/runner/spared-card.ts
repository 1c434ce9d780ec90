/**
 * What keeps a card from being locked by cases that are not destructive. A value that the card has refused is not presented
 * to that file again in the run, unless the tries have come back, as on a card that is fresh after each `reset`. Where the card
 * is known to keep its tries, the counter is asked before the first try, too.
 *
 * The questions of the guard take no try, close nothing and are not on record: the transcript holds what the case sends.
 */
import { type CardChannel, queryTries, toHex } from '../../simulator/apdu/index.ts';
import { pinFileOf } from '../iut/card-pins.ts';

/** The rig does not send a command, to spare the card: no fault of the IUT, and none of ours. */
export class CardSpared extends Error {}

/** What is known of one card, over all cases that are put to it. */
export interface CardGuard {
  /** The card for one case that is not destructive. `behind`: the same reader, where nothing goes on record. */
  around(card: CardChannel, behind: CardChannel): CardChannel;
}

const INS = { SELECT: 0xa4, VERIFY: 0x20, VERIFY_DATA: 0x21 } as const;

/** undefined: no counter is told. */
type Left = number | 'verified' | undefined;

const triesIn = (answer: string): Left => {
  if (answer === '9000') return 'verified';
  const [, tries] = /^63C([0-9A-F])$/.exec(answer) ?? [];
  if (tries !== undefined) return Number.parseInt(tries, 16);
  return answer === '6983' || answer === '6984' ? 0 : undefined;
};

/** Data of a command with a short or extended Lc; malformed ones hold data, too. */
const holdsData = (capdu: Uint8Array): boolean => capdu.length > 5;

/** @param keepsTries the card is known to keep its tries: ask before the first one */
export function createCardGuard(keepsTries: boolean): CardGuard {
  /** By file: the tries after the last refusal, or that nothing more is presented. */
  const refused = new Map<string, number | 'closed'>();
  const known = new Set<string>();

  return {
    around(card, behind) {
      let aid = new Uint8Array() as Uint8Array;
      let current = 0;

      const forget = (): void => {
        aid = new Uint8Array();
        current = 0;
      };
      const select = (capdu: Uint8Array, answer: Uint8Array): void => {
        if ((answer.at(-2) ?? 0) !== 0x90 && (answer.at(-2) ?? 0) !== 0x61) return;
        const data = capdu.subarray(5, 5 + (capdu[4] ?? 0));
        if (capdu[2] === 0x04) {
          aid = data;
          current = 0;
        } else current = (data.at(-1) ?? 0) & 0x1f;
      };

      return {
        connect() {
          forget();
          return card.connect();
        },
        disconnect: () => card.disconnect(),
        reset() {
          forget();
          return card.reset();
        },
        async transmit(capdu) {
          const ins = capdu[1];
          if (ins === INS.SELECT) {
            const answer = await card.transmit(capdu);
            select(capdu, answer);
            return answer;
          }
          if ((ins !== INS.VERIFY && ins !== INS.VERIFY_DATA) || !holdsData(capdu))
            return card.transmit(capdu);
          const sfi = capdu[3]! & 0x1f || current;
          const file = `${toHex(aid)}/${sfi}`;
          const left = async (): Promise<Left> =>
            triesIn(toHex((await behind.transmit(askedOf(capdu[3]!))).slice(-2)));
          const before = refused.get(file);
          if (before !== undefined) {
            const now = before === 'closed' ? undefined : await left();
            if (before === 'closed' || (now !== 'verified' && (now ?? 0) <= before)) {
              refused.set(file, 'closed');
              throw spared(file, 'the card has refused what was presented to it earlier in this run');
            }
            refused.delete(file);
          } else if (keepsTries && !known.has(file)) {
            const now = await left();
            const least = pinFileOf(aid, sfi)?.leastTries;
            // What holds no PIN tells no tries or is locked for good, and a case may well want to see that.
            const few = now !== 'verified' && (least === undefined ? now === 1 : (now ?? 0) < least);
            if (few) throw spared(file, `${now ?? 'no'} tries are told, too few to risk one`);
            known.add(file);
          }
          const answer = await card.transmit(capdu);
          const sw = toHex(answer.slice(-2));
          if (/^(63..|6983|6984)$/.test(sw))
            refused.set(file, Number.parseInt(/^63C(.)$/.exec(sw)?.[1] ?? '0', 16));
          return answer;
        },
      };
    },
  };
}

/** VERIFY without data, of the file that the P2 of a command points to. */
const askedOf = (p2: number): Uint8Array => {
  const query = queryTries();
  query[3] = p2;
  return query;
};

const guards = new WeakMap<object, CardGuard>();

/** The one guard of an IUT, whoever asks for it. */
export function cardGuardOf(connector: object, keepsTries: boolean): CardGuard {
  const guard = guards.get(connector) ?? createCardGuard(keepsTries);
  guards.set(connector, guard);
  return guard;
}

const spared = (file: string, why: string): CardSpared => {
  const [aid, sfi] = file.split('/');
  const ef = Number(sfi).toString(16).toUpperCase().padStart(4, '0');
  return new CardSpared(`the card is spared: no VERIFY of EF ${ef} in ${aid || 'no application'}, as ${why}`);
};
