/**
 * A CA and J-LIS in one world, and people who talk to the CA by its HTTP interface without an app: cards sign through J-LIS's
 * client software, phones are a key and its certificates. For tests of the CA; the library is tested elsewhere.
 */
import { p256 } from '@noble/curves/nist.js';
import {
  CA_HOST,
  type Ca,
  type CaDeps,
  type CaPolicy,
  type CaSteps,
  caSteps,
  createCa,
  DEFAULT_POLICY,
} from '../../ca/index.ts';
import { createJlis, type IssuedCard, JLIS_HOSTS, type Jlis, signedMessage } from '../../jlis/index.ts';
import { citizenOf } from '../../people/index.ts';
import { type Der, name, octetString, p256Signer, prepareCsr } from '../../pki/index.ts';
import {
  applicationBinding,
  type FourItem,
  type Issued,
  type Offer,
  PROFILE_OID,
  prepareJws,
  profileTime,
  sha256Hex,
} from '../../profile/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../../world/index.ts';
import { tlsOf } from '../society.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const APPS = ['abc-bank', 'shop', 'clinic'] as const;

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined for none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came
  readonly body: any;
}

/** A key in a phone with what was certified for it. */
export interface Phone {
  readonly appId: string;
  readonly appInstance: string;
  readonly scalar: Uint8Array;
  readonly certificate: Der;
  readonly issued: Issued;
  readonly application: string;
}

export interface CaSetting {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly jlis: Jlis;
  readonly ca: Ca;
  /** Ends the CA and starts it anew on the same file. */
  restart(): void;
  post(path: string, body: unknown, options?: { as?: Uint8Array }): Promise<Answer>;
  get(path: string, options?: { as?: Uint8Array }): Promise<Answer>;
  /** The bytes at an address of the CA. */
  bytes(path: string): Promise<Uint8Array>;
  card(citizen: number): IssuedCard;
  /** CMS in Base64 by the present card of a citizen. */
  signed(citizen: number, content: object): string;
  begin(appId?: string, appInstance?: string): Promise<{ offer: Offer; appId: string; appInstance: string }>;
  csr(offer: Pick<Offer, 'application' | 'nonce'>, scalar: Uint8Array): string;
  /** What the card signs over; the request inside if a key is given. */
  content(begun: { offer: Offer; appId: string; appInstance: string }, scalar?: Uint8Array): object;
  /** The whole enrolment. Throws the problem code that ended it. */
  enrol(
    citizen: number,
    appId?: string,
    options?: { accept?: boolean; appInstance?: string },
  ): Promise<Phone>;
  accept(phone: Phone): Promise<Answer>;
  jws(phone: Pick<Phone, 'scalar' | 'certificate'>, payload: object): string;
  renew(phone: Phone): Promise<Phone>;
  consent(citizen: number, service: string, items?: readonly FourItem[]): Promise<Answer>;
  withdraw(citizen: number, service: string): Promise<Answer>;
  nonce(): string;
  scalar(): Uint8Array;
  time(): string;
  /** Past what OCSP and lists of J-LIS tell; then one round of the CA. */
  settle(ms?: number): Promise<void>;
}

export interface CaSettingOptions {
  readonly seed?: number | string;
  readonly at?: string;
  readonly policy?: Partial<CaPolicy>;
  readonly steps?: Partial<CaSteps>;
  readonly file?: CaDeps['file'];
}

const der = (base64: string): Der => new Uint8Array(Buffer.from(base64, 'base64'));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export function caSetting(options: CaSettingOptions = {}): CaSetting {
  const clock = virtualClock(new Date(`${options.at ?? '2026-04-01'}T09:00:00+09:00`));
  const world = createWorld({ seed: options.seed ?? 1, clock });
  const jlis = createJlis(world);
  const client = tlsOf(world).client('ca').certificate;
  const services = [DEFAULT_POLICY.ownService, ...APPS];
  jlis.registerVerifier({
    id: DEFAULT_POLICY.verifierId,
    kinds: ['sign'],
    services,
    clientCertificate: client,
  });
  const found = (): Ca =>
    createCa(
      {
        ...world,
        fetch: world.network.fetchAs('ca', { clientCertificate: client }),
        get jpkiAnchors() {
          return jlis.anchors.sign;
        },
        ocspUrl: `http://${JLIS_HOSTS.ocspSign}/`,
        crlUrl: `http://${JLIS_HOSTS.crlSign}/`,
        verifierUrl: `https://${JLIS_HOSTS.verifier}`,
        apps: APPS.map((appId) => ({ appId, clientCertificate: tlsOf(world).client(appId).certificate })),
        ...(options.policy && { policy: options.policy }),
        ...(options.file !== undefined && { file: options.file }),
      },
      { ...caSteps, ...options.steps },
    );
  let ca = found();
  world.network.serve(CA_HOST, 'ca', (request) => ca.handler(request));
  const chance = world.chance.fork('test people');
  const nonce = (): string => chance.id(16);
  const time = (): string => profileTime(clock.now());

  async function call(method: 'GET' | 'POST', path: string, body: unknown, as?: Uint8Array): Promise<Answer> {
    const response = await world.network.fetchAs('library', as && { clientCertificate: as })(
      `https://${CA_HOST}${path}`,
      body === undefined
        ? { method }
        : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
    const said = await response.text();
    return { status: response.status, body: said === '' ? undefined : JSON.parse(said) };
  }
  const post: CaSetting['post'] = (path, body, { as } = {}) => call('POST', path, body, as);
  const must = async (answer: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body } = await answer;
    if (status >= 400) throw new Error(body?.code ?? `status ${status}`);
    return body;
  };

  const setting: CaSetting = {
    world,
    clock,
    jlis,
    get ca() {
      return ca;
    },
    restart() {
      ca.close();
      ca = found();
    },
    post,
    get: (path, { as } = {}) => call('GET', path, undefined, as),
    async bytes(path) {
      const response = await world.network.fetchAs('rig')(`http://${CA_HOST}${path}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    card: (citizen) => jlis.cardOf(citizen) ?? jlis.issueCard(citizenOf(world.chance, citizen)),
    signed: (citizen, content) => signedMessage(setting.card(citizen), 'sign', content, clock.now()),
    async begin(appId = APPS[0], appInstance = nonce()) {
      const offer = (await must(post('/applications', { profile: 1, appId, appInstance }))) as Offer;
      return { offer, appId, appInstance };
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
    content: ({ offer, appId, appInstance }, scalar) => ({
      profile: 1,
      application: offer.application,
      nonce: offer.nonce,
      appId,
      appInstance,
      agreed: offer.terms.map(({ name: document, sha256 }) => ({ name: document, sha256 })),
      agreedAt: time(),
      ...(scalar && { csr: setting.csr(offer, scalar) }),
    }),
    async enrol(citizen, appId, { accept = true, appInstance } = {}) {
      const begun = await setting.begin(appId, appInstance);
      const scalar = setting.scalar();
      const path = `/applications/${begun.offer.application}`;
      const inside = begun.offer.route === 'key-in-application';
      const cms = setting.signed(citizen, setting.content(begun, inside ? scalar : undefined));
      let answer = await must(post(`${path}/signed`, { cms }));
      if (!inside) {
        const csr = setting.csr(begun.offer, scalar);
        answer = await must(post(`${path}/activation`, { code: answer.code, csr }));
      }
      const phone = phoneOf(begun, scalar, answer);
      if (accept) await must(setting.accept(phone));
      return phone;
    },
    accept(phone) {
      const payload = {
        purpose: 'receipt',
        application: phone.application,
        certificate: sha256Hex(phone.certificate),
      };
      return post(`/applications/${phone.application}/acceptance`, { receipt: setting.jws(phone, payload) });
    },
    jws({ scalar, certificate }, payload) {
      const prepared = prepareJws(payload, [certificate]);
      // RFC 7518, 3.4: r and s side by side. RFC 6979, so that a run repeats.
      return prepared.assemble(p256.sign(prepared.toBeSigned, scalar, { prehash: true, lowS: false }));
    },
    async renew(phone) {
      const begun = await setting.begin(phone.appId, phone.appInstance);
      const scalar = setting.scalar();
      const payload = { ...setting.content(begun, scalar), purpose: 'renewal' };
      const path = `/applications/${begun.offer.application}/renewal`;
      const renewed = phoneOf(begun, scalar, await must(post(path, { jws: setting.jws(phone, payload) })));
      await must(setting.accept(renewed));
      return renewed;
    },
    consent(citizen, service, items = ['name', 'address', 'birth', 'gender']) {
      const verifier = DEFAULT_POLICY.verifierId;
      const content = { purpose: 'four-items-consent', verifier, service, items, at: time(), nonce: nonce() };
      return post('/consents', { cms: setting.signed(citizen, content) });
    },
    withdraw(citizen, service) {
      const verifier = DEFAULT_POLICY.verifierId;
      const content = { purpose: 'four-items-withdrawal', verifier, service, at: time(), nonce: nonce() };
      return post('/consents/withdrawals', { cms: setting.signed(citizen, content) });
    },
    nonce,
    scalar: () => world.keys.p256(`test phone ${nonce()}`),
    time,
    async settle(ms = 16 * MINUTE) {
      clock.advance(ms);
      await ca.tick();
    },
  };
  return setting;
}

const phoneOf = (
  { offer, appId, appInstance }: { offer: Offer; appId: string; appInstance: string },
  scalar: Uint8Array,
  issued: Issued,
): Phone => ({
  appId,
  appInstance,
  scalar,
  certificate: der(issued.certificate),
  issued,
  application: offer.application,
});
