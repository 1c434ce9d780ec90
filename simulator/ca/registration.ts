/**
 * Registration: an application comes in, a certificate goes out, and no person stands between (P5, INV-10).
 *
 * The named steps are the rules; `decide` is their order.
 */
import { type Certificate, type Cms, type Csr, type Der, readCsr, verifyCsr } from '../pki/index.ts';
import {
  type Activation,
  type ActivationCode,
  type ApplicationContent,
  applicationBinding,
  applicationContent,
  type Issued,
  PROFILE_OID,
  parseJson,
  profileTime,
  Refusal,
  readJws,
  receiptPayload,
  sha256Hex,
} from '../profile/index.ts';
import type { Application } from './application.ts';
import type { IssuingAuthority } from './authority.ts';
import { DOCUMENTS } from './documents.ts';
import {
  checkChain,
  checkPurpose,
  checkSignature,
  checkStatus,
  holderName,
  readSignedApplication,
  type VerifierDeps,
} from './jpki-verifier.ts';
import type { CaPolicy } from './policy.ts';

export interface RegistrationDeps {
  readonly now: () => Date;
  /** Random bytes as lower-case hex. */
  readonly id: (length: number) => string;
  readonly verifier: VerifierDeps;
  readonly authority: IssuingAuthority;
  readonly policy: CaPolicy;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Der => new Uint8Array(Buffer.from(text, 'base64'));

/** INV-08: an application is taken once, and only while it lives. */
function checkUsable(application: Application, now: Date): void {
  if (application.state === 'expired' || (application.state === 'offered' && now > application.expires)) {
    application.state = 'expired';
    throw new Refusal('application-expired');
  }
  if (application.state !== 'offered') throw new Refusal('application-replayed');
}

const readContent = (cms: Cms): ApplicationContent =>
  parseJson(applicationContent, cms.content, 'application-malformed');

/** INV-01: what was signed is this very application, with its nonce. */
function checkContent(content: ApplicationContent, { offer, appId, appInstance }: Application): void {
  const same =
    content.application === offer.application &&
    content.nonce === offer.nonce &&
    content.appId === appId &&
    content.appInstance === appInstance;
  if (!same) throw new Refusal('application-mismatch');
}

/** INV-13: the current documents were agreed to, inside the signed bytes, before now. */
function checkTerms(content: ApplicationContent, now: Date): void {
  const agreed = new Map(content.agreed.map((a) => [a.name, a.sha256]));
  if (!DOCUMENTS.every((d) => agreed.get(d.name) === d.sha256)) throw new Refusal('terms-not-agreed');
  if (new Date(content.agreedAt) > now) throw new Refusal('terms-not-agreed', 'agreed in the future');
}

function readRequest(der: Der): Csr {
  try {
    return readCsr(der);
  } catch {
    throw new Refusal('csr-malformed');
  }
}

/** INV-07: whoever asks holds the key. */
function checkProof(csr: Csr): void {
  if (!verifyCsr(csr)) throw new Refusal('csr-proof-invalid');
}

/** The request was made for this application: a copied one is refused. OCTET STRING of 32 bytes: 04 20 and the digest. */
function checkBinding(csr: Csr, { offer }: Application): void {
  const bound = csr.attributes.get(PROFILE_OID.applicationBinding)?.[0];
  const expected = Buffer.concat([Buffer.of(0x04, 0x20), applicationBinding(offer.application, offer.nonce)]);
  if (!bound || !expected.equals(bound)) throw new Refusal('csr-binding');
}

// SubjectPublicKeyInfo of P-256 up to the point: id-ecPublicKey, prime256v1, BIT STRING of 66 bytes, uncompressed.
const P256_SPKI_HEAD = Buffer.from('3059301306072A8648CE3D020106082A8648CE3D03010703420004', 'hex');

/** 施行規則2条 asks for a group of 224 bits or more; this CA certifies P-256 only. */
function checkKey({ spki }: Csr): void {
  if (spki.length !== 91 || !P256_SPKI_HEAD.equals(spki.subarray(0, 27)))
    throw new Refusal('key-unacceptable');
}

/** The name to certify, from the card's certificate and nowhere else (INV-03). One-to-one: no character is changed. */
const mapHolder = (certificate: Certificate): { commonName: string } => ({
  commonName: holderName(certificate),
});

/** Which key is certified: the one inside the signed application (INV-04). */
const requestInside = (content: ApplicationContent): Der => {
  if (content.csr === undefined)
    throw new Refusal('csr-malformed', 'the signed application holds no request');
  return bytesOf(content.csr);
};

function certify({ authority, policy, now }: RegistrationDeps, application: Application, csr: Csr): Der {
  return authority.issue(application.holder!, csr.spki, { from: now(), years: policy.certificateYears });
}

/** INV-05: once, for its application, within its life, and never after too many wrong ones. */
function checkCode(application: Application, code: string, now: Date): void {
  const own = application.code;
  if (application.state !== 'code-sent' || !own)
    throw new Refusal(application.state === 'refused' ? 'code-locked' : 'application-replayed');
  if (now > own.expires) {
    application.state = 'expired';
    throw new Refusal('code-expired');
  }
  if (own.value === code) return;
  own.triesLeft -= 1;
  if (own.triesLeft > 0) throw new Refusal('code-wrong');
  application.state = 'refused';
  throw new Refusal('code-locked');
}

/** The named steps of the CA. Replacing one gives a CA with one defect. */
export const caSteps = {
  checkUsable,
  readSignedApplication,
  checkSignature,
  readContent,
  checkContent,
  checkTerms,
  checkPurpose,
  checkChain,
  checkStatus,
  mapHolder,
  requestInside,
  readRequest,
  checkProof,
  checkBinding,
  checkKey,
  checkCode,
  certify,
};
export type CaSteps = typeof caSteps;

function checkRequest(steps: CaSteps, application: Application, der: Der): Csr {
  const csr = steps.readRequest(der);
  steps.checkProof(csr);
  steps.checkBinding(csr, application);
  steps.checkKey(csr);
  return csr;
}

function issue(steps: CaSteps, deps: RegistrationDeps, application: Application, csr: Csr): Issued {
  const certificate = steps.certify(deps, application, csr);
  application.certificate = certificate;
  application.state = 'issued';
  return { state: 'issued', certificate: base64(certificate), chain: [base64(deps.authority.certificate)] };
}

/** M05: decide on a signed application. Answers the certificate, or on the route of the one-time code, the code. */
export async function decide(
  steps: CaSteps,
  deps: RegistrationDeps,
  application: Application,
  cmsDer: Der,
): Promise<Issued | ActivationCode> {
  steps.checkUsable(application, deps.now());
  const cms = steps.readSignedApplication(cmsDer);
  steps.checkSignature(cms);
  const content = steps.readContent(cms);
  steps.checkContent(content, application);
  // From here on the application is authentic: whatever is decided now is final, unless J-LIS gave no answer.
  application.state = 'deciding';
  try {
    steps.checkTerms(content, deps.now());
    const certificate = cms.signerCert;
    steps.checkPurpose(certificate);
    const issuer = steps.checkChain(deps.verifier, certificate);
    const inside = deps.policy.route === 'key-in-application';
    const csr = inside ? checkRequest(steps, application, steps.requestInside(content)) : undefined;
    await steps.checkStatus(deps.verifier, certificate, issuer);
    application.holder = steps.mapHolder(certificate);
    return csr ? issue(steps, deps, application, csr) : handOutCode(deps, application);
  } catch (error) {
    const again = error instanceof Refusal && error.code === 'jpki-status-unavailable';
    application.state = again || !(error instanceof Refusal) ? 'offered' : 'refused';
    throw error;
  }
}

/** M08: 利用者識別符号, made after the signature was verified, handed over in the same session. */
function handOutCode({ policy, id, now }: RegistrationDeps, application: Application): ActivationCode {
  const expires = new Date(now().getTime() + policy.codeLifeMs);
  application.code = { value: id(16), expires, triesLeft: policy.codeTriesMax };
  application.state = 'code-sent';
  return { state: 'verified', code: application.code.value, expires: profileTime(expires) };
}

/** M09: the code comes back with the request. */
export function activate(
  steps: CaSteps,
  deps: RegistrationDeps,
  application: Application,
  { code, csr }: Activation,
): Issued {
  steps.checkCode(application, code, deps.now());
  return issue(steps, deps, application, checkRequest(steps, application, bytesOf(csr)));
}

/** M11: the receipt is by the certified key, over this application and this certificate. */
export function accept(application: Application, receipt: string): void {
  if (application.state !== 'issued' || !application.certificate) throw new Refusal('application-replayed');
  const read = (() => {
    try {
      return readJws(receipt);
    } catch {
      throw new Refusal('receipt-invalid');
    }
  })();
  const payload = parseJson(receiptPayload, read.payload, 'receipt-invalid');
  const ok =
    read.verified &&
    Buffer.compare(read.chain[0]!, application.certificate) === 0 &&
    payload.application === application.offer.application &&
    payload.certificate === sha256Hex(application.certificate);
  if (!ok) throw new Refusal('receipt-invalid');
  application.state = 'accepted';
}
