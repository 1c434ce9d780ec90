/** People whose phones hold two keys: one that signs, one that authenticates. */
import type { Phone } from '../../../simulator/society/index.ts';
import { Abandoned, type Rig } from '../../runner/rig.ts';
import { going } from './holding.ts';

/** The policy under which a CA gives a certificate for each. */
export const SEPARATE = { separateKeys: true } as const;

/** The certificate and key that authenticate, as a phone of their own. */
export function otherOf(phone: Phone): Phone {
  if (!phone.authentication) throw new Abandoned('the phone has no key that authenticates');
  return { ...phone, ...phone.authentication };
}

/** Applies with these keys; `alter` makes what the card signs differ. Whatever comes of it. */
export async function applyWith(
  rig: Rig,
  keys: { readonly signs: Uint8Array; readonly authenticates: Uint8Array },
  alter: (content: object) => object = (content) => content,
): Promise<void> {
  const { holders } = rig;
  const begun = await going(holders.begin());
  const content = alter(holders.content(begun, keys.signs, keys.authenticates));
  const cms = holders.signed(1, content);
  await holders.post(`/applications/${begun.offer.application}/signed`, { cms });
}
