/**
 * The steps of a card, each replaceable by name. `createCard(data, { ...referenceCardSteps, onVerifyFailure: … })` is a
 * card with one other step and nothing else changed. Commands reach the finer steps only through this record.
 */
import type { CommandApdu, ResponseApdu, StatusWord } from '../apdu/index.ts';
import type { CardData, DedicatedFile, ElementaryFile, KeyFile, PinFile, RecordFile } from './card-data.ts';
import type { InstructionSet } from './commands/instructions.ts';
import type { CardKnobs } from './knobs.ts';
import type { CardState } from './state.ts';

/** What a step may look at besides the state: the card's data and the other steps. */
export type CardContext = {
  readonly data: CardData;
  readonly knobs: CardKnobs;
  readonly steps: CardSteps;
  /** Chance of the card: challenges and salts. */
  readonly random: (length: number) => Uint8Array;
};

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
  readonly readRecord: CommandStep;
  readonly getData: CommandStep;
  readonly getChallenge: CommandStep;
  readonly internalAuthenticate: CommandStep;
  /** CHANGE KEY 80 32, for the PINs that 00 24 does not change. */
  readonly changeKey: CommandStep;
  /** 80 A2: body, then signature, of a terminal certificate. */
  readonly verifyCertificate: CommandStep;
  /** 80 AE: the start of secure messaging. */
  readonly exchangeKey: CommandStep;
  /** 80 FC: what a phone gets at the end. */
  readonly endSession: CommandStep;

  // Policies.
  /** Checks class, channel and secure messaging; the instruction set that is left. Raises refusals. */
  readonly checkClass: (cla: number, ins: number, application?: DedicatedFile) => InstructionSet;
  /** The whole command of a chain, or undefined while more parts are to come. Raises refusals. */
  readonly joinChain: (
    state: CardState,
    capdu: CommandApdu,
    knobs: CardKnobs,
  ) => { readonly state: CardState; readonly capdu: CommandApdu | undefined };
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
  /** A PIN file takes this new value. */
  readonly acceptsNewValue: (pin: PinFile, value: Uint8Array) => boolean;
  /** The state once a new value is set: by a command of the holder. */
  readonly afterPinChange: (state: CardState, pin: PinFile, value: Uint8Array) => CardState;
  /** The state once the municipality has unlocked a PIN, perhaps with a new value. No command does this. */
  readonly afterUnlock: (state: CardState, pin: PinFile, value: Uint8Array | undefined) => CardState;
  readonly mayRead: (state: CardState, file: ElementaryFile | RecordFile) => boolean;
  readonly maySign: (state: CardState, file: KeyFile) => boolean;
  /** The state after a signature was made. */
  readonly afterSign: (state: CardState, file: KeyFile) => CardState;
  /** Bytes from `offset`, at most `ne`, and the status word at and behind the end of the file. */
  readonly endOfFile: (content: Uint8Array, offset: number, ne: number, knobs: CardKnobs) => ResponseApdu;
  /** The bytes that the padding surrounds: for mode (P1) 0 the command data as it came. Raises refusals. */
  readonly signatureInput: (mode: number, data: Uint8Array, emLength: number, knobs: CardKnobs) => Uint8Array;
  /** The encoded message of `emLength` bytes that goes through RSA. */
  readonly padForSignature: (input: Uint8Array, emLength: number) => Uint8Array;
  /** The same for RSASSA-PSS (modes 4 and 5), from the digest and a salt. */
  readonly encodePss: (digest: Uint8Array, emLength: number, salt: Uint8Array) => Uint8Array;
  /** What ECDSA signs, on the card to come. Raises refusals. */
  readonly ecdsaInput: (mode: number, data: Uint8Array, knobs: CardKnobs) => Uint8Array;
  /** The data object of a tag at the current level; undefined: 6A88. */
  readonly findObject: (card: CardContext, state: CardState, tag: number) => Uint8Array | undefined;
  /** A terminal certificate is that of the private CA that the knob names. */
  readonly acceptsTerminal: (body: Uint8Array, signature: Uint8Array, knobs: CardKnobs) => boolean;
};
