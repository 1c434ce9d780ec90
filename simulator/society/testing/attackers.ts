/**
 * Who means the people of a CA no good, and what goes wrong without anybody's will. Each does one thing and says whether it got
 * what it must not get.
 */
import { signedMessage } from '../../jlis/index.ts';
import { readCms } from '../../pki/index.ts';
import { sha256Hex } from '../../profile/index.ts';
import type { CaSetting, Phone } from './ca-setting.ts';

/** What an attacker gained, in words; undefined: nothing. */
export type Gain = string | undefined;

export interface Victim {
  readonly citizen: number;
  readonly appId: string;
  /** The victim's newest phone, if there is one. */
  readonly phone: Phone | undefined;
}

/** Somebody who has an enrolled phone of another person. */
export interface Attack {
  readonly own: CaSetting;
  readonly victim: Victim;
  /** A phone of somebody else, if there is one. */
  readonly stranger: Phone | undefined;
  /** An older phone of the victim, which another took the place of. */
  readonly oldPhone: Phone | undefined;
}

const issuedWithout = (status: number, body: unknown): boolean =>
  status < 300 && typeof (body as { certificate?: unknown } | undefined)?.certificate === 'string';

/** The signed application of somebody who is being enrolled, and where it goes. */
async function overheard({ own, victim: { citizen, appId } }: Attack) {
  const begun = await own.begin(appId);
  const scalar = own.scalar();
  const inside = begun.offer.route === 'key-in-application';
  const cms = own.signed(citizen, own.content(begun, own.requests(begun, scalar)));
  return { begun, scalar, inside, cms, path: `/applications/${begun.offer.application}` };
}

const live = ({ ca: { store } }: CaSetting): number =>
  [...store.values('certificate')].filter(({ state }) => state === 'valid' || state === 'pending').length;

export const ATTACKS = {
  /** The card is held to a phone that uses the authentication key: a PIN of four digits instead of the long one. */
  async 'authentication-key'({ own, victim: { citizen, appId } }) {
    const begun = await own.begin(appId);
    const content = own.content(begun, own.requests(begun, own.scalar()));
    const cms = signedMessage(own.card(citizen), 'auth', content, own.clock.now());
    const { status } = await own.post(`/applications/${begun.offer.application}/signed`, { cms });
    return status < 300 ? 'the authentication key opened an application' : undefined;
  },

  /** What was heard of one application is handed in for another. */
  async 'another-application'(attack) {
    const { own } = attack;
    const { cms } = await overheard(attack);
    const other = await own.begin(attack.victim.appId);
    const { status } = await own.post(`/applications/${other.offer.application}/signed`, { cms });
    return status < 300 ? 'a signature counted for another application' : undefined;
  },

  /** The same bytes twice at once, and once more after acceptance: one certificate, and none for whoever comes late. */
  async replay(attack) {
    const { own } = attack;
    const { inside, cms, path, begun, scalar } = await overheard(attack);
    const hand = () => own.post(`${path}/signed`, { cms });
    const [one, other] = await Promise.all([hand(), hand()]);
    if (!inside || one.status >= 300) return undefined;
    if (other.status < 300 && one.body.certificate !== other.body.certificate)
      return 'one application led to two certificates';
    const certificate = new Uint8Array(Buffer.from(one.body.certificate, 'base64'));
    const { appId, appInstance } = begun;
    await own.accept({
      appId,
      appInstance,
      scalar,
      certificate,
      issued: one.body,
      application: begun.offer.application,
    });
    const late = await hand();
    return issuedWithout(late.status, late.body) ? 'an accepted application was granted again' : undefined;
  },

  /** An application overheard while it is signed: the key inside is exchanged for the attacker's. */
  async 'exchanged-key'(attack) {
    const { own } = attack;
    const { begun, cms, path, inside } = await overheard(attack);
    if (!inside) return undefined;
    const bytes = Buffer.from(cms, 'base64');
    // The content stands inside the CMS byte for byte, so a request of the same length can take its place.
    const { csr } = JSON.parse(Buffer.from(readCms(bytes).content).toString('utf8')) as { csr: string };
    let request: string;
    do request = own.csr(begun.offer, own.scalar());
    while (request.length !== csr.length);
    bytes.write(request, bytes.indexOf(csr, 0, 'latin1'), 'latin1');
    const { status } = await own.post(`${path}/signed`, { cms: bytes.toString('base64') });
    return status < 300 ? 'the attacker’s key was certified' : undefined;
  },

  /** Codes are tried out on somebody else's application. */
  async 'guessed-code'(attack) {
    const { own } = attack;
    const { inside, cms, path, begun, scalar } = await overheard(attack);
    const { status } = await own.post(`${path}/signed`, { cms });
    if (inside || status >= 300) return undefined;
    for (let tries = 0; tries < 4; tries++) {
      const guess = { code: own.nonce(), csr: own.csr(begun.offer, scalar) };
      const answer = await own.post(`${path}/activation`, guess);
      if (answer.status < 300) return 'a guessed code opened an application';
    }
    return undefined;
  },

  /** The holder of another phone asks for the end of the victim's certificate. */
  async 'end-of-another'({ own, stranger, victim: { phone } }) {
    if (!stranger || !phone) return undefined;
    const before = live(own);
    const certificate = sha256Hex(phone.certificate);
    const wish = { purpose: 'revocation', certificate, wish: 'lost', at: own.time(), nonce: own.nonce() };
    await own.post('/revocations', { jws: own.jws(stranger, wish) });
    return live(own) < before ? 'a stranger ended a certificate' : undefined;
  },

  /** A phone that was replaced asks for a new certificate by its old key. */
  async 'old-key'({ own, oldPhone }) {
    if (!oldPhone) return undefined;
    const renewed = await own.renew(oldPhone).catch(() => undefined);
    return renewed ? 'an ended key renewed itself' : undefined;
  },

  /** A consent by the authentication key. */
  async 'forged-consent'({ own, victim: { citizen } }) {
    const before = own.ca.store.size('consent');
    const content = {
      purpose: 'four-items-consent',
      verifier: 'fpos-test-ca',
      service: 'fpos-id',
      items: ['address'],
      at: own.time(),
      nonce: own.nonce(),
    };
    await own.post('/consents', { cms: signedMessage(own.card(citizen), 'auth', content, own.clock.now()) });
    return own.ca.store.size('consent') > before ? 'a forged consent was taken' : undefined;
  },
} as const satisfies Record<string, (attack: Attack) => Promise<Gain>>;

export type AttackName = keyof typeof ATTACKS;
