/**
 * Grants: what a person allowed to pass from one operator to another. Without one the answer is no (INV-37), and one covers
 * nothing but what it names (INV-38).
 */
import { isValidAt, readCertificate, verifyIssuedBy } from '../pki/index.ts';
import {
  type GrantContent,
  type GrantRecord,
  grantContent,
  grantWithdrawal,
  PROFILE_OID,
  parseJson,
  profileTime,
  type ReadJws,
  Refusal,
  readJws,
} from '../profile/index.ts';

export interface Grant {
  /** SHA-256 of the JWS. */
  readonly id: string;
  readonly content: GrantContent;
  /** Identifiers of the person for source and target, as the CA told them for this grant. */
  readonly pair: { readonly source: string; readonly target: string };
  withdrawnAt?: Date;
}

export type GrantState = GrantRecord['state'];

export const stateOf = ({ content, withdrawnAt }: Grant, now: Date): GrantState => {
  if (withdrawnAt) return 'withdrawn';
  return now > new Date(content.expires) ? 'expired' : 'live';
};

/** What either side, and whoever hands it in, hears of a grant: never an identifier of the other side (INV-39). */
export const grantRecordOf = ({ id, content }: Grant, state: GrantState): GrantRecord => {
  const { source, target, items, use, expires } = content;
  return { grant: id, source, target, items: [...items], use, state, expires };
};

export function readSigned(compact: string): ReadJws {
  try {
    return readJws(compact);
  } catch {
    throw new Refusal('grant-malformed');
  }
}

/** What the person signed, if it names everything that a grant must name. */
export const readGrant = ({ payload }: ReadJws): GrantContent =>
  parseJson(grantContent, payload, 'grant-malformed');

/** The grant that these very bytes were before, whatever became of it: handed in again it is no new one. */
export const earlierGrant = (grants: ReadonlyMap<string, Grant>, id: string): Grant | undefined =>
  grants.get(id);

export interface Wish {
  readonly caller: string;
  readonly pairwise: string;
  readonly item: string;
  readonly use: string;
}

/** May this item of this person pass now, from this caller, for this use? `state` is that of the grant now. */
export function checkFlow(
  grant: Grant | undefined,
  { caller, pairwise, item, use }: Wish,
  state: GrantState | undefined,
): Grant {
  // Not told apart for outsiders: whether there is such a grant is nobody else's business.
  if (!grant || grant.content.source !== caller || grant.pair.source !== pairwise)
    throw new Refusal('grant-missing');
  if (state !== 'live') throw new Refusal('grant-ended');
  if (!grant.content.items.includes(item) || grant.content.use !== use) throw new Refusal('grant-missing');
  return grant;
}

/** May what waits for its target wait on? */
export const mayWait = (state: GrantState): boolean => state === 'live';

/** Is this operator the one to which data under the grant go? */
export const isTarget = ({ content }: Grant, caller: string): boolean => content.target === caller;

/** Under which identifier the target hears of the person: its own. */
export const identifierAtTarget = ({ pair }: Grant): string => pair.target;

/**
 * Is the withdrawal signed by the person? Shown by an attribute certificate (属性型) of source or target, which names the
 * person's identifier there. Neither the CA is asked nor the status of the certificate: stopping must always work.
 */
export function checkWithdrawal(
  grant: Grant,
  compact: string,
  caAnchors: readonly Uint8Array[],
  now: Date,
): void {
  const read = readSigned(compact);
  const content = parseJson(grantWithdrawal, read.payload, 'grant-malformed');
  if (!read.verified || content.grant !== grant.id) throw new Refusal('request-signature-invalid');
  const certificate = readCertificate(read.chain[0]!);
  const isTrusted =
    !certificate.isCa && caAnchors.some((der) => verifyIssuedBy(certificate, readCertificate(der)));
  if (!isTrusted) throw new Refusal('certificate-untrusted');
  if (!isValidAt(certificate, now)) throw new Refusal('certificate-expired');
  const app = certificate.otherNames.get(PROFILE_OID.app);
  const own = certificate.otherNames.get(PROFILE_OID.pairwise);
  const { source, target } = grant.content;
  const isPerson =
    (app === source && own === grant.pair.source) || (app === target && own === grant.pair.target);
  if (!isPerson) throw new Refusal('request-not-yours');
}

/** A grant may not promise more than its own time. */
export function checkTerm({ at, expires }: GrantContent, now: Date): void {
  if (new Date(expires) <= new Date(at)) throw new Refusal('grant-malformed', 'it ends before it begins');
  if (now > new Date(expires)) throw new Refusal('grant-ended', profileTime(now));
}
