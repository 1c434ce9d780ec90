/** The route of the one-time code, without an app. */
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
