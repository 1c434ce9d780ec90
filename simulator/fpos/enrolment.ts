/**
 * Enrolment: from nothing to an accepted certificate, with one tap of the card.
 *
 * The order is the open profile's: agree (M01, M02), make the key (M03), sign the application on the card (M04), hand it
 * in (M05), where the CA wants it return the one-time code (M08, M09), check and accept the certificate (M10, M11).
 */
import { z } from 'zod';
import { FID } from '../apdu/index.ts';
import {
  type Der,
  name,
  nameAttribute,
  OID,
  octetString,
  prepareCms,
  prepareCsr,
  readCertificate,
  verifyIssuedBy,
} from '../pki/index.ts';
import {
  type ApplicationContent,
  activationCode,
  applicationBinding,
  contentBytes,
  issued,
  type Offer,
  offer,
  PROFILE_OID,
  PROFILE_VERSION,
  prepareJws,
  profileTime,
  type ReceiptPayload,
  sha256Hex,
} from '../profile/index.ts';
import { post } from './ca-client.ts';
import { openJpki, readCertificateFile, signOnCard, signPinTries, verifySignPin } from './card-session.ts';
import type { LibraryDeps } from './deps.ts';
import { Stop } from './stop.ts';

export interface EnrolmentRequest {
  readonly appId: string;
  readonly appInstance: string;
  /** Base URL of the CA. */
  readonly ca: string;
}

export interface DeviceKey {
  readonly keyId: string;
  readonly spki: Der;
}

/** A certificate that the library accepted, with its key. */
export interface Credential extends DeviceKey {
  readonly appId: string;
  readonly certificate: Der;
  readonly chain: readonly Der[];
}

/** What the card gave during the tap. */
export interface CardProof {
  readonly signCert: Der;
  readonly cms: Der;
}

/** What every step may use. */
export interface Enrolment {
  readonly deps: LibraryDeps;
  readonly request: EnrolmentRequest;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const der = (base64: string): Der => new Uint8Array(Buffer.from(base64, 'base64'));

/** M01: begin, and get the documents. */
const begin = ({ deps, request: { ca, appId, appInstance } }: Enrolment): Promise<Offer> =>
  post(deps.fetch, `${ca}/applications`, { profile: PROFILE_VERSION, appId, appInstance }, offer);

/** M02: show the very documents, then ask. Their digests are computed from what was shown, not taken over. */
async function agree({ deps }: Enrolment, { terms }: Offer): Promise<ApplicationContent['agreed']> {
  for (const document of terms) {
    if (sha256Hex(document.text) !== document.sha256)
      throw new Stop('terms-changed', `${document.name} is not the text that its digest names`);
    await deps.ui.show({ kind: 'terms', text: document.text });
  }
  if (!(await deps.ui.agree(terms.map((t) => t.name)))) throw new Stop('cancelled', 'the user did not agree');
  return terms.map((t) => ({ name: t.name, sha256: t.sha256 }));
}

/** M03. */
const makeKey = ({ deps }: Enrolment): Promise<DeviceKey> => deps.keyStore.generate();

/** PKCS#10 by the device key: proof of possession, bound to this application and no other. */
async function requestCertificate(
  { deps }: Enrolment,
  { application, nonce }: Offer,
  key: DeviceKey,
): Promise<Der> {
  const csr = prepareCsr({
    // The CA takes the name from the card's certificate; a name here could only disagree.
    subject: name([]),
    spki: key.spki,
    attributes: [
      { oid: PROFILE_OID.applicationBinding, values: [octetString(applicationBinding(application, nonce))] },
    ],
  });
  return csr.assemble('ecdsaWithSHA256', await deps.keyStore.sign(key.keyId, csr.toBeSigned, 'der'));
}

/** The password is asked for before the tap, so that the card need not be held while typing. */
async function askPin({ deps }: Enrolment): Promise<string> {
  const pin = await deps.ui.signPin();
  if (pin === undefined) throw new Stop('cancelled', 'the user entered no password');
  // The card compares bytes and holds upper case; clients fold, as people type either.
  return pin.toUpperCase();
}

/** One VERIFY, and only while a try is left; what the card says is shown, and nothing is repeated. */
async function presentPin({ deps }: Enrolment, pin: string): Promise<void> {
  if ((await signPinTries(deps.card)) === 0) {
    await deps.ui.show({ kind: 'pin-blocked' });
    throw new Stop('pin-blocked', 'no try is left');
  }
  const triesLeft = await verifySignPin(deps.card, pin);
  if (triesLeft === undefined) return;
  await deps.ui.show(triesLeft === 0 ? { kind: 'pin-blocked' } : { kind: 'pin-refused', triesLeft });
  throw new Stop(triesLeft === 0 ? 'pin-blocked' : 'pin-wrong', `${triesLeft} tries left`);
}

const readSignCert = ({ deps }: Enrolment): Promise<Der> => readCertificateFile(deps.card, FID.SIGN_CERT);

/** The application as CMS SignedData, signed by the card's signing key. */
async function signApplication(
  { deps }: Enrolment,
  content: ApplicationContent,
  signCert: Der,
): Promise<Der> {
  const cms = prepareCms({ content: contentBytes(content), signerCert: signCert, signingTime: deps.now() });
  return cms.assemble(await signOnCard(deps.card, FID.SIGN_KEY, cms.toBeSigned));
}

/** M04: everything that the card does, in one presence. The card is let go whatever happens. */
async function tap(
  steps: LibrarySteps,
  enrolment: Enrolment,
  pin: string,
  content: ApplicationContent,
): Promise<CardProof> {
  const { card } = enrolment.deps;
  try {
    await steps.openCard(enrolment);
    await steps.presentPin(enrolment, pin);
    const signCert = await steps.readSignCert(enrolment);
    return { signCert, cms: await steps.signApplication(enrolment, content, signCert) };
  } finally {
    await card.disconnect();
  }
}

/** M05, and on the route of the one-time code M08 and M09. */
async function handIn(
  steps: LibrarySteps,
  { deps, request: { ca } }: Enrolment,
  { application, route }: Offer,
  cms: Der,
  csr: Der,
): Promise<z.infer<typeof issued>> {
  const at = `${ca}/applications/${application}`;
  const body = { cms: text(cms) };
  if (route === 'key-in-application') return post(deps.fetch, `${at}/signed`, body, issued);
  const { code } = await post(deps.fetch, `${at}/signed`, body, activationCode);
  return steps.activate(deps, at, code, csr);
}

const activate = (deps: LibraryDeps, at: string, code: string, csr: Der): Promise<z.infer<typeof issued>> =>
  post(deps.fetch, `${at}/activation`, { code, csr: text(csr) }, issued);

/** M10: nothing is accepted that was not checked. */
function checkCertificate({ deps }: Enrolment, certificate: Der, key: DeviceKey, signCert: Der): void {
  const refuse = (says: string, cause?: unknown): Stop => new Stop('certificate-unacceptable', says, cause);
  let read: ReturnType<typeof readCertificate>;
  let holder: string | undefined;
  try {
    read = readCertificate(certificate);
    holder = readCertificate(signCert).otherNames.get(OID.jpkiHolderName);
  } catch (cause) {
    throw refuse('the CA sent something that is no certificate', cause);
  }
  const now = deps.now();
  const anchor = deps.caAnchors.map(readCertificate).find((ca) => verifyIssuedBy(read, ca));
  if (!anchor) throw refuse('no accepted CA issued it');
  if (Buffer.compare(read.spki, key.spki) !== 0) throw refuse('it certifies another key');
  if (now < read.notBefore || now > read.notAfter) throw refuse('it is not valid now');
  if (nameAttribute(read.subject, OID.commonName) !== holder) throw refuse('it names somebody else');
}

/** M11: a receipt by the new key. */
async function sendReceipt(
  { deps, request: { ca } }: Enrolment,
  application: string,
  own: Credential,
): Promise<void> {
  const payload: ReceiptPayload = {
    purpose: 'receipt',
    application,
    certificate: sha256Hex(own.certificate),
  };
  const jws = prepareJws(payload, [own.certificate]);
  const receipt = jws.assemble(await deps.keyStore.sign(own.keyId, jws.toBeSigned, 'raw'));
  await post(deps.fetch, `${ca}/applications/${application}/acceptance`, { receipt }, z.unknown());
}

const openCard = ({ deps }: Enrolment): Promise<void> => openJpki(deps.card);

/** The named steps of the library. Replacing one gives an implementation that differs in just that. */
export const librarySteps = {
  begin,
  agree,
  makeKey,
  requestCertificate,
  askPin,
  openCard,
  presentPin,
  readSignCert,
  signApplication,
  tap,
  handIn,
  activate,
  checkCertificate,
  sendReceipt,
};
export type LibrarySteps = {
  [Name in keyof typeof librarySteps]: (typeof librarySteps)[Name];
};

/** One enrolment from start to end. Throws `Stop`. */
export async function enrol(steps: LibrarySteps, enrolment: Enrolment): Promise<Credential> {
  const { deps, request } = enrolment;
  const offered = await steps.begin(enrolment);
  const agreed = await steps.agree(enrolment, offered);
  const key = await steps.makeKey(enrolment);
  const csr = await steps.requestCertificate(enrolment, offered, key);
  const content: ApplicationContent = {
    profile: PROFILE_VERSION,
    application: offered.application,
    nonce: offered.nonce,
    appId: request.appId,
    appInstance: request.appInstance,
    agreed,
    agreedAt: profileTime(deps.now()),
    // 施行規則6条3号の2イ asks for the key with the application; that it stands inside the signed bytes is our profile.
    ...(offered.route === 'key-in-application' && { csr: text(csr) }),
  };
  const pin = await steps.askPin(enrolment);
  const { signCert, cms } = await steps.tap(steps, enrolment, pin, content);
  const answer = await steps.handIn(steps, enrolment, offered, cms, csr);
  const certificate = der(answer.certificate);
  steps.checkCertificate(enrolment, certificate, key, signCert);
  const own = { ...key, appId: request.appId, certificate, chain: answer.chain.map(der) };
  await steps.sendReceipt(enrolment, offered.application, own);
  return own;
}
