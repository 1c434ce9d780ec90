/**
 * People who talk to a CA by its HTTP interface without an app: cards sign through J-LIS's client software, a phone is a key and
 * its certificates. For tests of a CA, ours or another; the library is tested elsewhere.
 */
import { p256 } from '@noble/curves/nist.js';
import { CA_HOST, DEFAULT_POLICY } from '../ca/index.ts';
import { type IssuedCard, type Jlis, signedMessage } from '../jlis/index.ts';
import { citizenOf } from '../people/index.ts';
import { type Der, name, octetString, p256Signer, prepareCsr } from '../pki/index.ts';
import {
  applicationBinding,
  type FourItem,
  type Issued,
  issued,
  type Offer,
  offer,
  PROFILE_OID,
  prepareJws,
  profileTime,
  sha256Hex,
} from '../profile/index.ts';
import type { World } from '../world/index.ts';

export interface Answer {
  /** 0 when none came. */
  readonly status: number;
  /** Parsed JSON; undefined for none. */
  // biome-ignore lint/suspicious/noExplicitAny: whoever asks looks at whatever came
  readonly body: any;
}

/** The CA refused, or gave no answer of the profile. The message is the code alone. */
export class CaRefusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'CaRefusal';
    this.code = code;
  }
}

/** A key in a phone with what was certified for it. */
export interface Phone {
  readonly appId: string;
  readonly appInstance: string;
  readonly scalar: Uint8Array;
  readonly certificate: Der;
  readonly issued: Issued;
  readonly application: string;
  /** The key that logs in, where it is another one. */
  readonly authentication?: { readonly scalar: Uint8Array; readonly certificate: Der };
}

/** The key of a phone that logs in and looks at things; one does everything where there are not two. */
export const loginKeyOf = (phone: Phone): Pick<Phone, 'scalar' | 'certificate'> =>
  phone.authentication ?? phone;

export interface Begun {
  readonly offer: Offer;
  readonly appId: string;
  readonly appInstance: string;
}

/** PKCS#10 in Base64. */
export interface Requests {
  readonly csr: string;
  readonly authenticationCsr?: string;
}

export interface Holders {
  post(path: string, body: unknown, options?: { as?: Uint8Array }): Promise<Answer>;
  get(path: string, options?: { as?: Uint8Array }): Promise<Answer>;
  /** The present card of a citizen. */
  card(citizen: number): IssuedCard;
  /** CMS in Base64 by that card. */
  signed(citizen: number, content: object): string;
  begin(appId?: string, appInstance?: string): Promise<Begun>;
  csr(offer: Pick<Offer, 'application' | 'nonce'>, scalar: Uint8Array): string;
  /** Requests for these keys, as they stand wherever a certificate is asked for. */
  requests(begun: Begun, scalar: Uint8Array, other?: Uint8Array): Requests;
  /** What the card signs over; the requests inside if there are some and the route of the CA wants them there. */
  content(begun: Begun, requests?: Requests): object;
  /** Hands in what the card signed and, where a one-time code comes back, returns it with the requests. The last answer. */
  handIn(begun: Begun, cms: string, requests: Requests, options?: { patience?: number }): Promise<Answer>;
  /** The whole enrolment. `patience`: how often the application is handed in again where no answer comes. @throws CaRefusal */
  enrol(
    citizen: number,
    appId?: string,
    options?: { accept?: boolean; appInstance?: string; patience?: number },
  ): Promise<Phone>;
  accept(phone: Phone): Promise<Answer>;
  jws(phone: Pick<Phone, 'scalar' | 'certificate'>, payload: object): string;
  /** By the existing key. @throws CaRefusal */
  renew(phone: Phone): Promise<Phone>;
  consent(citizen: number, service: string, items?: readonly FourItem[]): Promise<Answer>;
  withdraw(citizen: number, service: string): Promise<Answer>;
  nonce(): string;
  scalar(): Uint8Array;
  time(): string;
}

const der = (base64: string): Der => new Uint8Array(Buffer.from(base64, 'base64'));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const jsonOf = (said: string): unknown => {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
};

export interface HoldersOptions {
  /** The app that is meant where none is named. */
  readonly appId: string;
  /** As which verifier the CA is known to J-LIS. */
  readonly verifier?: string;
}

/** Everybody of this world. */
export function createHolders(
  world: World,
  jlis: Pick<Jlis, 'cardOf' | 'issueCard'>,
  { appId: usualApp, verifier = DEFAULT_POLICY.verifierId }: HoldersOptions,
): Holders {
  const chance = world.chance.fork('test people');
  const nonce = (): string => chance.id(16);
  const now = (): Date => world.clock.now();
  const time = (): string => profileTime(now());

  async function call(method: 'GET' | 'POST', path: string, body: unknown, as?: Uint8Array): Promise<Answer> {
    try {
      const response = await world.network.fetchAs('library', as && { clientCertificate: as })(
        `https://${CA_HOST}${path}`,
        body === undefined
          ? { method }
          : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      );
      return { status: response.status, body: jsonOf(await response.text()) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { status: 0, body: undefined };
    }
  }
  const post: Holders['post'] = (path, body, { as } = {}) => call('POST', path, body, as);
  const must = async (answer: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body } = await answer;
    if (status === 0 || status >= 400) throw new CaRefusal(String(body?.code ?? `status ${status}`));
    return body;
  };

  const again = async (times: number, ask: () => Promise<Answer>): Promise<Answer> => {
    const answer = await ask();
    return answer.status === 0 && times > 0 ? again(times - 1, ask) : answer;
  };

  const otherKey = ({ offer: made }: Begun): Uint8Array | undefined =>
    made.separateKeys ? holders.scalar() : undefined;

  const holders: Holders = {
    post,
    get: (path, { as } = {}) => call('GET', path, undefined, as),
    card: (citizen) => jlis.cardOf(citizen) ?? jlis.issueCard(citizenOf(world.chance, citizen)),
    signed: (citizen, content) => signedMessage(holders.card(citizen), 'sign', content, now()),
    async begin(appId = usualApp, appInstance = nonce()) {
      const made = offer.safeParse(await must(post('/applications', { profile: 1, appId, appInstance })));
      if (!made.success) throw new CaRefusal('no offer of the profile');
      return { offer: made.data, appId, appInstance };
    },
    csr({ application, nonce: bound }, scalar) {
      const signer = p256Signer(scalar);
      const prepared = prepareCsr({
        subject: name([]),
        spki: signer.spki,
        attributes: [
          {
            oid: PROFILE_OID.applicationBinding,
            values: [octetString(applicationBinding(application, bound))],
          },
        ],
      });
      return text(prepared.assemble(signer.algorithm, signer.sign(prepared.toBeSigned)));
    },
    requests: ({ offer: made }, scalar, other) => ({
      csr: holders.csr(made, scalar),
      ...(other && { authenticationCsr: holders.csr(made, other) }),
    }),
    content: ({ offer: made, appId, appInstance }, requests) => ({
      profile: 1,
      application: made.application,
      nonce: made.nonce,
      appId,
      appInstance,
      agreed: made.terms.map(({ name: document, sha256 }) => ({ name: document, sha256 })),
      agreedAt: time(),
      ...(made.route === 'key-in-application' && requests),
    }),
    async handIn({ offer: made }, cms, requests, { patience = 0 } = {}) {
      const path = `/applications/${made.application}`;
      const answer = await again(patience, () => post(`${path}/signed`, { cms }));
      return made.route === 'key-in-application' || typeof answer.body?.code !== 'string'
        ? answer
        : post(`${path}/activation`, { code: answer.body.code, ...requests });
    },
    async enrol(citizen, appId, { accept = true, appInstance, patience = 0 } = {}) {
      const begun = await holders.begin(appId, appInstance);
      const scalar = holders.scalar();
      const other = otherKey(begun);
      const requests = holders.requests(begun, scalar, other);
      const cms = holders.signed(citizen, holders.content(begun, requests));
      const answer = await must(holders.handIn(begun, cms, requests, { patience }));
      const phone = phoneOf(begun, scalar, answer, other);
      if (accept) await must(holders.accept(phone));
      return phone;
    },
    accept(phone) {
      const payload = {
        purpose: 'receipt',
        application: phone.application,
        certificate: sha256Hex(phone.certificate),
        ...(phone.authentication && {
          authenticationCertificate: sha256Hex(phone.authentication.certificate),
        }),
      };
      return post(`/applications/${phone.application}/acceptance`, { receipt: holders.jws(phone, payload) });
    },
    jws({ scalar, certificate }, payload) {
      const prepared = prepareJws(payload, [certificate]);
      // RFC 7518, 3.4: r and s side by side. RFC 6979, so that a run repeats.
      return prepared.assemble(p256.sign(prepared.toBeSigned, scalar, { prehash: true, lowS: false }));
    },
    async renew(phone) {
      const begun = await holders.begin(phone.appId, phone.appInstance);
      const scalar = holders.scalar();
      const other = otherKey(begun);
      const requests = holders.requests(begun, scalar, other);
      const payload = { ...holders.content(begun), ...requests, purpose: 'renewal' };
      const path = `/applications/${begun.offer.application}/renewal`;
      const answer = await must(post(path, { jws: holders.jws(phone, payload) }));
      const renewed = phoneOf(begun, scalar, answer, other);
      await must(holders.accept(renewed));
      return renewed;
    },
    consent(citizen, service, items = ['name', 'address', 'birth', 'gender']) {
      const content = { purpose: 'four-items-consent', verifier, service, items, at: time(), nonce: nonce() };
      return post('/consents', { cms: holders.signed(citizen, content) });
    },
    withdraw(citizen, service) {
      const content = { purpose: 'four-items-withdrawal', verifier, service, at: time(), nonce: nonce() };
      return post('/consents/withdrawals', { cms: holders.signed(citizen, content) });
    },
    nonce,
    scalar: () => world.keys.p256(`test phone ${nonce()}`),
    time,
  };
  return holders;
}

function phoneOf(
  { offer: made, appId, appInstance }: Begun,
  scalar: Uint8Array,
  answer: unknown,
  other: Uint8Array | undefined,
): Phone {
  const read = issued.safeParse(answer);
  if (!read.success) throw new CaRefusal('no certificate of the profile');
  const { certificate, authenticationCertificate } = read.data;
  if (other && authenticationCertificate === undefined)
    throw new CaRefusal('no certificate for the key that authenticates');
  return {
    appId,
    appInstance,
    scalar,
    certificate: der(certificate),
    issued: read.data,
    application: made.application,
    ...(other && {
      authentication: { scalar: other, certificate: der(authenticationCertificate!) },
    }),
  };
}
