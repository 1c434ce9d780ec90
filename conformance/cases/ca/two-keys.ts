/** People whose phones hold two keys: one that signs, one that authenticates. */
import type { Phone, Requests } from '../../../simulator/society/index.ts';
import { Abandoned, type Rig } from '../../runner/rig.ts';
import { going } from './holding.ts';

/** The policy under which a CA gives a certificate for each. */
export const SEPARATE = { separateKeys: true } as const;

/** The certificate and key that authenticate, as a phone of their own. */
export function otherOf(phone: Phone): Phone {
  if (!phone.authentication) throw new Abandoned('the phone has no key that authenticates');
  return { ...phone, ...phone.authentication };
}

/** Applies with these keys; `alter` makes the requests differ. Whatever comes of it. */
export async function applyWith(
  rig: Rig,
  keys: { readonly signs: Uint8Array; readonly authenticates: Uint8Array },
  alter: (requests: Requests) => Requests = (requests) => requests,
): Promise<void> {
  const { holders } = rig;
  const begun = await going(holders.begin());
  const requests = alter(holders.requests(begun, keys.signs, keys.authenticates));
  const cms = holders.signed(1, holders.content(begun, requests));
  await holders.handIn(begun, cms, requests);
}
