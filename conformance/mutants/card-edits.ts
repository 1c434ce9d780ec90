/** What mutants of the card have in common. */
import {
  type CardState,
  type CommandStep,
  type Outcome,
  Refusal,
  referenceCardSteps as reference,
  withMemory,
} from '../../simulator/card/index.ts';

/** 9000, with these answer data. */
export const done = (state: CardState, data: Uint8Array = new Uint8Array()): Outcome => ({
  state,
  rapdu: { data, sw: 0x9000 },
});

/** What stands in a file is changed where it is read. */
export const withContent =
  (change: (content: Uint8Array) => Uint8Array): typeof reference.endOfFile =>
  (content, ...rest) =>
    reference.endOfFile(change(content), ...rest);

/** All tries of every PIN. */
export const fullCounters = (state: CardState): CardState =>
  [...state.pins.keys()].reduce((next, pin) => withMemory(next, pin, { triesLeft: pin.triesMax }), state);

/** What a command refuses for one of these reasons answers 9000 and changes nothing. */
export const forgiving =
  (step: CommandStep, ...reasons: readonly number[]): CommandStep =>
  (card, state, capdu) => {
    try {
      return step(card, state, capdu);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || !reasons.includes(refusal.sw)) throw refusal;
      return done(state);
    }
  };
