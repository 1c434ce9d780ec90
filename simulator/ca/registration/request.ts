/** The certification request: who asks holds the key, and asks for this application. */
import { type Csr, readCsr, verifyCsr } from '../../pki/index.ts';
import { applicationBinding, attestationFault, PROFILE_OID, Refusal } from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import type { Application } from '../state/records.ts';

export function readRequest(der: Uint8Array): Csr {
  try {
    return readCsr(der);
  } catch {
    throw new Refusal('csr-malformed');
  }
}

/** INV-07: whoever asks holds the key. */
export function checkProof(csr: Csr): void {
  if (!verifyCsr(csr)) throw new Refusal('csr-proof-invalid');
}

/** The request was made for this application: a copied one is refused. OCTET STRING of 32 bytes: 04 20 and the digest. */
export function checkBinding(csr: Csr, { offer }: Application): void {
  const bound = csr.attributes.get(PROFILE_OID.applicationBinding)?.[0];
  const expected = Buffer.concat([Buffer.of(0x04, 0x20), applicationBinding(offer.application, offer.nonce)]);
  if (!bound || !expected.equals(bound)) throw new Refusal('csr-binding');
}

/** Where the policy asks for it: a maker vouches that the key was made in hardware, for this application. */
export function checkAttestation(
  { policy, keyMakers, now }: CaContext,
  { attributes, spki }: Csr,
  { offer }: Application,
): void {
  if (policy.attestation === 'ignored') return;
  const challenge = applicationBinding(offer.application, offer.nonce);
  const [attestation] = attributes.get(PROFILE_OID.keyAttestation) ?? [];
  const fault = attestationFault(attestation, { spki, challenge, makers: keyMakers, now: now() });
  if (fault !== undefined) throw new Refusal('key-not-attested', fault);
}

/** Two keys are two: what one signs, the other must not be able to sign. */
export function checkSeparate({ spki }: Csr, authentication: Csr): void {
  if (Buffer.compare(spki, authentication.spki) === 0) throw new Refusal('key-not-separate');
}

/** Of one application: for the key that signs, and where the offer asked for two, for the key that authenticates. */
export interface Requests {
  readonly signature: Csr;
  readonly authentication?: Csr;
}

/** All that is asked of the requests of an application, both PKCS#10. */
export function checkRequests(
  ctx: CaContext,
  application: Application,
  signature: Uint8Array,
  authentication: Uint8Array | undefined,
): Requests {
  const own = checkRequest(ctx, application, signature);
  const separate = application.offer.separateKeys === true;
  if (separate !== (authentication !== undefined))
    throw new Refusal(
      'csr-malformed',
      separate ? 'there is no request for the key that authenticates' : 'there is a request too many',
    );
  if (!authentication) return { signature: own };
  const other = checkRequest(ctx, application, authentication);
  ctx.steps.checkSeparate(own, other);
  return { signature: own, authentication: other };
}

/** All that is asked of a request. */
function checkRequest(ctx: CaContext, application: Application, der: Uint8Array): Csr {
  const { steps, policy } = ctx;
  const csr = steps.readRequest(der);
  steps.checkProof(csr);
  steps.checkBinding(csr, application);
  steps.checkKey(csr, policy.keys);
  steps.checkAttestation(ctx, csr, application);
  return csr;
}
