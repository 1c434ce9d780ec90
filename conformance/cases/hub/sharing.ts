/** What steps of hub cases do: a person who is in two apps grants and withdraws, operators hand over and fetch. */
import { readCertificate } from '../../../simulator/pki/index.ts';
import { PROFILE_OID, profileTime } from '../../../simulator/profile/index.ts';
import type { Phone } from '../../../simulator/society/index.ts';
import { clientCertificateOf, must, type Rig, SHOP_APP } from '../../runner/rig.ts';
import { DAY } from '../ca/holding.ts';

export const ITEM = 'income-class';
export const USE = 'TEST: conditions of a loan';

export interface Member {
  readonly bank: Phone;
  readonly shop: Phone;
}

/** A citizen joins both apps. */
export async function join(rig: Rig, citizen = 1): Promise<Member> {
  const bank = await rig.holders.enrol(citizen, rig.appId);
  const shop = await rig.holders.enrol(citizen, SHOP_APP);
  rig.notes.set(`member ${citizen}`, { bank, shop });
  return { bank, shop };
}

export function member(rig: Rig, citizen = 1): Member {
  const known = rig.notes.get(`member ${citizen}`) as Member | undefined;
  must(known !== undefined);
  return known;
}

const attributeCertificate = ({ issued }: Phone): Uint8Array =>
  new Uint8Array(Buffer.from(issued.attributeCertificate ?? '', 'base64'));

/** Under which identifier the app of this phone knows its holder. */
export function identifierOf(phone: Phone): string {
  const own = readCertificate(attributeCertificate(phone)).otherNames.get(PROFILE_OID.pairwise);
  must(own !== undefined);
  return own;
}

/** A request to the hub; the operator, if one is named, shows its client certificate. The answer's JSON, if it is one. */
async function call(
  rig: Rig,
  method: 'GET' | 'POST',
  path: string,
  { body, operator }: { readonly body?: object; readonly operator?: string },
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const caller =
    operator === undefined ? {} : { clientCertificate: clientCertificateOf(rig.world, operator) };
  const init = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const url = rig.hub.replace(/^http:/, 'https:') + path;
    const from = operator === undefined ? 'library' : 'relying-party';
    const answer = await rig.world.network.fetchAs(from, caller)(url, { method, ...init });
    return (await answer.json()) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined; // on record already, or no JSON
  }
}

/** What the person would sign for the bank to give the shop one item for one use, for a day. */
export const grantContent = (rig: Rig): object => ({
  purpose: 'share-grant',
  source: rig.appId,
  target: SHOP_APP,
  items: [ITEM],
  use: USE,
  at: rig.holders.time(),
  expires: profileTime(new Date(rig.world.clock.now().getTime() + DAY)),
  nonce: rig.holders.nonce(),
});

/** Hands in what was signed; the id under which the hub keeps it. */
export async function handIn(rig: Rig, jws: string): Promise<string | undefined> {
  const answer = await call(rig, 'POST', '/grants', { body: { jws } });
  return typeof answer?.grant === 'string' ? answer.grant : undefined;
}

/** The person grants; later steps need the grant. */
export async function grant(rig: Rig, content: object = grantContent(rig)): Promise<void> {
  const jws = rig.holders.jws(member(rig).bank, content);
  const id = await handIn(rig, jws);
  must(id !== undefined);
  rig.notes.set('grant', { id, jws });
}

export const granted = (rig: Rig): { readonly id: string; readonly jws: string } =>
  rig.notes.get('grant') as { id: string; jws: string };

export interface Parcel {
  readonly grant: string;
  readonly pairwise: string;
  readonly item: string;
  readonly use: string;
  readonly value: string;
}

/** What the grant allows, or something that differs from it. */
export const parcel = (rig: Rig, change: Partial<Parcel> = {}): Parcel => ({
  grant: granted(rig).id,
  pairwise: identifierOf(member(rig).bank),
  item: ITEM,
  use: USE,
  value: 'TEST 3',
  ...change,
});

/** The operator hands over one item. */
export const handOver = (rig: Rig, what: Partial<Parcel> = {}, operator?: string) =>
  call(rig, 'POST', '/data', { body: parcel(rig, what), operator: operator ?? rig.appId });

/** The operator fetches what waits for it. */
export const fetchAs = (rig: Rig, operator: string = SHOP_APP) => call(rig, 'GET', '/data', { operator });

/** The bank hands over, the shop fetches. */
export async function share(rig: Rig, what: Partial<Parcel> = {}, operator?: string): Promise<void> {
  await handOver(rig, what, operator);
  await fetchAs(rig);
}

/** Whoever holds this phone withdraws the grant. */
export function withdraw(rig: Rig, phone: Phone): Promise<unknown> {
  const { id } = granted(rig);
  const content = { purpose: 'share-withdrawal', grant: id, at: rig.holders.time() };
  const shown = { ...phone, certificate: attributeCertificate(phone) };
  return call(rig, 'POST', `/grants/${id}/withdrawal`, { body: { jws: rig.holders.jws(shown, content) } });
}

/** Somebody without a client certificate asks for data. */
export const fetchAsNobody = (rig: Rig) => call(rig, 'GET', '/data', {});
