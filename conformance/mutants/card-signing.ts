/** Cards with one defect in signatures, and in what they take for a command. */
import { createHash } from 'node:crypto';
import { digestInfoSha256, SW_INS_NOT_SUPPORTED } from '../../simulator/apdu/index.ts';
import { type CardSteps, referenceCardSteps as reference } from '../../simulator/card/index.ts';
import { wireMutant } from './card-wire.ts';
import { type Mutant, mutant } from './define.ts';

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/** One mode prepares its input in another way; what it refuses stays refused. */
const inMode = (
  mode: number,
  input: (data: Uint8Array) => Uint8Array,
): Pick<CardSteps, 'signatureInput'> => ({
  signatureInput: (m, data, ...rest) => {
    const prepared = reference.signatureInput(m, data, ...rest);
    return m === mode ? input(data) : prepared;
  },
});

const PROPRIETARY = [0x2a, 0x32, 0xa2, 0xae, 0xfc];
const OK = Uint8Array.of(0x90, 0x00);
/** WRITE BINARY, UPDATE BINARY, UPDATE RECORD, APPEND RECORD. */
const WRITING = [0xd0, 0xd6, 0xdc, 0xe2];
const isWriting = (capdu: Uint8Array): boolean => WRITING.includes(capdu[1]!);
/** RESET RETRY COUNTER and UNLOCK KEY. */
const isUnlocking = (capdu: Uint8Array): boolean => capdu[1] === 0x2c || capdu[1] === 0x54;
/** LOCK DF, UNLOCK DF, MANAGE ATTRIBUTES, 80 06. */
const ISSUER = [0x50, 0x52, 0x8a, 0x06];
const isOfTheIssuer = (capdu: Uint8Array): boolean => capdu[0] === 0x80 && ISSUER.includes(capdu[1]!);
const isExternalAuthenticate = (capdu: Uint8Array): boolean => capdu[1] === 0x82;
/** COMPUTE DIGITAL SIGNATURE that ends with its data: no Le. */
const isSignatureWithoutLe = (capdu: Uint8Array): boolean =>
  capdu[1] === 0x2a && capdu.length === 5 + (capdu[4] ?? 0);
const swIs = (rapdu: Uint8Array, sw: number): boolean =>
  rapdu.length === 2 && ((rapdu[0]! << 8) | rapdu[1]!) === sw;

/** Lc is set to what there is; a short one with bytes behind it loses them, an extended one becomes short. */
function mended(capdu: Uint8Array): Uint8Array {
  if (capdu.length < 6) return capdu;
  const lc = capdu[4]!;
  const rest = capdu.length - 5;
  if (lc > rest) return Uint8Array.of(...capdu.subarray(0, 4), rest, ...capdu.subarray(5));
  if (lc > 0) return capdu.subarray(0, Math.min(capdu.length, 5 + lc + 1));
  const twice = capdu.length > 7 ? capdu.subarray(5, 7) : undefined;
  const nc = twice ? (twice[0]! << 8) | twice[1]! : 0;
  if (twice && (capdu.length === 7 + nc || capdu.length === 9 + nc || nc === 0)) return capdu;
  if (twice && capdu.length === 8 + nc && nc < 256)
    return Uint8Array.of(...capdu.subarray(0, 4), nc, ...capdu.subarray(7));
  return capdu.length === 7 ? capdu : Uint8Array.of(...capdu.subarray(0, 4), capdu[5]!, ...capdu.subarray(6));
}

export const CARD_SIGNING_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:card-hashes-what-is-no-digest-info',
    'card',
    'Input that is no DigestInfo is hashed and put into one.',
    { card: inMode(0, (data) => (data[0] === 0x30 ? data : digestInfoSha256(sha256(data)))) },
  ),
  mutant('mutant:card-mode-1-adds-digest-info', 'card', 'P1=01 puts a DigestInfo round the hash.', {
    card: inMode(1, (data) => digestInfoSha256(sha256(data))),
  }),
  mutant('mutant:card-mode-2-hashes-again', 'card', 'P1=02 hashes the hash that it is given.', {
    card: inMode(2, (data) => digestInfoSha256(sha256(data))),
  }),
  mutant('mutant:card-mode-3-signs-the-data', 'card', 'P1=03 signs the data without hashing them.', {
    card: inMode(3, (data) => data),
  }),
  mutant('mutant:card-pss-modes-are-pkcs1', 'card', 'P1=04 and 05 pad by PKCS#1 v1.5.', {
    card: {
      encodePss: (digest, emLength) => reference.padForSignature(digestInfoSha256(digest), emLength),
    },
  }),
  mutant('mutant:card-signs-in-any-mode', 'card', 'A P1 that is not defined is taken for 00.', {
    card: {
      computeDigitalSignature: (card, state, capdu) =>
        reference.computeDigitalSignature(card, state, { ...capdu, p1: capdu.p1 > 5 ? 0 : capdu.p1 }),
    },
  }),
  mutant('mutant:card-cuts-its-input', 'card', 'Input that is too long is cut.', {
    card: {
      signatureInput: (mode, data, ...rest) => reference.signatureInput(mode, data.subarray(0, 245), ...rest),
    },
  }),
  mutant('mutant:card-signs-with-the-current-key-only', 'card', 'The short identifier of a key is ignored.', {
    card: {
      computeDigitalSignature: (card, state, capdu) =>
        reference.computeDigitalSignature(card, state, { ...capdu, p2: Math.min(capdu.p2, 0x80) }),
    },
  }),
  mutant('mutant:card-wants-a-pin-per-signature', 'card', 'A signature ends the verified state.', {
    card: { afterSign: (state) => ({ ...state, verified: new Set() }) },
  }),
  mutant(
    'mutant:card-signs-with-any-key',
    'card',
    'Where no key is current, the first key that may be used signs.',
    {
      card: {
        computeDigitalSignature: (card, state, capdu) => {
          const key =
            state.currentFile?.kind === 'key' || capdu.p2 !== 0x80
              ? state.currentFile
              : state.application?.files.find(
                  (file) => file.kind === 'key' && reference.maySign(state, file),
                );
          return reference.computeDigitalSignature(card, { ...state, currentFile: key }, capdu);
        },
      },
    },
  ),
  mutant('mutant:card-pads-with-a-counter', 'card', 'The padding changes with each signature.', () => {
    let made = 0;
    return {
      card: {
        padForSignature: (input, length) => {
          made += 1;
          const em = reference.padForSignature(input, length).slice();
          em[2] = made;
          return em;
        },
      },
    };
  }),
  mutant('mutant:card-ignores-the-class', 'card', 'The class byte is not looked at.', {
    card: { checkClass: (_, ins) => (PROPRIETARY.includes(ins) ? 0x80 : 0x00) },
  }),
  mutant(
    'mutant:card-takes-a-part-for-the-whole',
    'card',
    'A part of a chain is carried out as if it were all.',
    {
      card: { joinChain: (state, capdu) => ({ state, capdu }) },
    },
  ),
  wireMutant('mutant:card-knows-every-instruction', 'An unknown instruction answers 9000.', {
    answer: (rapdu) => (swIs(rapdu, SW_INS_NOT_SUPPORTED) ? OK : rapdu),
  }),
  wireMutant('mutant:card-says-yes-to-writing', 'Writing commands answer 9000 and write nothing.', {
    answer: (rapdu, capdu) => (isWriting(capdu) ? OK : rapdu),
  }),
  wireMutant('mutant:card-says-yes-to-unlocking', 'Commands to unlock answer 9000 and unlock nothing.', {
    answer: (rapdu, capdu) => (isUnlocking(capdu) ? OK : rapdu),
  }),
  wireMutant('mutant:card-obeys-anybody', 'Commands of the issuer answer 9000.', {
    answer: (rapdu, capdu) => (isOfTheIssuer(capdu) ? OK : rapdu),
  }),
  wireMutant('mutant:card-believes-everybody', 'EXTERNAL AUTHENTICATE answers 9000.', {
    answer: (rapdu, capdu) => (isExternalAuthenticate(capdu) ? OK : rapdu),
  }),
  wireMutant('mutant:card-announces-its-answers', 'A signature without Le is announced by 61 00.', {
    answer: (rapdu, capdu) =>
      isSignatureWithoutLe(capdu) && rapdu.length > 2 ? Uint8Array.of(0x61, 0x00) : rapdu,
  }),
  wireMutant('mutant:card-mends-lengths', 'Length fields that do not fit are made to fit.', {
    command: mended,
  }),
  wireMutant('mutant:card-miscounts-its-atr', 'The check byte of the answer to reset is wrong.', {
    atr: (atr) => atr.with(-1, atr.at(-1)! ^ 0xff),
  }),
];
