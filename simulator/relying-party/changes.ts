/**
 * Changes of address or name (M18 to M21; INV-27 to INV-31). Nothing in a record changes before the customer's press, and the
 * press names the very change.
 *
 * Shape A: the customer consented to this bank's service at J-LIS, so the CA tells of the change and hands it over
 * (公的個人認証法 18条3項), or the bank, where it is a verifier itself, asks J-LIS (consents.ts, watch.ts). Shape B (report.ts): the phone brings it, and nothing reaches the bank before.
 */
import { readCertificate } from '../pki/index.ts';
import {
  attributeCase,
  type ChangeConfirmation,
  type ChangeOffer,
  type ChangePush,
  caEvents,
  changeConfirmation,
  changeList,
  changeOffer,
  changePress,
  changeRequest,
  changeRequestPayload,
  changeSetOf,
  changeState,
  type DeliveredItems,
  jsonResponse,
  type Operation,
  operation,
  PROFILE_VERSION,
  parseJson,
  profileTime,
  pushRegistration,
  type ReadJws,
  Refusal,
  sha256Hex,
} from '../profile/index.ts';
import { CERTIFICATE_PROBLEMS, holderOf, readSigned } from './certificates.ts';
import { BANK_APP, type BankContext, type Change, type Customer, keep } from './context.ts';
import { step } from './machines.ts';

/** How old a signed message may be, and how far ahead of our clock. Assumed. */
const MESSAGE_AGE_MS = 10 * 60_000;
/** Rounds of events in one tick: a hundred events each. Bounds the loop. */
const ROUNDS_MAX = 100;

async function askCa(
  ctx: BankContext,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await ctx.deps.fetch(
      `${ctx.deps.caUrl}${path}`,
      body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: undefined };
  }
}

/** What the CA says has happened since the last round. A bank without customers asks nothing. */
export async function hearEvents(ctx: BankContext): Promise<void> {
  if (ctx.customers.size === 0) return;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const heard = caEvents.safeParse((await askCa(ctx, `/events?after=${ctx.heard.number}`)).body);
    if (!heard.success || heard.data.events.length === 0) return;
    for (const { number, kind, pairwise, subject, at } of heard.data.events) {
      const customer = ctx.customers.get(pairwise);
      if (kind === 'attributes-changed' && customer) await fetchChange(ctx, customer, subject, at);
      ctx.heard.number = number;
    }
  }
}

async function fetchChange(ctx: BankContext, customer: Customer, id: string, at: string): Promise<void> {
  if (ctx.changes.has(id)) return;
  const told = attributeCase.safeParse((await askCa(ctx, `/attribute-cases/${id}`)).body);
  if (!told.success || told.data.state !== 'pushed') return;
  const { items, changeSet, expires } = told.data;
  await ctx.steps.openChange(ctx, customer, { id, items, changeSet, asOf: at, expires: new Date(expires) });
}

type Told = Pick<Change, 'id' | 'items' | 'changeSet' | 'asOf' | 'expires' | 'own'>;

/** An older change that still waits is overtaken (INV-28); the record stays as it is (INV-27). */
export async function openChange(ctx: BankContext, customer: Customer, told: Told): Promise<void> {
  for (const other of ctx.changes.values())
    if (other.psid === customer.psid && (other.state === 'open' || other.state === 'pushed'))
      close(ctx, other, 'overtake', 'newer-change');
  const change: Change = { ...told, psid: customer.psid, state: 'open', opened: ctx.now() };
  keep(ctx.changes, change.id, change);
  if (customer.pushToken !== undefined) await push(ctx, customer.pushToken, change);
}

export function close(
  ctx: BankContext,
  change: Change,
  event: 'overtake' | 'time-out' | 'decline' | 'apply',
  ground?: string,
): void {
  change.state = step('change', change.state, event, ground);
  change.closed = ctx.now();
}

/** M19 (INV-29): no personal data, not even what kind of change it is. */
export const pushFor = (_customer: Customer, { id }: Change): ChangePush => ({
  profile: PROFILE_VERSION,
  kind: 'change',
  appId: BANK_APP,
  change: id,
});

async function push(ctx: BankContext, token: string, change: Change): Promise<void> {
  const customer = ctx.customers.get(change.psid)!;
  const { pushUrl } = ctx.deps;
  if (pushUrl === undefined) return;
  const body = JSON.stringify({ token, push: ctx.steps.pushFor(customer, change) });
  try {
    const headers = { 'content-type': 'application/json' };
    const { ok } = await ctx.deps.fetch(`${pushUrl}/notifications`, { method: 'POST', headers, body });
    if (ok) change.state = step('change', 'open', 'push');
  } catch {
    // The customer sees it at the next log-in: the change stays open.
  }
}

/** A change that nobody answered in time is over, and the record as it was (INV-31). */
export function expireChange(ctx: BankContext, change: Change): void {
  if ((change.state === 'open' || change.state === 'pushed') && ctx.now() > change.expires)
    close(ctx, change, 'time-out');
}

/** One round: what the CA tells, what has waited too long. */
export async function tick(ctx: BankContext): Promise<void> {
  for (const change of ctx.changes.values()) ctx.steps.expireChange(ctx, change);
  await ctx.steps.hearEvents(ctx);
  await ctx.steps.watchCustomers(ctx);
}

/** A change of the customer who signed; those of others are not even admitted to exist. */
export function findChange(
  ctx: BankContext,
  id: string,
  holder: string,
): { readonly change: Change; readonly customer: Customer } {
  const change = ctx.changes.get(id);
  const customer = change && ctx.customers.get(change.psid);
  if (!change || !customer?.holders.has(holder)) throw new Refusal('change-unknown');
  return { change, customer };
}

/** A payload for this purpose and no other (INV-36). */
export const readPress = (jws: ReadJws): ChangeConfirmation =>
  parseJson(changeConfirmation, jws.payload, 'change-malformed');

export function checkMessageSignature(jws: ReadJws): void {
  if (!jws.verified) throw new Refusal('change-signature-invalid');
}

/** Signed lately, and not in the future. */
export function checkMessageAge({ now }: BankContext, at: string): void {
  if (Math.abs(now().getTime() - new Date(at).getTime()) > MESSAGE_AGE_MS) throw new Refusal('request-stale');
}

/** M20: over this change and this very change set (INV-27). */
export function checkPress(content: ChangeConfirmation, change: Change): void {
  if (content.case !== change.id || content.changeSet !== change.changeSet)
    throw new Refusal('change-mismatch');
}

/** The record with the new items in it. */
export function applyChange(
  ctx: BankContext,
  customer: Customer,
  { id, changeSet, items }: { id: string; changeSet: string; items: DeliveredItems },
): void {
  customer.facts = { ...customer.facts, ...items };
  customer.version += 1;
  customer.changes.push({ version: customer.version, at: profileTime(ctx.now()), change: id, changeSet });
}

/** M21. The CA knows of newer changes before we do, so it is asked before anything is written (INV-28). */
export async function reportResult(
  ctx: BankContext,
  change: Change,
  jws: string,
): Promise<'taken' | 'closed'> {
  const { status, body } = await askCa(ctx, `/attribute-cases/${change.id}/result`, { jws });
  if (status === 200) return 'taken';
  const { code } = (body ?? {}) as { code?: unknown };
  if (code === 'case-closed') return 'closed';
  throw new Refusal('change-not-confirmed');
}

const isWaiting = ({ state }: Change): boolean => state === 'open' || state === 'pushed';

async function press(ctx: BankContext, id: string, compact: string): Promise<Change> {
  const { steps } = ctx;
  const jws = readSigned(compact, 'change-malformed');
  steps.checkMessageSignature(jws);
  const content = steps.readPress(jws);
  const certificate = readCertificate(jws.chain[0]!);
  await steps.checkPressCertificate(ctx, certificate);
  const { change, customer } = steps.findChange(ctx, id, holderOf(certificate));
  const digest = sha256Hex(compact);
  // The same press again, of a phone that did not hear the answer: the same answer, and nothing more (INV-28).
  if (change.press === digest && !isWaiting(change)) return change;
  steps.checkPress(content, change);
  steps.checkMessageAge(ctx, content.at);
  steps.expireChange(ctx, change);
  steps.checkWaiting(change);
  const taken = change.own
    ? await steps.lookAgain(ctx, customer)
    : await steps.reportResult(ctx, change, compact);
  steps.checkWaiting(change); // another press, or a newer change, may have come while others were asked
  if (taken === 'closed') close(ctx, change, 'overtake', 'newer-change');
  steps.checkWaiting(change);
  change.press = digest;
  if (content.decision === 'decline') steps.decline(ctx, customer, change);
  else {
    change.state = step('change', change.state, 'confirm', 'pressed-by-the-customer');
    steps.applyChange(ctx, customer, change);
    close(ctx, change, 'apply');
  }
  return change;
}

/** Refused by name when the change no longer waits for a press. */
export function checkWaiting({ state }: Change): void {
  step('change', state, 'confirm', 'pressed-by-the-customer');
}

/** "No": the record stays as it is (INV-31). */
export function decline(ctx: BankContext, _customer: Customer, change: Change): void {
  close(ctx, change, 'decline');
}

async function offer(ctx: BankContext, id: string, compact: string): Promise<ChangeOffer> {
  const { steps } = ctx;
  const jws = readSigned(compact, 'change-malformed');
  steps.checkMessageSignature(jws);
  const payload = parseJson(changeRequestPayload, jws.payload, 'change-malformed');
  const certificate = readCertificate(jws.chain[0]!);
  await steps.checkLookCertificate(ctx, certificate);
  const { change, customer } = steps.findChange(ctx, id, holderOf(certificate));
  if (payload.change !== id || payload.appId !== BANK_APP) throw new Refusal('change-mismatch');
  steps.checkMessageAge(ctx, payload.at);
  steps.expireChange(ctx, change);
  const { state, changeSet, items, asOf, expires } = change;
  // What is over is not shown again.
  const shown = isWaiting(change) ? items : {};
  const old = Object.fromEntries(Object.entries(customer.facts).filter(([member]) => member in shown));
  return {
    change: id,
    state,
    source: 'j-lis',
    asOf,
    expires: profileTime(expires),
    changeSet: isWaiting(change) ? changeSet : changeSetOf({}),
    items: shown,
    old,
  };
}

const stateOf = ({ id, state, opened, closed }: Change) => ({
  change: id,
  state,
  opened: profileTime(opened),
  ...(closed && { closed: profileTime(closed) }),
});

const SIGNED = [
  'request-malformed',
  'change-malformed',
  'change-signature-invalid',
  ...CERTIFICATE_PROBLEMS,
  'change-unknown',
  'change-mismatch',
  'request-stale',
] as const;

export const changeOperations = (ctx: BankContext): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/push-registrations',
    summary: 'Where the app of this customer is reached.',
    body: pushRegistration,
    answers: { 204: { says: 'Kept.' } },
    problems: ['request-malformed', 'session-unknown', 'session-without-customer'],
    handle({ headers, body: { token } }) {
      ctx.steps.customerOf(ctx, headers).pushToken = token;
      return new Response(null, { status: 204 });
    },
  }),
  operation({
    method: 'GET',
    path: '/changes',
    summary: 'Every change of this customer and what became of it.',
    answers: { 200: { says: 'The changes, oldest first.', schema: changeList } },
    problems: ['session-unknown', 'session-without-customer'],
    handle({ headers }) {
      const { psid } = ctx.steps.customerOf(ctx, headers);
      const own = [...ctx.changes.values()].filter((change) => change.psid === psid);
      for (const change of own) ctx.steps.expireChange(ctx, change);
      return jsonResponse({ changes: own.map(stateOf) });
    },
  }),
  operation({
    method: 'POST',
    path: '/changes/{change}',
    summary: 'Old and new, for the phone of the customer: signed by its key.',
    body: changeRequest,
    signed: { jws: changeRequestPayload },
    answers: { 200: { says: 'The change.', schema: changeOffer } },
    problems: SIGNED,
    handle: async ({ path, body: { jws } }) => jsonResponse(await offer(ctx, path.change!, jws)),
  }),
  operation({
    method: 'POST',
    path: '/changes/{change}/confirmation',
    summary: 'M20: the one press, or "no"; signed by the key of the customer.',
    body: changePress,
    signed: { jws: changeConfirmation },
    answers: { 200: { says: 'What became of the change.', schema: changeState } },
    problems: [...SIGNED, 'change-expired', 'change-overtaken', 'change-closed', 'change-not-confirmed'],
    handle: async ({ path, body: { jws } }) => jsonResponse(stateOf(await press(ctx, path.change!, jws))),
  }),
];
