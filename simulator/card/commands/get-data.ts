/** GET DATA CA (ISO/IEC 7816-4:2020 11.5.3): data objects of the power-up level. */
import { type CommandApdu, SW_DATA_NOT_FOUND, SW_OK, SW_WRONG_LENGTH } from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';

const TAG_CONTACT_ATR = 0x5f51;

/** At power-up level every object; with an application none but, on some cards, the contact ATR (knob atrObject). */
export function findObject(
  { data, knobs }: CardContext,
  state: CardState,
  tag: number,
): Uint8Array | undefined {
  const level =
    state.application === undefined || state.application === data.powerUp ? 'power-up' : 'application';
  const there = tag === TAG_CONTACT_ATR ? level === knobs.atrObject : level === 'power-up';
  return there ? data.powerUp?.objects.get(tag) : undefined;
}

/** The value of the object. Observed: one longer than 256 bytes is 6700 with a short Le; assumed of any Le too small. */
export function getData(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(capdu.data.length === 0, SW_WRONG_LENGTH);
  const object = card.steps.findObject(card, state, capdu.p1 * 256 + capdu.p2);
  demand(object !== undefined, SW_DATA_NOT_FOUND);
  demand(object.length <= capdu.ne, SW_WRONG_LENGTH);
  return { state, rapdu: { data: object.slice(), sw: SW_OK } };
}
