/** The holder asks for the end: by the FPoS key, or by the card when the phone is gone (施行規則6条10号). */
import {
  profileTime,
  Refusal,
  type RevocationAnswer,
  type RevocationContent,
  revocationContent,
  sha256Hex,
} from '../../profile/index.ts';
import { bytesOf, type CaContext } from '../context.ts';
import { readCardMessage } from '../jpki/signed-message.ts';
import { signerOf } from '../registration/person.ts';
import { type IssuedCertificate, issuedBy, type Person } from '../state/records.ts';
import { readHolderMessage } from './holder.ts';
import { isLive } from './revoke.ts';

/** The certificates of one issue end together. */
const issuedTogether = ({ store }: CaContext, { application }: IssuedCertificate): readonly string[] =>
  issuedBy(store.get('application', application) ?? {});

/** Signed by the very key, or by the key that holds another certificate of the same person and app. */
export async function revokeByKey(ctx: CaContext, jws: string): Promise<RevocationAnswer> {
  const { content, signer } = readHolderMessage(
    ctx,
    revocationContent,
    jws,
    'request-malformed',
    'request-signature-invalid',
  );
  ctx.steps.checkFresh(ctx, content.at);
  const meant = content.certificate ?? sha256Hex(bytesOf(signer.der));
  const certificate = [...ctx.store.get('person', signer.person)!.certificates]
    .map((serial) => ctx.store.get('certificate', serial)!)
    .find((candidate) => sha256Hex(bytesOf(candidate.der)) === meant);
  ctx.steps.checkSay(signer, certificate);
  return end(ctx, content, issuedTogether(ctx, certificate!));
}

/** Whoever holds the key of an app may end what that app was given, and nothing of another app. */
export function checkSay(signer: IssuedCertificate, meant: IssuedCertificate | undefined): void {
  if (!meant || meant.appId !== signer.appId || meant.person !== signer.person)
    throw new Refusal('request-not-yours');
}

/** What a card may end: what its holder was given, and nothing of anybody else. */
export const endableByCard = (_ctx: CaContext, { certificates }: Person): readonly string[] => certificates;

/** What was issued after a request was signed is not meant by it. */
export const isMeant = ({ notBefore }: IssuedCertificate, { at }: Pick<RevocationContent, 'at'>): boolean =>
  notBefore <= new Date(at).getTime();

/** By the card: all that the person holds, or the one that is named. */
export async function revokeByCard(ctx: CaContext, cms: Uint8Array): Promise<RevocationAnswer> {
  const { content, certificate } = await readCardMessage(
    ctx,
    revocationContent,
    cms,
    'request-malformed',
    'request-signature-invalid',
  );
  ctx.steps.checkFresh(ctx, content.at);
  const all = ctx.steps.endableByCard(ctx, signerOf(ctx.store.get, certificate));
  const named = all.filter(
    (serial) =>
      content.certificate === undefined ||
      sha256Hex(bytesOf(ctx.store.get('certificate', serial)!.der)) === content.certificate,
  );
  if (content.certificate !== undefined && named.length === 0) throw new Refusal('request-not-yours');
  const together = named.flatMap((serial) => issuedTogether(ctx, ctx.store.get('certificate', serial)!));
  return end(ctx, content, [...new Set(together)]);
}

function end(ctx: CaContext, content: RevocationContent, serials: readonly string[]): RevocationAnswer {
  const ground = content.wish === 'key-compromise' ? 'key-compromise' : 'holder-wish';
  const askedAt = ctx.now().getTime();
  return ctx.store.transact((tx) => {
    const meant = serials.filter((serial) => ctx.steps.isMeant(tx.get('certificate', serial)!, content));
    for (const serial of meant)
      if (isLive(tx.get('certificate', serial)!))
        ctx.steps.revoke(ctx, tx, serial, { ground, askedAt, actor: 'holder' });
    return {
      revoked: meant.flatMap((serial) => {
        const { revocation } = tx.get('certificate', serial)!;
        return revocation ? [{ serial, at: profileTime(new Date(revocation.at)) }] : [];
      }),
    };
  });
}
