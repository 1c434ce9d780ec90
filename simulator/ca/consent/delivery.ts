/** What J-LIS delivered, and whom it concerns (M17, M18). */
import type { DeliveredItems, FourItemsAnswer } from '../../profile/index.ts';
import { sha256Hex } from '../../profile/index.ts';
import { endDoubles } from '../certificates/in-force.ts';
import { learnFacts } from '../certificates/learn.ts';
import type { CaContext } from '../context.ts';
import { joinPersons, knownPerson, personOf } from '../registration/person.ts';
import type { Anchor, AttributeCase, Consent, FourItems, Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';

const noFlags = (text: string): string => '0'.repeat([...text].length);

/** The record with the delivered items in it; the others stay as they were known. */
function merged(
  known: FourItems,
  { name, nameFlags, address, addressFlags, birth, gender }: DeliveredItems,
): FourItems {
  return {
    name: name ?? known.name,
    nameFlags: name === undefined ? known.nameFlags : (nameFlags ?? noFlags(name)),
    address: address ?? known.address,
    addressFlags: address === undefined ? known.addressFlags : (addressFlags ?? noFlags(address)),
    birth: birth ?? known.birth,
    gender: gender ?? known.gender,
  };
}

export function takeDelivery(
  ctx: CaContext,
  tx: Transaction,
  consent: Consent,
  asked: Anchor,
  { outcome, items, serial }: FourItemsAnswer,
): void {
  const person = personOf(tx.get, consent.person);
  tx.audit({
    actor: 'j-lis',
    action: 'four-items.ask',
    object: person.id,
    decision: outcome === 'DELIVERED' ? 'yes' : 'no',
    why: outcome,
    inputs: { consent: consent.id },
  });
  const anchor = tx.get('anchor', asked.serial)!;
  if (outcome !== 'DELIVERED' || !items || serial === undefined) {
    if (anchor.state === 'dead' && outcome === 'NOT_REISSUED')
      tx.put('anchor', anchor.serial, stepped(ctx, anchor, 'wait', 'no-new-certificate'));
    return;
  }
  tx.put('consent', consent.id, { ...tx.get('consent', consent.id)!, latest: serial });
  const linked = linkAnchor(ctx, tx, person, anchor, serial);
  const own = ctx.steps.consentedOnly(items, consent.items);
  const known = learnFacts(ctx, tx, linked, merged(linked.items, own), 'j-lis');
  for (const appId of ctx.steps.mayHear(ctx, consent, known)) openCase(ctx, tx, known, appId, own);
}

/** INV-25: the relying party of the service that the person consented to, and nobody else; for the CA's own service nobody. */
export const mayHear = ({ policy }: CaContext, { service }: Consent, _person: Person): readonly string[] =>
  service === policy.ownService ? [] : [service];

const stepped = (ctx: CaContext, anchor: Anchor, event: 'wait' | 'relink', ground: string): Anchor => ({
  ...anchor,
  state: ctx.steps.transition('anchor', anchor.state, event, ground) as Anchor['state'],
});

/** The number that J-LIS named stands for the person from now on; somebody whom the CA met under it is the same person. */
function linkAnchor(ctx: CaContext, tx: Transaction, person: Person, old: Anchor, serial: string): Person {
  if (old.state !== 'relinked')
    tx.put('anchor', old.serial, { ...stepped(ctx, old, 'relink', 'told-by-j-lis'), successor: serial });
  const met = knownPerson(tx.get, serial);
  if (met && met.id !== person.id) {
    const joined = joinPersons(tx, person, met);
    endDoubles(ctx, tx, joined);
    return joined;
  }
  if (!tx.get('anchor', serial)) tx.put('anchor', serial, { serial, person: person.id, state: 'live' });
  if (person.anchors.includes(serial)) return person;
  const linked = { ...person, anchors: [...person.anchors, serial] };
  tx.put('person', person.id, linked);
  return linked;
}

/** M18: one relying party, whose service the person consented to, may fetch the change. An older open case is overtaken. */
function openCase(
  ctx: CaContext,
  tx: Transaction,
  person: Person,
  appId: string,
  items: DeliveredItems,
): void {
  const pairwise = person.pairwise[appId];
  if (pairwise === undefined) return;
  const at = ctx.now().getTime();
  const changeSet = sha256Hex(JSON.stringify(items));
  const latest =
    person.cases[appId] === undefined ? undefined : tx.get('attribute-case', person.cases[appId]);
  if (latest?.changeSet === changeSet) return;
  if (latest && (latest.state === 'open' || latest.state === 'pushed')) {
    const state = ctx.steps.transition('attribute-case', latest.state, 'overtake', 'newer-change');
    tx.put('attribute-case', latest.id, { ...latest, state: state as AttributeCase['state'] });
  }
  const opened: AttributeCase = {
    id: ctx.id(16),
    appId,
    person: person.id,
    pairwise,
    openedAt: at,
    expiresAt: at + ctx.policy.caseLifeMs,
    state: 'open',
    items,
    changeSet,
  };
  tx.put('attribute-case', opened.id, opened);
  tx.put('person', person.id, { ...person, cases: { ...person.cases, [appId]: opened.id } });
  const number = tx.next('event');
  tx.put('event', String(number), {
    number,
    at,
    appId,
    pairwise,
    kind: 'attributes-changed',
    subject: opened.id,
  });
  tx.audit({ actor: 'ca', action: 'case.open', object: opened.id, why: appId });
}
