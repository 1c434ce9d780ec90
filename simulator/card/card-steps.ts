/**
 * The steps of a card, each replaceable by name. `createCard(data, { ...referenceCardSteps, onVerifyFailure: … })` is a
 * card with one other step and nothing else changed. Commands reach the finer steps only through this record.
 */
import type { CommandApdu, ResponseApdu, StatusWord } from '../apdu/index.ts';
import type { CardData, DedicatedFile, ElementaryFile, KeyFile, PinFile } from './card-data.ts';
import type { CardKnobs } from './knobs.ts';
import type { CardState } from './state.ts';

/** What a step may look at besides the state: the card's data and the other steps. */
export type CardContext = { readonly data: CardData; readonly knobs: CardKnobs; readonly steps: CardSteps };

/** The state after a command, and its answer. A step may instead raise a `Refusal`: state unchanged, bare status word. */
export type Outcome = { readonly state: CardState; readonly rapdu: ResponseApdu };

/** A whole command. It gets a well-formed C-APDU of its instruction, class, channel and chaining already checked. */
export type CommandStep = (card: CardContext, state: CardState, capdu: CommandApdu) => Outcome;

/** What SELECT by name asks for: the first match of a full or partial name, or the one after the current application. */
export type ApplicationQuery = { readonly name: Uint8Array; readonly occurrence: 'first' | 'next' };

export type CardSteps = {
  // Commands.
  readonly select: CommandStep;
  /** VERIFY with data. */
  readonly verify: CommandStep;
  /** VERIFY without data. */
  readonly queryTries: CommandStep;
  readonly changeReferenceData: CommandStep;
  readonly readBinary: CommandStep;
  readonly computeDigitalSignature: CommandStep;

  // Policies.
  /** Which application a name means; undefined: none. */
  readonly findApplication: (
    card: CardContext,
    state: CardState,
    query: ApplicationQuery,
  ) => DedicatedFile | undefined;
  /** The state once `next` is current; `state` is the one before. Decides what stays verified. */
  readonly afterSelectApplication: (state: CardState, next: DedicatedFile, knobs: CardKnobs) => CardState;
  /** The state after power went on or off, or a warm reset. */
  readonly afterPower: (state: CardState, op: 'on' | 'off' | 'reset', knobs: CardKnobs) => CardState;
  /** The presented value is the right one. */
  readonly comparePin: (reference: Uint8Array, presented: Uint8Array) => boolean;
  /** VERIFY with data is refused whatever it brings. */
  readonly isBlocked: (state: CardState, pin: PinFile) => boolean;
  /** Restores the counter, sets the status. */
  readonly onVerifySuccess: (state: CardState, pin: PinFile, knobs: CardKnobs) => CardState;
  /** Takes a try, clears the status. */
  readonly onVerifyFailure: (state: CardState, pin: PinFile, knobs: CardKnobs) => CardState;
  /** The status word that tells the tries left: after a wrong VERIFY and after a query. */
  readonly tellTries: (state: CardState, pin: PinFile) => StatusWord;
  readonly mayRead: (state: CardState, file: ElementaryFile) => boolean;
  readonly maySign: (state: CardState, file: KeyFile) => boolean;
  /** The state after a signature was made. */
  readonly afterSign: (state: CardState, file: KeyFile) => CardState;
  /** Bytes from `offset`, at most `ne`, and the status word at and behind the end of the file. */
  readonly endOfFile: (content: Uint8Array, offset: number, ne: number, knobs: CardKnobs) => ResponseApdu;
  /** The bytes that the padding surrounds: for mode (P1) 0 the command data as it came. Raises refusals. */
  readonly signatureInput: (mode: number, data: Uint8Array, emLength: number, knobs: CardKnobs) => Uint8Array;
  /** The encoded message of `emLength` bytes that goes through RSA. */
  readonly padForSignature: (input: Uint8Array, emLength: number) => Uint8Array;
};
