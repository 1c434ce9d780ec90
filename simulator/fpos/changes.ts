/**
 * The one press: a change of address or name is shown, old → new with source and date, and sent by one press of the user
 * (M19, M20). A push tells only that there is something to look at; it confirms nothing (INV-29).
 */
import { z } from 'zod';
import {
  type ChangeConfirmation,
  type ChangeOffer,
  type ChangePush,
  changeOffer,
  changeSetOf,
  changeState,
  changeText,
  customerRecord,
  type DeliveredItems,
  differing,
  type FactsReport,
  ownFacts,
  prepareJws,
  profileTime,
} from '../profile/index.ts';
import type { ApplicationSteps, Credential } from './application.ts';
import { post } from './ca-client.ts';
import type { LibraryDeps } from './deps.ts';
import { Stop } from './stop.ts';

export type Decision = 'confirm' | 'decline';
/** `undecided`: the user did neither; nothing was sent. `unchanged`: there is nothing to tell. */
export type Decided = Decision | 'undecided' | 'unchanged';

async function signed(deps: LibraryDeps, own: Credential, payload: object): Promise<string> {
  const jws = prepareJws(payload, [own.certificate]);
  return jws.assemble(await deps.keyStore.sign(own.keyId, jws.toBeSigned, 'raw'));
}

const stamp = (deps: LibraryDeps) => ({ at: profileTime(deps.now()), nonce: deps.id(16) });

/** A push is for this app, and shown without anything of what it is about. */
async function showPush(deps: LibraryDeps, push: ChangePush, appId: string): Promise<void> {
  if (push.appId !== appId) throw new Stop('push-not-for-this-app', 'the push is for another app');
  await deps.ui.show({ kind: 'push' });
}

/** The change as the bank has it; what it names as its digest is what is shown. */
async function fetchChange(
  deps: LibraryDeps,
  own: Credential,
  bank: string,
  change: string,
): Promise<ChangeOffer> {
  const request = { purpose: 'change-request', change, appId: own.appId, ...stamp(deps) };
  const jws = await signed(deps, own, request);
  return post(deps.fetch, `${bank}/changes/${change}`, { jws }, changeOffer);
}

function checkOffer({ items, changeSet, state, change }: ChangeOffer, asked: string): void {
  if (change !== asked || (state !== 'open' && state !== 'pushed'))
    throw new Stop('change-over', 'the change no longer waits for a press');
  if (changeSetOf(items) !== changeSet)
    throw new Stop('change-unreadable', 'the digest is not that of the items');
}

const changeTextOf = changeText;

/** One press, or "no", or nothing. */
async function askChange({ ui }: LibraryDeps, text: string): Promise<Decision | undefined> {
  return ui.confirmChange?.(text);
}

const confirmationFor = (
  deps: LibraryDeps,
  { change, changeSet }: ChangeOffer,
  decision: Decision,
): ChangeConfirmation => ({
  purpose: 'change-confirmation',
  case: change,
  changeSet,
  decision,
  at: profileTime(deps.now()),
});

/** What the CA knows of the holder. Only what the holder sees goes on to anybody. */
async function fetchOwnFacts(deps: LibraryDeps, own: Credential): Promise<z.infer<typeof ownFacts>> {
  const jws = await signed(deps, own, { purpose: 'own-facts', ...stamp(deps) });
  return post(deps.fetch, `${own.ca}/facts`, { jws }, ownFacts);
}

async function fetchRecord(
  deps: LibraryDeps,
  own: Credential,
  bank: string,
): Promise<z.infer<typeof customerRecord>> {
  const jws = await signed(deps, own, { purpose: 'record-request', appId: own.appId, ...stamp(deps) });
  return post(deps.fetch, `${bank}/record`, { jws }, customerRecord);
}

async function sendReport(
  deps: LibraryDeps,
  own: Credential,
  bank: string,
  report: Pick<FactsReport, 'onto' | 'items' | 'asOf'>,
): Promise<void> {
  const { items, asOf, onto } = report;
  const payload: FactsReport = {
    purpose: 'facts-report',
    appId: own.appId,
    onto,
    changeSet: changeSetOf(items),
    items,
    asOf,
    ...stamp(deps),
  };
  await post(deps.fetch, `${bank}/reports`, { jws: await signed(deps, own, payload) }, z.unknown());
}

export const changeSteps = {
  showPush,
  fetchChange,
  checkOffer,
  changeTextOf,
  askChange,
  confirmationFor,
  fetchOwnFacts,
  fetchRecord,
  sendReport,
};
export type ChangeSteps = { [Name in keyof typeof changeSteps]: (typeof changeSteps)[Name] };
/** To look is to authenticate; to press is to sign. */
type Keyed = ChangeSteps & Pick<ApplicationSteps, 'keyFor'>;

/** Shape A: the bank was told; it hears the press. Throws `Stop`. */
export async function decideChange(
  steps: Keyed,
  deps: LibraryDeps,
  own: Credential,
  bank: string,
  change: string,
): Promise<Decided> {
  const offer = await steps.fetchChange(deps, steps.keyFor(own, 'authentication'), bank, change);
  steps.checkOffer(offer, change);
  const decision = await steps.askChange(deps, steps.changeTextOf(offer.old, offer.items, offer.asOf));
  if (decision === undefined) return 'undecided';
  const payload = steps.confirmationFor(deps, offer, decision);
  const jws = await signed(deps, steps.keyFor(own, 'signature'), payload);
  await post(deps.fetch, `${bank}/changes/${change}/confirmation`, { jws }, changeState);
  return decision;
}

/** Shape B: the phone is told, and the bank hears of the change by the press and not before. Throws `Stop`. */
export async function reportFacts(
  steps: Keyed,
  deps: LibraryDeps,
  own: Credential,
  bank: string,
): Promise<Decided> {
  const looking = steps.keyFor(own, 'authentication');
  const record = await steps.fetchRecord(deps, looking, bank);
  const { items: known, asOf } = await steps.fetchOwnFacts(deps, looking);
  const items: DeliveredItems = differing(record.facts, known);
  if (Object.keys(items).length === 0) return 'unchanged';
  const decision = await steps.askChange(deps, steps.changeTextOf(record.facts, items, asOf));
  if (decision === 'confirm') {
    const report = { onto: record.version, items, asOf };
    await steps.sendReport(deps, steps.keyFor(own, 'signature'), bank, report);
  }
  return decision ?? 'undecided';
}
