/**
 * The bank as a verifier of its own asks J-LIS for the latest items: only of who consented, and only once the certificate of the
 * card lost its validity (公的個人認証法18条3項, 19条5項). What comes is a change like any other: nothing is written before the press.
 */
import { type Certificate, readCertificate } from '../pki/index.ts';
import {
  askFourItems,
  changeSetOf,
  consentedOnly,
  type DeliveredItems,
  differing,
  type FourItemsAnswer,
  JlisAway,
  JlisRefused,
  pollWithdrawals,
  profileTime,
  Refusal,
} from '../profile/index.ts';
import type { BankContext, Customer, OwnConsent, OwnVerifier } from './context.ts';
import { ocspStatus, type Status } from './status.ts';

/** How long a customer may take to press. Assumed, as at the CA. */
const CHANGE_LIFE_MS = 30 * 86_400_000;
/** Our clock and that of J-LIS need not agree, and to hear of a withdrawal twice does no harm. */
const OVERLAP_MS = 60_000;

/** What J-LIS says of a signing certificate with this number. */
export const cardStatus = (
  ctx: BankContext,
  serial: bigint,
  issuer: Certificate,
): Promise<Status | undefined> => ocspStatus(ctx, ctx.deps.verifier!.ocspUrl, serial, issuer);

/** In force: on record at J-LIS, begun, not withdrawn, not over. */
export const isInForce = ({ state, record }: OwnConsent, now: Date): boolean =>
  state === 'active' && record !== undefined && new Date(record.from) <= now && now <= new Date(record.to);

/**
 * Has the certificate lost its validity, by revocation or by expiry? Of a number that J-LIS named the issuer is not known: any
 * generation may be it. Undefined: nobody could tell.
 */
export async function isLost(
  ctx: BankContext,
  { anchors }: OwnVerifier,
  { latest, notAfter }: OwnConsent,
): Promise<boolean | undefined> {
  if (notAfter && ctx.now() > notAfter) return true;
  const told: (Status | undefined)[] = [];
  for (const anchor of anchors)
    told.push(await ctx.steps.cardStatus(ctx, BigInt(latest), readCertificate(anchor)));
  if (told.includes('revoked')) return true;
  return told.includes('good') ? false : undefined;
}

/** The latest items, if they may be asked for now; `unanswered`: J-LIS could not be asked. */
async function latest(
  ctx: BankContext,
  verifier: OwnVerifier,
  consent: OwnConsent,
): Promise<FourItemsAnswer | 'none' | 'unanswered'> {
  const { steps, deps } = ctx;
  if (!steps.isInForce(consent, ctx.now())) return 'none';
  const lost = await steps.isLost(ctx, verifier, consent);
  if (lost === undefined) return 'unanswered';
  // A withdrawal may have come in meanwhile.
  if (!lost || !steps.isInForce(consent, ctx.now())) return 'none';
  try {
    const access = { fetch: deps.fetch, verifierUrl: verifier.url };
    return await askFourItems(access, { service: verifier.service, serial: consent.latest });
  } catch (error) {
    if (error instanceof JlisRefused) return 'none';
    if (error instanceof JlisAway) return 'unanswered';
    throw error;
  }
}

/** Only what was consented to is taken, and only what differs from the record is a change. */
async function deliver(
  ctx: BankContext,
  customer: Customer,
  consent: OwnConsent,
  { outcome, items, serial, asOf }: FourItemsAnswer,
): Promise<void> {
  if (outcome !== 'DELIVERED' || !items || serial === undefined) return;
  // Withdrawn while the question was on its way: what comes is not taken.
  if (!ctx.steps.isInForce(consent, ctx.now())) return;
  consent.latest = serial;
  delete consent.notAfter;
  const changed: DeliveredItems = differing(customer.facts, consentedOnly(items, consent.items));
  if (Object.keys(changed).length === 0) return;
  await ctx.steps.openChange(ctx, customer, {
    id: ctx.id(16),
    items: changed,
    changeSet: changeSetOf(changed),
    asOf: asOf ?? profileTime(ctx.now()),
    expires: new Date(ctx.now().getTime() + CHANGE_LIFE_MS),
    own: true,
  });
}

async function watch(
  ctx: BankContext,
  verifier: OwnVerifier,
  customer: Customer,
): Promise<'asked' | 'unanswered'> {
  const { consent } = customer;
  if (!consent) return 'asked';
  const answer = await latest(ctx, verifier, consent);
  if (answer === 'unanswered') return 'unanswered';
  if (answer !== 'none') await deliver(ctx, customer, consent, answer);
  return 'asked';
}

/** What was withdrawn at J-LIS itself; it tells nobody. */
async function hearOfWithdrawals(ctx: BankContext, verifier: OwnVerifier): Promise<void> {
  const asked = ctx.now();
  const since = new Date(Math.max(0, ctx.polled.at.getTime() - OVERLAP_MS));
  const access = { fetch: ctx.deps.fetch, verifierUrl: verifier.url };
  try {
    const { withdrawn } = await pollWithdrawals(access, verifier.service, profileTime(since));
    for (const { consent: own } of ctx.customers.values())
      if (own && withdrawn.some(({ consent }) => consent === own.record?.consent)) own.state = 'withdrawn';
    ctx.polled.at = asked;
  } catch (error) {
    if (!(error instanceof JlisAway || error instanceof JlisRefused)) throw error;
  }
}

/** One round; of those who did not consent nothing is looked up. A bank that is no verifier asks nothing at all. */
export async function watchCustomers(ctx: BankContext): Promise<void> {
  const { verifier } = ctx.deps;
  const consented = [...ctx.customers.values()].filter(({ consent }) => consent);
  if (!verifier || consented.length === 0) return;
  for (const { consent } of consented) await ctx.steps.sendOn(ctx, verifier, consent!);
  await hearOfWithdrawals(ctx, verifier);
  for (const customer of consented) await watch(ctx, verifier, customer);
}

/** Before a change of ours is written: a newer one would overtake it here (INV-28). */
export async function lookAgain(ctx: BankContext, customer: Customer): Promise<'taken'> {
  const { verifier } = ctx.deps;
  const came = verifier ? await watch(ctx, verifier, customer) : 'unanswered';
  if (came === 'unanswered') throw new Refusal('change-not-confirmed');
  return 'taken';
}
