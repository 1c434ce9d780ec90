/**
 * Two identifiers of one person in two apps are told to nobody, save under a grant that the person signed (INV-15, INV-39):
 * then to whoever shows it, for these two apps.
 */
import { CLOCK_AHEAD_MS_MAX, type GrantContent, grantContent, Refusal } from '../../profile/index.ts';
import { readHolderMessage } from '../certificates/holder.ts';
import type { CaContext } from '../context.ts';
import { personOf } from '../registration/person.ts';
import type { IssuedCertificate } from '../state/records.ts';

/** Live, by a key in force, of one of the two apps that it names. */
export function checkGrant(ctx: CaContext, content: GrantContent, signer: IssuedCertificate): void {
  ctx.steps.checkInForce(ctx, signer);
  ctx.steps.checkSigns(signer);
  const now = ctx.now().getTime();
  if (now > new Date(content.expires).getTime()) throw new Refusal('grant-ended');
  if (new Date(content.at).getTime() > now + CLOCK_AHEAD_MS_MAX) throw new Refusal('request-stale');
  const { source, target } = content;
  if (signer.appId !== source && signer.appId !== target) throw new Refusal('request-not-yours');
  if (source === target) throw new Refusal('grant-malformed', 'source and target are the same');
}

export function linkPairwise(ctx: CaContext, grant: string): { source: string; target: string } {
  const { content, signer } = readHolderMessage(
    ctx,
    grantContent,
    grant,
    'grant-malformed',
    'request-signature-invalid',
  );
  ctx.steps.checkGrant(ctx, content, signer);
  const { pairwise, id } = personOf(ctx.store.get, signer.person);
  const source = pairwise[content.source];
  const target = pairwise[content.target];
  if (source === undefined || target === undefined)
    throw new Refusal('person-unknown', 'the person is in only one of the two apps');
  ctx.store.transact((tx) =>
    tx.audit({
      actor: 'hub',
      action: 'pairwise.link',
      object: id,
      why: `${content.source} ${content.target}`,
    }),
  );
  return { source, target };
}
