/** What steps of CA cases do: people enrol without an app, and anybody looks into the repository. */
import { signedMessage } from '../../../simulator/jlis/index.ts';
import { buildOcspRequest, certId, readCertificate } from '../../../simulator/pki/index.ts';
import { CaRefusal, type Phone } from '../../../simulator/society/index.ts';
import { Abandoned, must, type Rig, SHOP_APP } from '../../runner/rig.ts';

/** The CA's own service among those that J-LIS has on record for it. */
export const OWN_SERVICE = 'fpos-id';
/** As which verifier the CA is on record there. */
export const CA_VERIFIER = 'fpos-test-ca';
/** A second app, beside the bank of the rig. */
export const SHOP = SHOP_APP;
export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Later steps need it: a CA that refuses here ends the procedure, and what was seen is judged. */
export async function going<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CaRefusal) throw new Abandoned(error.code);
    throw error;
  }
}

/** A step whose refusal is what is looked for: it is on record already. */
export async function refusable(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CaRefusal)) throw error;
  }
}

const notOnRecord = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined); // the network told it

/** Anything at all is sent to the CA, as it stands. */
export async function sendRaw(
  rig: Rig,
  path: string,
  {
    method = 'POST',
    type = 'application/json',
    body,
  }: { method?: string; type?: string; body?: string } = {},
): Promise<void> {
  const init = { method, ...(body !== undefined && { headers: { 'content-type': type }, body }) };
  await notOnRecord(rig.world.network.fetchAs('library')(`${rig.ca}${path}`, init));
}

/** An application begun, signed and handed in, not yet accepted: for what may happen to the answer. */
export async function applied(rig: Rig, citizen = 1) {
  const { holders } = rig;
  const begun = await going(holders.begin());
  const path = `/applications/${begun.offer.application}`;
  const scalar = holders.scalar();
  const requests = holders.requests(begun, scalar);
  const cms = holders.signed(citizen, holders.content(begun, requests));
  return { begun, path, scalar, cms, handIn: () => holders.handIn(begun, cms, requests) };
}

/** Enrols and keeps the phone under a name for later steps. */
export async function enrolAs(
  rig: Rig,
  phone: string,
  citizen = 1,
  appId?: string,
  options?: { accept?: boolean },
): Promise<Phone> {
  const made = await going(rig.holders.enrol(citizen, appId, options));
  rig.notes.set(phone, made);
  return made;
}

export function kept(rig: Rig, phone: string): Phone {
  const own = rig.notes.get(phone) as Phone | undefined;
  must(own !== undefined);
  return own;
}

/** The present card goes on record as the one whose name is to be certified. */
export const show = (rig: Rig, citizen = 1): void => void rig.insert(rig.society.citizen(citizen));

interface StatusQuestion {
  readonly method?: 'GET' | 'POST';
  /** Default: without; what a nonce does is the matter of one case. */
  readonly nonce?: boolean;
  /** Who is said to have issued them; default the CA. */
  readonly issuer?: Uint8Array | undefined;
}

/** One OCSP question about numbers, to the service that the certificate names. */
async function askAbout(
  rig: Rig,
  { certificate }: Phone,
  serials: readonly bigint[],
  { method = 'POST', nonce = false, issuer = rig.society.caAnchors[0] }: StatusQuestion,
): Promise<void> {
  const [url] = readCertificate(certificate).aiaOcsp;
  must(issuer !== undefined && url !== undefined);
  const body = buildOcspRequest({
    certIds: serials.map((serial) => certId(issuer, serial, 'sha256')),
    ...(nonce && { nonce: rig.world.chance.bytes(16) }),
  });
  const fetch = rig.world.network.fetchAs('rig');
  const headers = { 'content-type': 'application/ocsp-request' };
  await notOnRecord(
    method === 'POST'
      ? fetch(url, { method, headers, body })
      : fetch(`${url}/${encodeURIComponent(Buffer.from(body).toString('base64'))}`),
  );
}

const serialIn = ({ certificate }: Phone): bigint => readCertificate(certificate).serial;

/** Asks the OCSP service that the certificate names, with another number and issuer if they are given. */
export const askStatus = (
  rig: Rig,
  phone: Phone,
  serial = serialIn(phone),
  issuer?: Uint8Array,
): Promise<void> => askAbout(rig, phone, [serial], { issuer });

/** About all of these in one question. */
export const askStatusOf = (
  rig: Rig,
  phones: readonly [Phone, ...Phone[]],
  question: StatusQuestion = {},
): Promise<void> => askAbout(rig, phones[0], phones.map(serialIn), question);

/** Fetches a page of the CA. */
export const fetchPage = (rig: Rig, path: string): Promise<unknown> =>
  notOnRecord(rig.world.network.fetchAs('rig')(`${rig.ca}${path}`));

/** Fetches the list that the certificate names. */
export async function fetchList(rig: Rig, { certificate }: Phone): Promise<void> {
  const [url] = readCertificate(certificate).crlUris;
  must(url !== undefined);
  await notOnRecord(rig.world.network.fetchAs('rig')(url));
}

/** The holder asks for the end of a certificate by an FPoS key. */
export const askEnd = (rig: Rig, phone: Phone, wish: string, certificate?: string) => {
  const content = { purpose: 'revocation', wish, at: rig.holders.time(), nonce: rig.holders.nonce() };
  return rig.holders.post('/revocations', {
    jws: rig.holders.jws(phone, { ...content, ...(certificate !== undefined && { certificate }) }),
  });
};

/** The person ends, by the card, everything that was issued. */
export function endByCard(rig: Rig, citizen = 1, more: object = {}): Promise<unknown> {
  const { holders } = rig;
  const content = {
    purpose: 'revocation',
    wish: 'lost',
    at: holders.time(),
    nonce: holders.nonce(),
    ...more,
  };
  return holders.post('/revocations', { cms: holders.signed(citizen, content) });
}

/** The person has a JPKI certificate put into the phone, and applies by it. */
export async function enrolByPhone(rig: Rig, citizen = 1): Promise<void> {
  rig.jlis.happen(citizen, { type: 'apply-phone', phone: 'TEST' });
  const inPhone = rig.jlis.phoneOf(citizen);
  must(inPhone !== undefined);
  const { holders } = rig;
  const begun = await going(holders.begin());
  const requests = holders.requests(begun, holders.scalar());
  const cms = signedMessage(inPhone, 'sign', holders.content(begun, requests), rig.world.clock.now());
  await holders.handIn(begun, cms, requests);
}

/** The phone asks what its holder must be told. */
export function askNotices(rig: Rig, phone: Phone): Promise<unknown> {
  const content = { purpose: 'notices', after: 0, at: rig.holders.time(), nonce: rig.holders.nonce() };
  return rig.holders.post('/notices', { jws: rig.holders.jws(phone, content) });
}

/** The card's certificate is lost and another one applied for. */
export function replaceCertificate(rig: Rig, citizen = 1): void {
  rig.jlis.happen(citizen, { type: 'request-revocation', kinds: ['sign'] });
  rig.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
}

/** The same; J-LIS's services tell of it, and the CA had its round. */
export async function reissue(rig: Rig, citizen = 1): Promise<void> {
  replaceCertificate(rig, citizen);
  await rig.advance(16 * MINUTE);
}

/** What a person signs to let the CA ask for the address: not yet signed, so that somebody else may. */
export const ownConsent = (rig: Rig) => ({
  purpose: 'four-items-consent',
  verifier: CA_VERIFIER,
  service: OWN_SERVICE,
  items: ['address'],
  at: rig.holders.time(),
  nonce: rig.holders.nonce(),
});
