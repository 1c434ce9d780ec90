/**
 * The IUT contract, version 1: every message between the rig and an implementation under test, once.
 *
 * JSON-RPC 2.0, the same messages whether the IUT is an object in this process or a child that speaks newline-delimited
 * JSON over stdio. The rig drives the upper tester (start an enrolment, log in); a library calls back for its card and
 * its user. No message carries a verdict. Bytes of APDUs are upper-case hex, DER is Base64, times are ISO 8601 UTC.
 */
import { z } from 'zod';
import {
  changePush,
  fourItem,
  label,
  loginChallenge,
  revocationWish,
  route,
  transactionProposal,
} from '../../simulator/profile/index.ts';
import { ROLES, type Role } from '../verdict/types.ts';

/** Versions that the rig speaks, newest first. The IUT picks one of them in its answer to `hello`. */
export const CONTRACT_VERSIONS = [1] as const;
export const CONTRACT_VERSION = CONTRACT_VERSIONS[0];

const hexBytes = (max: number) =>
  z
    .string()
    .max(max * 2)
    .regex(/^(?:[0-9A-F]{2})*$/, 'upper-case hex');
const base64 = z.string().min(4).max(24_000);
const anchors = z.array(base64).max(16);
const time = z.iso.datetime();
const nothing = z.strictObject({});

/**
 * What a CP/CPS decides, as a case needs it. A member that is absent: as the open profile has it. Each belongs to an item of the
 * ICS (see ics.ts): a CA that cannot play it says so there, and is not asked.
 */
const caPolicy = z.strictObject({
  recordsAddress: z
    .boolean()
    .optional()
    .meta({ description: 'does the basic certificate record the address?' }),
  recordsBirth: z.boolean().optional().meta({ description: 'does it record the birth date?' }),
  scheme: z.enum(['inspection', 'two-taps', 'one-tap', 'dated']).optional().meta({
    description: 'which state of the scheme is played; dated: the one in force on the day of the clock',
  }),
  keys: z
    .array(z.enum(['p256', 'p384', 'rsa']))
    .min(1)
    .max(3)
    .optional()
    .meta({ description: 'kinds of keys that are certified; absent: p256' }),
  longNames: z.enum(['certify', 'refuse']).optional().meta({ description: 'names beyond 64 characters' }),
  substitutes: z
    .enum(['mark', 'refuse'])
    .optional()
    .meta({ description: 'names with substitutes (代替文字)' }),
  severalPhones: z.boolean().optional().meta({ description: 'certificates of one app on several phones?' }),
  separateKeys: z.boolean().optional().meta({
    description: 'one key that signs and another that authenticates? absent: one that does both',
  }),
  status: z.enum(['ocsp', 'crl']).optional().meta({ description: 'how J-LIS is asked about a certificate' }),
  phoneCertificates: z.boolean().optional().meta({
    description: 'are signing certificates in phones (移動端末設備用) taken?',
  }),
});
export type PlayedPolicy = z.infer<typeof caPolicy>;
const code = z.string().min(1).max(64);

/** What the IUT is told at the beginning of every case. Everything it knew from the case before must be forgotten. */
const reset = z.strictObject({
  case: z.string().optional().meta({
    description: 'id of the case about to run, for the log of the implementer; absent in a blind run',
  }),
  role: z.enum(ROLES).optional().meta({ description: 'the role that is played in this case' }),
  seed: z.string().meta({ description: 'an IUT that can, draws all its chance from this' }),
  now: time.meta({ description: 'the present instant, for an IUT whose clock is controlled' }),
  /** Where to find the others. Names as in certificates are mapped to these addresses. */
  urls: z.strictObject({
    ocspSign: z
      .url()
      .optional()
      .meta({ description: 'where the status of JPKI signing certificates is asked by OCSP' }),
    crlSign: z.url().optional().meta({
      description:
        'base of J-LIS’s lists about signing certificates: GET of it gives an index (JSON), with the path of each list behind this base',
    }),
    verifier: z.url().optional().meta({
      description:
        'J-LIS’s interface for verifiers. Whatever a `ca`, or a `relying-party` that is a verifier, sends there comes as from a registered verifier: the rig shows the client certificate for it.',
    }),
    ca: z
      .url()
      .optional()
      .meta({ description: 'the accredited CA, of a `relying-party`, `hub` or `library`' }),
    bank: z.url().optional().meta({ description: 'the bank, of a `library`' }),
    push: z.url().optional().meta({ description: 'where a `relying-party` hands over its pushes' }),
  }),
  anchors: z.strictObject({
    jpkiSign: anchors
      .optional()
      .meta({ description: 'certificates of the JPKI signing CA, one for each of its keys; Base64 of DER' }),
    jpkiAuth: anchors.optional().meta({ description: 'those of the CA for authentication certificates' }),
    ca: anchors.optional().meta({
      description: 'certificates of the accredited CA, Base64 of DER: first the one that issues',
    }),
  }),
  route: route.optional(),
  verifier: z
    .strictObject({
      id: label,
      services: z.array(label).min(1).max(8).meta({ description: 'its own first, then those of apps' }),
    })
    .optional()
    .meta({
      description:
        'as which verifier a `ca` is registered with J-LIS, and for which services: a consent must name this id and such a service. ' +
        'Of a `relying-party` where the case is about one that is itself a verifier',
    }),
  policy: caPolicy.optional().meta({
    description:
      'what the CP/CPS of a `ca` says in this case; a member that is absent: as the open profile has it',
  }),
  operators: z
    .array(z.strictObject({ appId: label, clientCertificate: base64 }))
    .max(8)
    .optional()
    .meta({
      description:
        'who may call a `ca` or a `hub`: each with the client certificate (DER) that comes with its requests in the field Client-Cert (RFC 9440)',
    }),
  examiner: z.strictObject({ clientCertificate: base64 }).optional().meta({
    description:
      'the examining body (指定調査機関), which may read the record of a `ca` (GET /audit/entries), likewise by its client certificate',
  }),
});
export type Reset = z.infer<typeof reset>;

/** Roles that serve over HTTP, each with the member of `urls` that says where. */
export const SERVED_UNDER = { ca: 'ca', 'relying-party': 'bank', hub: 'hub' } as const satisfies Partial<
  Record<Role, string>
>;
export type ServedRole = keyof typeof SERVED_UNDER;
export const isServed = (role: Role): role is ServedRole => Object.hasOwn(SERVED_UNDER, role);

const resetResult = z.strictObject({
  urls: z
    .strictObject({ ca: z.url().optional(), bank: z.url().optional(), hub: z.url().optional() })
    .optional()
    .meta({ description: 'where an IUT with the role `ca`, `relying-party` or `hub` serves' }),
  anchors: reset.shape.anchors.optional().meta({
    description: 'trust anchors of an IUT with the role `ca` (must) or `card`',
  }),
});
export type ResetResult = z.infer<typeof resetResult>;

const enrolled = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('issued'), certificate: base64 }),
  z.strictObject({ state: z.literal('refused'), code }),
]);
export type Enrolled = z.infer<typeof enrolled>;

const loggedIn = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('answered'),
    answer: z.string().max(32_000),
    attributeCertificate: base64.optional().meta({
      description: '属性型 for the same key, DER: the app hands it to the relying party beside the answer',
    }),
  }),
  z.strictObject({ state: z.literal('refused'), code }),
]);
export type LoggedIn = z.infer<typeof loggedIn>;

const refused = z.strictObject({ state: z.literal('refused'), code });
const items = z.array(fourItem).max(4);
const appAtCa = { appId: z.string(), ca: z.url() };

/** Which of the latest four items may be asked for, by whom and for which service. */
const consentAsked = z.strictObject({ verifier: label, service: label, items });

const toBank = {
  bank: z.url().optional().meta({
    description: 'a bank that is itself a verifier, to which it goes instead of the CA',
  }),
};

const consented = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('given'),
    items: items.meta({ description: 'what is consented to now' }),
  }),
  refused,
]);
const revoked = z.discriminatedUnion('state', [z.strictObject({ state: z.literal('revoked') }), refused]);
const signed = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('signed'), signature: z.string().max(32_000) }),
  refused,
]);
export type Signed = z.infer<typeof signed>;

const decided = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('decided'),
    decision: z.enum(['confirm', 'decline', 'undecided', 'unchanged']).meta({
      description: 'undecided: the user did neither; unchanged: there was nothing to decide',
    }),
  }),
  refused,
]);

/** Calls by the rig, answered by the IUT. */
export const RIG_CALLS = {
  hello: {
    says: 'Who are you? Asked once, before anything else.',
    params: z.strictObject({
      contract: z.int().min(1).meta({ description: 'the newest version that the rig speaks' }),
      contracts: z
        .array(z.int().min(1))
        .optional()
        .meta({ description: 'every version that the rig speaks; answer with one of them' }),
      callback: z.url().optional().meta({ description: 'over HTTP: where calls of the IUT are posted to' }),
    }),
    result: z.strictObject({
      contract: z.int().min(1).meta({ description: 'the version that both speak from now on' }),
      name: z.string().min(1).max(80),
      version: z.string().min(1).max(80),
      roles: z.array(z.enum(ROLES)).min(1),
      clock: z.enum(['controlled', 'own']),
      now: time
        .optional()
        .meta({ description: 'an own clock, so that a wrong one is found before it disturbs' }),
    }),
  },
  reset: { says: 'A case begins.', params: reset, result: resetResult },
  'clock.set': {
    says: 'The time is now this. What an IUT does by itself as time passes, it has done when it answers: a CA its round with J-LIS, a bank that with the CA.',
    params: z.strictObject({ now: time }),
    result: nothing,
  },
  'card.power': {
    says: 'role card: into the field, out of it, or a warm reset.',
    params: z.strictObject({ op: z.enum(['on', 'off', 'reset']) }),
    result: z.strictObject({ atr: hexBytes(33).optional() }),
  },
  'card.transmit': {
    says: 'role card: one C-APDU, one R-APDU.',
    params: z.strictObject({ capdu: hexBytes(65_544) }),
    result: z.strictObject({ rapdu: hexBytes(65_538) }),
  },
  'library.enrol': {
    says: 'role library: get a certificate from this CA for this app. One enrolment from start to end.',
    params: z.strictObject({
      ...appAtCa,
      consent: consentAsked
        .optional()
        .meta({ description: 'ask the user for this consent too, and have it signed in the same tap' }),
      pairwise: z.string().optional().meta({
        description:
          'the identifier under which the app knows its user: accept no certificate of anybody else',
      }),
    }),
    result: enrolled,
  },
  'library.resume': {
    says: 'role library: go on with what was begun and interrupted, without the card.',
    params: z.strictObject({ appId: z.string() }),
    result: enrolled,
  },
  'library.renew': {
    says: 'role library: a new key and certificate for this app by the existing key, without the card.',
    params: z.strictObject({ appId: z.string() }),
    result: enrolled,
  },
  'library.consent': {
    says: 'role library: ask the user which of these items may be given to the verifier, and have that signed by the card.',
    params: z.strictObject({ ...appAtCa, ...toBank, ...consentAsked.shape }),
    result: consented,
  },
  'library.withdrawConsent': {
    says: 'role library: withdraw the consent for a service, or these items of it.',
    params: z.strictObject({ ...appAtCa, ...toBank, ...consentAsked.shape, items: items.optional() }),
    result: consented,
  },
  'library.revoke': {
    says: 'role library: end the certificate of this app by its key, or by the card all that the person holds.',
    params: z.strictObject({ ...appAtCa, wish: revocationWish, by: z.enum(['key', 'card']) }),
    result: revoked,
  },
  'library.certificates': {
    says: 'role library: the certificates on this phone.',
    params: nothing,
    result: z.strictObject({
      certificates: z.array(z.strictObject({ appId: z.string(), certificate: base64 })).max(16),
    }),
  },
  'library.restart': {
    says: 'role library: the app is killed and started again. Keys and what was stored stay, nothing else.',
    params: nothing,
    result: nothing,
  },
  'library.phone': {
    says: 'role library: what follows happens on this phone. One not named before is new: nothing of another is on it.',
    params: z.strictObject({ name: label }),
    result: nothing,
  },
  'library.login': {
    says: 'role library: answer this challenge, which the app at this origin received.',
    params: z.strictObject({ appId: z.string(), origin: z.string(), challenge: loginChallenge }),
    result: loggedIn,
  },
  'library.sign': {
    says: 'role library: show this transaction, which the app at this origin received; sign it if the user approves.',
    params: z.strictObject({ appId: z.string(), origin: z.string(), proposal: transactionProposal }),
    result: signed,
  },
  'library.receivePush': {
    says: 'role library: this push came for this app. Tell the user that there is something to look at.',
    params: z.strictObject({ appId: z.string(), push: changePush }),
    result: z.discriminatedUnion('state', [z.strictObject({ state: z.literal('shown') }), refused]),
  },
  'library.confirmChange': {
    says: 'role library: the user looks at this change of the bank, and decides by one press.',
    params: z.strictObject({ appId: z.string(), bank: z.url(), change: z.string() }),
    result: decided,
  },
  'library.reportFacts': {
    says: 'role library: the user looks at what the CA knows of them and the bank does not, and sends it by one press.',
    params: z.strictObject({ appId: z.string(), bank: z.url() }),
    result: decided,
  },
} as const;

const agreement = z.strictObject({ kind: z.literal('agree'), documents: z.array(z.string()) });
const pinPrompt = z.strictObject({ kind: z.literal('sign-pin') });
const lastTryPrompt = z.strictObject({ kind: z.literal('last-try') });
const itemsPrompt = z.strictObject({ kind: z.literal('items'), service: label, items });
const changePrompt = z.strictObject({ kind: z.literal('change'), text: z.string().max(4_000) });
const approval = z.strictObject({ kind: z.literal('transaction'), text: z.string().max(2_000) });

/** Calls by an IUT with the role `library`, answered by the rig. */
export const IUT_CALLS = {
  'card.connect': {
    says: 'Begin a presence of the card.',
    params: nothing,
    result: z.strictObject({ atr: hexBytes(33) }),
  },
  'card.transmit': RIG_CALLS['card.transmit'],
  'card.reset': { says: 'Warm reset.', params: nothing, result: z.strictObject({ atr: hexBytes(33) }) },
  'card.disconnect': { says: 'End the presence.', params: nothing, result: nothing },
  'ui.prompt': {
    says: 'Ask the user.',
    params: z.discriminatedUnion('kind', [
      agreement,
      pinPrompt,
      lastTryPrompt,
      itemsPrompt,
      approval,
      changePrompt,
    ]),
    result: z.strictObject({
      pin: z.string().max(16).optional(),
      agreed: z.boolean().optional().meta({ description: 'to agree and last-try' }),
      items: items.optional().meta({ description: 'to items: what the user consents to' }),
      approved: z
        .boolean()
        .optional()
        .meta({ description: 'to transaction: the user unlocked the phone for this very text' }),
      pressed: z
        .enum(['confirm', 'decline'])
        .optional()
        .meta({ description: 'to change: the one press; absent: the user did nothing' }),
      cancel: z.boolean().optional(),
    }),
  },
  'ui.show': {
    says: 'Tell the user.',
    params: z.strictObject({
      kind: z.enum([
        'pin-refused',
        'pin-blocked',
        'terms',
        'push',
        'issued',
        'renewed',
        'consent-given',
        'consent-withdrawn',
        'revoked',
        'refused',
        'card-problem',
      ]),
      triesLeft: z.int().min(0).max(15).optional(),
      code: code.optional(),
      text: z.string().max(20_000).optional(),
    }),
    result: nothing,
  },
} as const;

export type RigCall = keyof typeof RIG_CALLS;
export type IutCall = keyof typeof IUT_CALLS;
export type ParamsOf<M extends RigCall> = z.infer<(typeof RIG_CALLS)[M]['params']>;
export type ResultOf<M extends RigCall> = z.infer<(typeof RIG_CALLS)[M]['result']>;
export type IutParamsOf<M extends IutCall> = z.infer<(typeof IUT_CALLS)[M]['params']>;
export type IutResultOf<M extends IutCall> = z.infer<(typeof IUT_CALLS)[M]['result']>;

/** JSON-RPC error codes of this contract, beside the reserved ones. */
export const RPC_ERRORS = {
  cardRemoved: -32001,
  cardAbsent: -32002,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
} as const;

/** The contract as one JSON Schema document: `$defs` holds params and result of every method. */
export function contractSchema(): object {
  const defs: Record<string, object> = {};
  const add = (
    side: string,
    calls: Readonly<Record<string, { says: string; params: z.ZodType; result: z.ZodType }>>,
  ) => {
    for (const [method, { says, params, result }] of Object.entries(calls)) {
      const { $schema: _p, ...p } = z.toJSONSchema(params);
      const { $schema: _r, ...r } = z.toJSONSchema(result);
      defs[`${side}/${method}`] = { description: says, properties: { params: p, result: r } };
    }
  };
  add('rig', RIG_CALLS);
  add('iut', IUT_CALLS);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:fpos-hil:iut-contract:${CONTRACT_VERSION}`,
    title: `fpos-hil IUT contract, version ${CONTRACT_VERSION}`,
    description: 'rig/METHOD is called by the rig and answered by the IUT; iut/METHOD the other way round.',
    $defs: defs,
  };
}
