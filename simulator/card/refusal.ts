/** A command that the card refuses. Raised anywhere inside the card, turned into an R-APDU at one place (`createCard`). */
import type { StatusWord } from '../apdu/index.ts';

export class Refusal extends Error {
  readonly sw: StatusWord;
  constructor(sw: StatusWord) {
    super('command refused by the card');
    this.sw = sw;
  }
}

/** Refuses with `sw` unless `condition` holds. */
export function demand(condition: boolean, sw: StatusWord): asserts condition {
  if (!condition) throw new Refusal(sw);
}
