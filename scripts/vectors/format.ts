/**
 * The files of vectors: their shape, as zod and so as JSON Schema, and how they are written.
 *
 * Modelled on Wycheproof: groups that share what a verifier is given, tests with one defect each, flags with notes.
 */
import { z } from 'zod';
import { recordedExchange, recordedPower } from '../../simulator/reader/index.ts';

const base64 = z
  .string()
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
  .meta({ description: 'DER in Base64 (RFC 4648, 4)' });
const time = z.iso.datetime({ precision: 0 }).meta({ description: 'the moment to judge for, UTC' });
const hex = z.string().regex(/^([0-9A-F]{2})*$/);

export const result = z.enum(['valid', 'invalid', 'acceptable']).meta({
  description:
    'valid: must be accepted. invalid: must be refused. acceptable: breaks the profile of the issuer in a way that a verifier may pass over',
});

const layer = z.enum(['encoding', 'path', 'purpose', 'content', 'status', 'profile']).meta({
  description:
    'who refuses it. encoding: the reader of DER and structure. path: RFC 5280, 6 (or 6.3, or RFC 6960, 3.2) with the anchors and time of the group. purpose: whether it is the kind that is asked for. content: what is written in it. status: freshness and scope of an answer about status. profile: only a linter',
});

const test = {
  tcId: z.int().min(1).meta({ description: 'number within the file; it moves when vectors are added' }),
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .meta({ description: 'name within the file; it stays' }),
  comment: z.string().min(5).meta({ description: 'what is special, one sentence' }),
  flags: z.array(z.string()).min(1).meta({ description: 'keys of notes' }),
  result,
  layer: layer.optional().meta({ description: 'absent when valid' }),
  rules: z.array(z.string()).meta({ description: 'rules of conformance/lint that it breaks' }),
};

const note = z.strictObject({
  bugType: z.enum(['BASIC', 'EDGE_CASE', 'CAN_OF_WORMS', 'MISSING_STEP', 'MODIFIED', 'WRONG_KIND', 'STALE']),
  description: z.string().min(20),
  effect: z.string().min(10),
  links: z.array(z.string()),
});

const file = <G extends z.ZodType>(schema: string, group: G) =>
  z.strictObject({
    schema: z.literal(schema),
    source: z.strictObject({
      name: z.literal('fpos-hil'),
      madeBy: z.literal('scripts/make-vectors.ts'),
      seed: z.string(),
    }),
    header: z.array(z.string()),
    numberOfTests: z.int().min(1),
    notes: z.record(z.string(), note),
    testGroups: z.array(group).min(1),
  });

const anchors = z.array(base64).min(1).meta({
  description: 'certificates of the trusted CAs; generations of one CA share a name',
});

const x509Group = {
  kind: z.string().meta({ description: 'what the certificates are meant to be: a kind of conformance/lint' }),
  comment: z.string(),
  time,
  tests: z.array(z.strictObject({ ...test, certificate: base64 })).min(1),
};

export const x509File = file(
  'x509.schema.json',
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('CertificateCheck'),
      ...x509Group,
      anchors,
      issuer: z.int().min(0).meta({ description: 'index of the anchor that issues in this group' }),
      need: z.strictObject({
        policy: z.string().optional(),
        keyUsage: z.array(z.string()),
        extKeyUsage: z.string().optional(),
        fourItems: z.boolean().meta({ description: 'must name, gender, birth and address be readable?' }),
      }),
    }),
    z.strictObject({
      type: z.literal('AnchorCheck'),
      ...x509Group,
      leaf: base64.meta({
        description: 'a good certificate; the certificate of a test is the only anchor for it',
      }),
    }),
  ]),
);

export const crlFile = file(
  'crl.schema.json',
  z.strictObject({
    type: z.literal('CrlCheck'),
    kind: z.string().meta({ description: 'full, of one municipality, or of CA certificates' }),
    comment: z.string(),
    issuer: base64.meta({
      description: 'certificate of the CA that issued the certificate and should have signed the list',
    }),
    certificate: base64.meta({ description: 'the certificate whose status is sought' }),
    time,
    tests: z
      .array(
        z.strictObject({
          ...test,
          crl: base64,
          status: z
            .enum(['good', 'revoked'])
            .optional()
            .meta({ description: 'what an accepted list says of the certificate' }),
          reason: z.string().optional(),
        }),
      )
      .min(1),
  }),
);

export const ocspFile = file(
  'ocsp.schema.json',
  z.strictObject({
    type: z.literal('OcspCheck'),
    kind: z.string(),
    comment: z.string(),
    issuer: base64.meta({ description: 'certificate of the CA that issued the certificate' }),
    certificate: base64.meta({ description: 'the certificate whose status is sought' }),
    request: base64.meta({ description: 'the OCSPRequest that was sent' }),
    nonceHex: hex.optional().meta({ description: 'the nonce in the request' }),
    time,
    tests: z
      .array(
        z.strictObject({
          ...test,
          response: base64,
          status: z
            .enum(['good', 'revoked', 'unknown'])
            .optional()
            .meta({ description: 'what an accepted answer says' }),
          reason: z.string().optional(),
        }),
      )
      .min(1),
  }),
);

export const consentFile = file(
  'consent.schema.json',
  z.strictObject({
    type: z.enum(['Consent', 'Withdrawal', 'Inquiry']),
    kind: z.string(),
    comment: z.string(),
    anchors: anchors.meta({ description: 'the signing CA, all generations; for an inquiry both CAs' }),
    verifier: z.string().meta({ description: 'who receives the message' }),
    service: z.string().meta({ description: 'the service it must be about' }),
    time,
    ageMsMax: z.int().meta({ description: 'a message older than so many milliseconds is refused' }),
    tests: z.array(z.strictObject({ ...test, cms: base64 })).min(1),
  }),
);

export const apduFile = file(
  'apdu.schema.json',
  z.strictObject({
    type: z.literal('ApduTranscript'),
    kind: z.string().meta({ description: 'the command that the group is about' }),
    comment: z.string(),
    card: z
      .string()
      .meta({ description: 'the card: a file beside this one, as `fpos-hil card --file` reads it' }),
    knobs: z.record(z.string(), z.unknown()).meta({
      description: 'what is different about the card: its member knobs with these values',
    }),
    tests: z
      .array(
        z.strictObject({
          tcId: test.tcId,
          id: test.id,
          comment: test.comment,
          flags: test.flags,
          result: z.enum(['valid', 'invalid']).meta({
            description: 'valid: the last command is carried out. invalid: it is refused',
          }),
          command: z.string().meta({ description: 'the last command by name' }),
          sw: z
            .string()
            .regex(/^[0-9A-F]{4}$/)
            .meta({ description: 'its status word' }),
          spends: z.boolean().meta({
            description:
              'afterwards a PIN has another value or fewer tries: give the next transcript a fresh card',
          }),
          steps: z
            .array(z.union([recordedPower, recordedExchange]))
            .min(2)
            .meta({ description: 'what is sent and answered, in the form of docs/recordings.md' }),
        }),
      )
      .min(1),
  }),
);

export type ApduFile = z.infer<typeof apduFile>;
export type X509File = z.infer<typeof x509File>;
export type CrlFile = z.infer<typeof crlFile>;
export type OcspFile = z.infer<typeof ocspFile>;
export type ConsentFile = z.infer<typeof consentFile>;
export type Note = z.infer<typeof note>;
export type Result = z.infer<typeof result>;
export type Layer = z.infer<typeof layer>;

export const SCHEMAS = {
  'apdu/apdu.schema.json': apduFile,
  'x509/x509.schema.json': x509File,
  'crl/crl.schema.json': crlFile,
  'ocsp/ocsp.schema.json': ocspFile,
  'consent/consent.schema.json': consentFile,
} as const;
