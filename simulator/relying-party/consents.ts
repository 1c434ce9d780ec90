/**
 * The bank as a verifier of its own (公的個人認証法17条): customers consent to its service by their card, it sends the consent on
 * to J-LIS, and asks for the latest items itself (watch.ts). The card's signature is for J-LIS and proves the person; beside it
 * the key of the app says which customer that is.
 */
import type { z } from 'zod';
import {
  type Certificate,
  isValidAt,
  nameAttribute,
  OID,
  readCertificate,
  readCms,
  verifyCms,
  verifyIssuedBy,
} from '../pki/index.ts';
import {
  bankConsent,
  type CaConsentAnswer,
  type ConsentContent,
  caConsentAnswer,
  consentContent,
  consentDelivery,
  forwardConsent,
  forwardWithdrawal,
  JlisAway,
  JlisRefused,
  jsonResponse,
  type Operation,
  operation,
  parseJson,
  Refusal,
  sha256Hex,
  withdrawalContent,
} from '../profile/index.ts';
import { CERTIFICATE_PROBLEMS, readSigned } from './certificates.ts';
import { BANK_APP, type BankContext, type Customer, type OwnConsent, type OwnVerifier } from './context.ts';
import { customerBehind } from './customers.ts';

const accessOf = ({ deps }: BankContext, { url }: OwnVerifier) => ({ fetch: deps.fetch, verifierUrl: url });

/** A signing certificate of a card under the roots of J-LIS, valid now, and good at J-LIS right now. */
export async function checkCardCertificate(
  ctx: BankContext,
  { anchors }: OwnVerifier,
  card: Certificate,
): Promise<void> {
  if (card.isCa || !card.keyUsage.has('nonRepudiation') || !card.policies.includes(OID.jpkiSignPolicy))
    throw new Refusal('jpki-purpose');
  const issuer = anchors.map(readCertificate).find((anchor) => verifyIssuedBy(card, anchor));
  if (!issuer) throw new Refusal('jpki-untrusted');
  if (!isValidAt(card, ctx.now())) throw new Refusal('jpki-expired');
  const status = await ctx.steps.cardStatus(ctx, card.serial, issuer);
  if (status === undefined) throw new Refusal('jpki-status-unavailable');
  if (status === 'revoked') throw new Refusal('jpki-revoked');
  if (status === 'unknown') throw new Refusal('jpki-status-unknown');
}

/** For this verifier and its service, and no other. */
export function checkConsentService(
  { id, service }: OwnVerifier,
  content: Pick<ConsentContent, 'verifier' | 'service'>,
): void {
  if (content.verifier !== id || content.service !== service) throw new Refusal('consent-service');
}

/**
 * The card is that of the customer who sends it, as far as two certificates can tell: one name, to the character. Both are
 * signed for now; nobody is recognised by the name.
 */
export function checkCardHolder(card: Certificate, own: Certificate): void {
  const name = nameAttribute(own.subject, OID.commonName);
  if (name === undefined || card.otherNames.get(OID.jpkiHolderName) !== name)
    throw new Refusal('signer-not-this-customer', 'the card is somebody else’s');
}

interface Said<T> {
  readonly content: T;
  readonly card: Certificate;
  readonly customer: Customer;
  readonly digest: string;
}

async function readSaid<T extends Pick<ConsentContent, 'verifier' | 'service' | 'at'>>(
  ctx: BankContext,
  verifier: OwnVerifier,
  schema: z.ZodType<T>,
  { cms, jws }: z.infer<typeof bankConsent>,
): Promise<Said<T>> {
  const { steps } = ctx;
  const signed = readSigned(jws, 'request-malformed');
  if (!signed.verified) throw new Refusal('request-signature-invalid');
  const delivery = parseJson(consentDelivery, signed.payload, 'request-malformed');
  const own = readCertificate(signed.chain[0]!);
  await steps.checkPressCertificate(ctx, own);
  const customer = customerBehind(ctx, own);
  const der = new Uint8Array(Buffer.from(cms, 'base64'));
  const digest = sha256Hex(der);
  if (delivery.appId !== BANK_APP || delivery.cms !== digest) throw new Refusal('consent-malformed');
  steps.checkMessageAge(ctx, delivery.at);
  const message = steps.readCardMessage(der);
  const content = parseJson(schema, message.content, 'consent-malformed');
  steps.checkConsentService(verifier, content);
  await steps.checkCardCertificate(ctx, verifier, message.signerCert);
  steps.checkCardHolder(message.signerCert, own);
  return { content, card: message.signerCert, customer, digest };
}

/** CMS that one card signed over its content. */
export function readCardMessage(der: Uint8Array): ReturnType<typeof readCms> {
  let cms: ReturnType<typeof readCms>;
  try {
    cms = readCms(der);
  } catch {
    throw new Refusal('consent-malformed', 'not CMS SignedData with one signer and its certificate');
  }
  const result = verifyCms(cms);
  if (!result.ok) throw new Refusal('consent-signature-invalid', result.why);
  return cms;
}

const answerOf = (
  { service }: OwnVerifier,
  { digest, items, state, record }: OwnConsent,
): CaConsentAnswer => ({
  consent: digest,
  service,
  items: [...items],
  state,
  ...(record && { record }),
});

/** What waits for J-LIS goes there; without an answer it waits on. */
export async function sendOn(ctx: BankContext, verifier: OwnVerifier, consent: OwnConsent): Promise<void> {
  const { waiting } = consent;
  if (!waiting) return;
  try {
    if (waiting.path === 'withdrawal') await forwardWithdrawal(accessOf(ctx, verifier), waiting.cms);
    else {
      const { consent: id, from, to } = await forwardConsent(accessOf(ctx, verifier), waiting.cms);
      consent.record = { consent: id, from, to };
      if (consent.state === 'received') consent.state = 'active';
    }
  } catch (error) {
    if (error instanceof JlisAway) return;
    if (!(error instanceof JlisRefused)) throw error;
    if (waiting.path === 'consent') consent.state = 'rejected';
  }
  if (consent.waiting === waiting) delete consent.waiting;
}

async function give(
  ctx: BankContext,
  verifier: OwnVerifier,
  body: z.infer<typeof bankConsent>,
): Promise<OwnConsent> {
  const { content, card, customer, digest } = await readSaid(ctx, verifier, consentContent, body);
  if (customer.consent?.digest === digest) return customer.consent;
  const consent: OwnConsent = {
    digest,
    items: content.items,
    state: 'received',
    waiting: { path: 'consent', cms: body.cms },
    latest: card.serial.toString(),
    notAfter: card.notAfter,
  };
  customer.consent = consent;
  await ctx.steps.sendOn(ctx, verifier, consent);
  if (consent.state === 'rejected') throw new Refusal('consent-refused');
  return consent;
}

/** Here it ends at once, whether or not J-LIS can be reached. */
async function withdraw(
  ctx: BankContext,
  verifier: OwnVerifier,
  body: z.infer<typeof bankConsent>,
): Promise<OwnConsent> {
  const { customer } = await readSaid(ctx, verifier, withdrawalContent, body);
  const { consent } = customer;
  if (!consent) throw new Refusal('consent-unknown');
  if (consent.state === 'withdrawn') return consent;
  consent.state = 'withdrawn';
  consent.waiting = { path: 'withdrawal', cms: body.cms };
  await ctx.steps.sendOn(ctx, verifier, consent);
  return consent;
}

const PROBLEMS = [
  'request-malformed',
  'request-signature-invalid',
  ...CERTIFICATE_PROBLEMS,
  'signer-not-this-customer',
  'request-stale',
  'consent-malformed',
  'consent-signature-invalid',
  'consent-service',
  'jpki-purpose',
  'jpki-untrusted',
  'jpki-expired',
  'jpki-revoked',
  'jpki-status-unknown',
  'jpki-status-unavailable',
] as const;

export const consentOperations = (ctx: BankContext, verifier: OwnVerifier): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/consents',
    summary: 'Consent to the latest four items for this bank, which is a verifier; sent on to J-LIS.',
    body: bankConsent,
    signed: { cms: consentContent, jws: consentDelivery },
    answers: {
      201: { says: 'What J-LIS recorded, or that it still has to hear of it.', schema: caConsentAnswer },
    },
    problems: [...PROBLEMS, 'consent-refused'],
    handle: async ({ body }) => jsonResponse(answerOf(verifier, await give(ctx, verifier, body)), 201),
  }),
  operation({
    method: 'POST',
    path: '/consents/withdrawals',
    summary: 'Withdraw it: at once here, and sent on to J-LIS.',
    body: bankConsent,
    signed: { cms: withdrawalContent, jws: consentDelivery },
    answers: { 200: { says: 'The consent as it is now.', schema: caConsentAnswer } },
    problems: [...PROBLEMS, 'consent-unknown'],
    handle: async ({ body }) => jsonResponse(answerOf(verifier, await withdraw(ctx, verifier, body))),
  }),
];
