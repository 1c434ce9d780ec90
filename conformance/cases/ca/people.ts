/** What happens to people in CA cases, and what others ask about them. */
import type { DeskEventInput } from '../../../simulator/jlis/index.ts';
import { BANK_APP } from '../../../simulator/relying-party/index.ts';
import type { Phone } from '../../../simulator/society/index.ts';
import { fourItemsOfCertificate } from '../../decode/index.ts';
import { clientCertificateOf, must, type Rig } from '../../runner/rig.ts';
import { grantContent } from '../hub/sharing.ts';
import { kept, MINUTE } from './holding.ts';

export const NEW_ADDRESS = '見本県架空市試験町９丁目９番９号';

/** Past the next tick of J-LIS's status services; the CA had its round. */
export const settled = (rig: Rig): Promise<void> => rig.advance(16 * MINUTE);

/** The citizen moves and gets a certificate with the new address. */
export function move(rig: Rig, citizen = 1): void {
  rig.jlis.happen(citizen, { type: 'move-within', address: NEW_ADDRESS });
  rig.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
}

/** The citizen takes another name and gets a certificate with it. */
export function marry(rig: Rig, citizen = 1): void {
  rig.jlis.happen(citizen, { type: 'change-name', family: '架空改', given: '見本' });
  rig.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
}

/** What the present card says goes on record for the judges. */
export function tellName(rig: Rig, citizen = 1): void {
  const { signCert } = rig.holders.card(citizen);
  must(signCert !== undefined);
  rig.given('name', fourItemsOfCertificate(signCert).name ?? null);
}

/** 2 and 3 live together; afterwards 3 has every item of 2, and a card that says so. */
export function makeTwins(rig: Rig): void {
  const [one, other] = [rig.society.citizen(2), rig.society.citizen(3)];
  const { family, given } = one.nameParts;
  const changes: readonly (DeskEventInput | false)[] = [
    one.name !== other.name && { type: 'change-name', family, given },
    one.birth !== other.birth && { type: 'correct-birth', birth: one.birth },
    one.gender !== other.gender && { type: 'correct-gender', gender: one.gender },
  ];
  const real = changes.filter((change) => change !== false);
  for (const change of real) rig.jlis.happen(3, change);
  if (real.length > 0) rig.jlis.happen(3, { type: 'apply-certificates', kinds: ['sign'] });
  const items = [2, 3].map((citizen) => {
    const { signCert } = rig.holders.card(citizen);
    must(signCert !== undefined);
    return JSON.stringify(fourItemsOfCertificate(signCert));
  });
  if (items[0] !== items[1]) throw new Error('the twins differ');
}

/** An operator asks what happened to people of its app. */
export const askEvents = (rig: Rig, operator: string = BANK_APP) =>
  rig.holders.get('/events?after=0', { as: clientCertificateOf(rig.world, operator) });

/** The operator fetches every case that it heard of; their ids. */
export async function fetchCases(rig: Rig, operator: string = BANK_APP): Promise<readonly string[]> {
  const as = clientCertificateOf(rig.world, operator);
  const events = ((await askEvents(rig, operator)).body?.events ?? []) as readonly {
    kind: string;
    subject: string;
  }[];
  const ids = events.filter(({ kind }) => kind === 'attributes-changed').map(({ subject }) => subject);
  for (const id of ids) await rig.holders.get(`/attribute-cases/${id}`, { as });
  return ids;
}

/** The person grants, and somebody shows the grant to the CA. */
export const askLink = (rig: Rig, phone: Phone, change: object = {}) =>
  rig.holders.post('/pairwise-links', {
    grant: rig.holders.jws(phone, { ...grantContent(rig), ...change }),
  });

/** The bank hands in what the person’s key signed about the case that it fetched; `change` makes it differ. */
export async function confirm(rig: Rig, change: object = {}, signer = kept(rig, 'phone')): Promise<void> {
  const as = clientCertificateOf(rig.world, BANK_APP);
  const [id] = rig.notes.get('cases') as readonly string[];
  must(id !== undefined);
  const { body } = await rig.holders.get(`/attribute-cases/${id}`, { as });
  const content = {
    purpose: 'change-confirmation',
    case: id,
    changeSet: body?.changeSet,
    decision: 'confirm',
    at: rig.holders.time(),
    ...change,
  };
  const jws = rig.holders.jws(signer, content);
  await rig.holders.post(`/attribute-cases/${id}/result`, { jws }, { as });
}
