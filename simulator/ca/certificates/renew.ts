/**
 * Renewal by the existing key (施行規則5条2項): the new certificate ends no later than five years after the day on which the
 * person was last proved by the card. Also the way to a certificate with new facts, while the old key is still good.
 */
import { type Issued, Refusal, renewalContent, sha256Hex } from '../../profile/index.ts';
import { bytesOf, type CaContext, DECIDER } from '../context.ts';
import { addYears } from '../issuing/authority.ts';
import { issue, moved } from '../registration/decide.ts';
import { personOf } from '../registration/person.ts';
import { checkRequests } from '../registration/request.ts';
import { applicationOf } from '../registration/usable.ts';
import { type IssuedCertificate, issuedBy } from '../state/records.ts';
import { readHolderMessage } from './holder.ts';

/** A new certificate shorter than this is not worth a renewal: tap the card instead. */
const TERM_MS_MIN = 24 * 3_600_000;

/** Is there time left within the five years? */
export function checkRenewalLimit({ now }: CaContext, { provedAt }: IssuedCertificate): void {
  const end = addYears(new Date(provedAt), 5).getTime();
  if (end - now().getTime() < TERM_MS_MIN) throw new Refusal('renewal-limit');
}

/** SHA-256 of the keys that were certified together with this one. */
const keysOf = ({ store }: CaContext, { application, keyId }: IssuedCertificate): readonly string[] => [
  keyId,
  ...issuedBy(store.get('application', application) ?? {}).map(
    (serial) => store.get('certificate', serial)!.keyId,
  ),
];

export function renew(ctx: CaContext, id: string, jws: string): Issued {
  const { steps } = ctx;
  const digest = sha256Hex(jws);
  const application = applicationOf(ctx, id);
  const earlier = steps.checkUsable(ctx, application, digest);
  if (earlier) return earlier as Issued;
  const { content, signer } = readHolderMessage(
    ctx,
    renewalContent,
    jws,
    'renewal-malformed',
    'renewal-signature-invalid',
  );
  steps.checkContent(content, application);
  steps.checkTerms(content, ctx.now());
  if (signer.kind !== 'basic') throw new Refusal('not-offered', 'by the basic certificate only');
  if (signer.appId !== application.appId) throw new Refusal('request-not-yours');
  steps.checkInForce(ctx, signer);
  steps.checkRenewalLimit(ctx, signer);
  const { authenticationCsr } = content;
  const requests = checkRequests(
    ctx,
    application,
    bytesOf(content.csr),
    authenticationCsr === undefined ? undefined : bytesOf(authenticationCsr),
  );
  const before = keysOf(ctx, signer);
  for (const { spki } of [requests.signature, requests.authentication ?? []].flat())
    if (before.includes(sha256Hex(spki))) throw new Refusal('renewal-same-key');
  const person = personOf(ctx.store.get, signer.person);
  return ctx.store.transact((tx) => {
    const verified = moved(ctx, tx, application, 'verify', 'person-proved', {
      handedIn: digest,
      person: person.id,
      facts: person.items,
      provedAt: signer.provedAt,
      renews: signer.serial,
    });
    tx.audit({
      actor: 'ca',
      action: 'application.decide',
      object: id,
      decision: 'yes',
      why: 'renewal',
      decider: DECIDER,
      inputs: { signed: digest, by: sha256Hex(bytesOf(signer.der)) },
    });
    return issue(ctx, tx, verified, requests) as Issued;
  });
}
