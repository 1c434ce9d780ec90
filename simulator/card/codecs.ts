/** How the values of a card are written in JSON: each once, for both directions (profiles and card files). */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { fromHex, swHex, toHex } from '../apdu/index.ts';
import { type CardKnobs, defaultKnobs } from './knobs.ts';
import { atrPersonas } from './profiles/atrs.ts';

const HEX = /^([0-9A-F]{2})*$/;

/** Bytes as upper-case hex. */
export const bytesCodec = z.codec(
  z.string().regex(HEX, 'must be bytes in upper-case hexadecimal'),
  z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
  { decode: (hex) => fromHex(hex), encode: (bytes) => toHex(bytes) },
);

/** A 16-bit number as four hex digits: FID, tag, status word. */
export const wordCodec = z.codec(
  z.string().regex(/^[0-9A-F]{4}$/, 'must be four upper-case hexadecimal digits'),
  z.number(),
  { decode: (hex) => Number.parseInt(hex, 16), encode: (word) => swHex(word) },
);

/** Tries, or no counter at all. */
export const triesCodec = z.codec(
  z.union([z.int().min(0).max(15), z.literal('unlimited')]),
  // zod takes infinity for no number.
  z.union([z.number(), z.literal(Number.POSITIVE_INFINITY)]),
  {
    decode: (tries) => (tries === 'unlimited' ? Number.POSITIVE_INFINITY : tries),
    encode: (tries) => (tries === Number.POSITIVE_INFINITY ? ('unlimited' as const) : tries),
  },
);

type KeyKind = 'private' | 'public';

const readKey = (kind: KeyKind, text: string): KeyObject => {
  const der = { key: Buffer.from(text, 'base64'), format: 'der' } as const;
  return kind === 'private'
    ? createPrivateKey({ ...der, type: 'pkcs8' })
    : createPublicKey({ ...der, type: 'spki' });
};

const writeKey = (kind: KeyKind, key: KeyObject): string =>
  (kind === 'private'
    ? key.export({ type: 'pkcs8', format: 'der' })
    : key.export({ type: 'spki', format: 'der' })
  ).toString('base64');

const keyCodec = (kind: KeyKind) =>
  z.codec(
    z.base64(),
    z.custom<KeyObject>((key) => (key as KeyObject | undefined)?.type === kind),
    {
      decode(text, context) {
        try {
          return readKey(kind, text);
        } catch {
          const message = `must be a ${kind} key (${kind === 'private' ? 'PKCS#8' : 'SPKI'}, DER) in base64`;
          context.issues.push({ code: 'custom', input: text, message });
          return z.NEVER;
        }
      },
      encode: (key) => writeKey(kind, key),
    },
  );

/** A private key: PKCS#8. */
export const privateKeyCodec = keyCodec('private');
const publicKeyCodec = keyCodec('public');

const APPLICATIONS = ['jpki', 'text', 'surface', 'juki', 'common'] as const;

/** Every knob; adding one to `CardKnobs` without a line here does not compile. */
// A minute is longer than any client waits.
const milliseconds = z.int().min(0).max(60_000);

const knobFields = {
  latencyMs: z.strictObject({ signature: milliseconds, other: milliseconds }),
  atrPersona: z.enum(atrPersonas),
  certEfSize: z.int().min(1).max(32_767),
  filler: z.int().min(0).max(255),
  missingCertStyle: z.enum(['filler', 'absent']),
  unknownEfs: z.enum(['absent', 'protected']),
  tokenLabel: z.string().min(1).max(32),
  authCertRead: z.enum(['free', 'pin']),
  signPinPolicy: z.enum(['alphabet', 'mixed', 'length']),
  applicationOrder: z.array(z.enum(APPLICATIONS)).min(1).readonly(),
  textIntegrityAccess: z.enum(['pin-a-b', 'pin-a']),
  lengthForm: z.enum(['minimal', 'two-octets']),
  birthKeyTries: z.union([z.int().min(1).max(15), z.literal('unlimited')]),
  cvRange: z.enum(['6', '5']),
  cvObject: z.enum(['present', 'absent']),
  firstCommand6f00: z.boolean(),
  extendedLength: z.boolean(),
  checkOrder: z.enum(['class-first', 'length-first']),
  chaining: z.enum(['refused', 'supported']),
  atrObject: z.enum(['power-up', 'application']),
  recordsToLast: z.boolean(),
  terminalAuth: z.union([z.literal('refuse'), publicKeyCodec]),
  endOfSession: z.enum(['refused', 'ends']),
  ecdsaForm: z.enum(['plain', 'der']),
  fci: z.union([z.enum(['aid', 'empty']), bytesCodec]),
  aidPrefixSelect: z.boolean(),
  selectFailKeepsState: z.boolean(),
  reselectSameAp: z.enum(['clear', 'keep']),
  warmResetClears: z.boolean(),
  blockedVerifySw: wordCodec,
  blockedQuerySw: wordCodec,
  queryAfterOk: z.enum(['tries', 'success']),
  query5Byte: z.enum(['wrong-length', 'tries']),
  failClearsStatus: z.boolean(),
  badLengthCounts: z.boolean(),
  readShortSw: wordCodec,
  readPastEndSw: wordCodec,
  signLengthSw: wordCodec,
  pinFormatSw: wordCodec,
} satisfies { [K in keyof CardKnobs]: z.ZodType<CardKnobs[K]> };

/** Some knobs turned: the rest are as in the reference. */
export const knobChanges = z.strictObject(knobFields).partial();

/** All knobs of a card; those that a file of an older version does not name are as in the reference. */
export const knobsCodec = z.codec(knobChanges, z.custom<CardKnobs>(), {
  decode: (changes) => ({ ...defaultKnobs, ...changes }) as CardKnobs,
  encode: (knobs) => knobs,
});

/** `applications[0].files[3]: message`, the first fault of a parse. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'invalid';
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return `${path.replace(/^\./, '') || 'top level'}: ${issue.message}`;
}
