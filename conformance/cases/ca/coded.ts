/** The route of the one-time code, without an app. */
import type { Begun } from '../../../simulator/society/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { going } from './holding.ts';

/** An application that the card signed; the code came back. */
export async function coded(rig: Rig) {
  const { holders } = rig;
  const begun = await going(holders.begin());
  const path = `/applications/${begun.offer.application}`;
  const { body } = await holders.post(`${path}/signed`, { cms: holders.signed(1, holders.content(begun)) });
  must(typeof body?.code === 'string');
  const use = (code: string) =>
    holders.post(`${path}/activation`, { code, csr: holders.csr(begun.offer, holders.scalar()) });
  return { code: body.code as string, expires: new Date(body.expires), use };
}

/** The first tap of the earlier schemes: the card signs the application, and what comes is waited for. */
export async function applyByCode(rig: Rig, citizen = 1): Promise<void> {
  const begun = await going(rig.holders.begin());
  rig.notes.set('begun', begun);
  await rig.holders.post(`/applications/${begun.offer.application}/signed`, {
    cms: rig.holders.signed(citizen, rig.holders.content(begun)),
  });
}

const begunIn = (rig: Rig): Begun => rig.notes.get('begun') as Begun;

/** The second tap: a card signs for the code. */
export async function secondTap(rig: Rig, citizen = 1): Promise<void> {
  const { application, nonce } = begunIn(rig).offer;
  const cms = rig.holders.signed(citizen, { purpose: 'code-request', application, nonce });
  rig.notes.set('code', (await rig.holders.post(`/applications/${application}/code`, { cms })).body?.code);
}

export async function useCode(rig: Rig): Promise<void> {
  const { offer } = begunIn(rig);
  const csr = rig.holders.csr(offer, rig.holders.scalar());
  await rig.holders.post(`/applications/${offer.application}/activation`, {
    code: rig.notes.get('code'),
    csr,
  });
}
