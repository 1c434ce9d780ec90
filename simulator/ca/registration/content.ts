/** What stands in a signed application, and whether it is this one. */
import type { Cms } from '../../pki/index.ts';
import { type ApplicationContent, applicationContent, parseJson, Refusal } from '../../profile/index.ts';
import { bytesOf } from '../context.ts';
import type { Application } from '../state/records.ts';
import { DOCUMENTS } from './documents.ts';

export const readContent = (cms: Cms): ApplicationContent =>
  parseJson(applicationContent, cms.content, 'application-malformed');

/** INV-01: what was signed is this very application, with its nonce. */
export function checkContent(
  content: Pick<ApplicationContent, 'application' | 'nonce' | 'appId' | 'appInstance'>,
  { offer, appId, appInstance }: Application,
): void {
  const same =
    content.application === offer.application &&
    content.nonce === offer.nonce &&
    content.appId === appId &&
    content.appInstance === appInstance;
  if (!same) throw new Refusal('application-mismatch');
}

/** INV-13: the current documents were agreed to, inside the signed bytes, before now (施行規則6条1号, 2号). */
export function checkTerms(content: Pick<ApplicationContent, 'agreed' | 'agreedAt'>, now: Date): void {
  const agreed = new Map(content.agreed.map((a) => [a.name, a.sha256]));
  if (!DOCUMENTS.every((d) => agreed.get(d.name) === d.sha256)) throw new Refusal('terms-not-agreed');
  if (new Date(content.agreedAt) > now) throw new Refusal('terms-not-agreed', 'agreed in the future');
}

/** Which key is certified: the one inside the signed application (INV-04). */
export function requestInside(content: ApplicationContent): Uint8Array {
  if (content.csr === undefined)
    throw new Refusal('csr-malformed', 'the signed application holds no request');
  return bytesOf(content.csr);
}
