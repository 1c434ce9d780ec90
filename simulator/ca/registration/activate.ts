/** The one-time code comes back with the request (M09); the second tap of the older schemes; the receipt (M11). */
import {
  type Activation,
  codeRequestContent,
  parseJson,
  type ReadJws,
  Refusal,
  readJws,
  receiptPayload,
  sha256Hex,
} from '../../profile/index.ts';
import { bringIntoForce } from '../certificates/in-force.ts';
import { bytesOf, type CaContext } from '../context.ts';
import { readCardMessage } from '../jpki/signed-message.ts';
import type { Application } from '../state/records.ts';
import { handOutCode, issue, moved } from './decide.ts';
import { personOf, serialOf } from './person.ts';
import { checkRequests } from './request.ts';
import { type Answer, applicationOf, codeAnswer, issuedAnswer } from './usable.ts';

/** The card of the second tap is that of the person who applied. */
export function checkSecondTap({ store }: CaContext, { person }: Application, serial: string): void {
  const anchor = store.get('anchor', serial);
  const isPerson =
    anchor &&
    person !== undefined &&
    personOf(store.get, anchor.person).id === personOf(store.get, person).id;
  if (!isPerson) throw new Refusal('application-mismatch', 'signed by another card');
}

/** M08 at another tap (until 2024-10): the same person signs for the code. */
export async function secondTap(ctx: CaContext, id: string, cms: Uint8Array): Promise<Answer> {
  const { content, certificate } = await readCardMessage(
    ctx,
    codeRequestContent,
    cms,
    'application-malformed',
    'application-signature-invalid',
  );
  const application = applicationOf(ctx, id);
  const same = content.application === id && content.nonce === application.offer.nonce;
  if (!same) throw new Refusal('application-mismatch');
  ctx.steps.checkSecondTap(ctx, application, serialOf(certificate));
  checkAlive(ctx, application);
  if (application.state === 'code-sent') return codeAnswer(application);
  return ctx.store.transact((tx) => handOutCode(ctx, tx, application));
}

function checkAlive(ctx: CaContext, application: Application): void {
  if (ctx.now().getTime() <= application.expiresAt || application.state === 'accepted') return;
  throw new Refusal('application-expired');
}

/** M09. The same code and request again: the same certificate, until it is accepted. */
export function activate(ctx: CaContext, id: string, { code, csr, authenticationCsr }: Activation): Answer {
  const application = applicationOf(ctx, id);
  const digest = sha256Hex([code, csr, authenticationCsr ?? []].flat().join(' '));
  if (application.state === 'issued' && application.activatedWith === digest)
    return issuedAnswer(ctx, application);
  const verdict = ctx.steps.checkCode(application, code, ctx.now());
  if (verdict !== 'right') throw wrongCode(ctx, application, verdict);
  const requests = checkRequests(
    ctx,
    application,
    bytesOf(csr),
    authenticationCsr === undefined ? undefined : bytesOf(authenticationCsr),
  );
  return ctx.store.transact((tx) => {
    const used = moved(ctx, tx, application, 'use-code', 'code-right', { activatedWith: digest });
    tx.audit({ actor: 'applicant', action: 'application.use-code', object: id, decision: 'yes' });
    return issue(ctx, tx, used, requests);
  });
}

/** Counts the try, and ends the application when it was the last one. */
function wrongCode(
  ctx: CaContext,
  application: Application,
  verdict: 'wrong' | 'locked' | 'expired',
): Refusal {
  const code = `code-${verdict}` as const;
  ctx.store.transact((tx) => {
    const own = application.code!;
    const change = { code: { ...own, triesLeft: own.triesLeft - (verdict === 'expired' ? 0 : 1) } };
    if (verdict === 'wrong')
      tx.put('application', application.offer.application, { ...application, ...change });
    else moved(ctx, tx, application, verdict === 'locked' ? 'refuse' : 'expire', undefined, change);
    tx.audit({
      actor: 'applicant',
      action: 'application.use-code',
      object: application.offer.application,
      decision: 'no',
      why: code,
    });
  });
  return new Refusal(code);
}

/** The receipt is by the certified key that signs, over this application and every certificate that proves the person. */
export function checkReceipt(ctx: CaContext, application: Application, receipt: string): void {
  let read: ReadJws;
  try {
    read = readJws(receipt);
  } catch {
    throw new Refusal('receipt-invalid');
  }
  const payload = parseJson(receiptPayload, read.payload, 'receipt-invalid');
  const derOf = (serial: string): Uint8Array => bytesOf(ctx.store.get('certificate', serial)!.der);
  const der = derOf(application.certificate!);
  const { authenticationCertificate: other } = application;
  const ok =
    read.verified &&
    Buffer.compare(read.chain[0]!, der) === 0 &&
    payload.application === application.offer.application &&
    payload.certificate === sha256Hex(der) &&
    payload.authenticationCertificate === (other && sha256Hex(derOf(other)));
  if (!ok) throw new Refusal('receipt-invalid');
}

/** M11. From now on the certificate is in force, and what it takes the place of has ended: in one step. */
export function accept(ctx: CaContext, id: string, receipt: string): void {
  const application = applicationOf(ctx, id);
  const digest = sha256Hex(receipt);
  // The answer to the same receipt may have been lost.
  if (application.state === 'accepted' && application.receipt === digest) return;
  if (application.state === 'expired') throw new Refusal('application-expired');
  if (application.state !== 'issued') throw new Refusal('application-replayed');
  ctx.steps.checkReceipt(ctx, application, receipt);
  ctx.store.transact((tx) => {
    const accepted = moved(ctx, tx, application, 'accept', 'receipt-by-new-key', { receipt: digest });
    tx.audit({ actor: 'applicant', action: 'application.accept', object: id, inputs: { receipt: digest } });
    if (ctx.policy.activation === 'on-receipt') bringIntoForce(ctx, tx, accepted);
  });
}
