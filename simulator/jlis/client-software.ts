/**
 * 利用者クライアントソフト: what a holder's own software makes of a message, signed with a card or phone at hand. A short cut for
 * those who hold the card's data; whoever has only a reader signs by APDU, as the library does.
 */
import { sign } from 'node:crypto';
import { UsageError } from '../errors.ts';
import { prepareCms } from '../pki/index.ts';
import { contentBytes } from '../profile/index.ts';
import type { JpkiKind } from './config.ts';
import type { IssuedCard } from './jlis.ts';

/** CMS SignedData in Base64 over the content as JSON. @throws UsageError ERR_CARD_USE when the card has no such certificate */
export function signedMessage(card: IssuedCard, kind: JpkiKind, content: object, signingTime: Date): string {
  const certificate = kind === 'sign' ? card.signCert : card.authCert;
  const key = card.keyOf(kind);
  if (certificate === undefined || key === undefined)
    throw new UsageError('ERR_CARD_USE', `the card holds no certificate of the kind ${kind}`);
  const cms = prepareCms({ content: contentBytes(content), signerCert: certificate, signingTime });
  return Buffer.from(cms.assemble(sign('sha256', cms.toBeSigned, key))).toString('base64');
}
