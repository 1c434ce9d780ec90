/**
 * The authorities that the vectors come from: those of the simulator, with keys and people that are always the same.
 *
 * What is good is issued by simulator/jlis and simulator/ca themselves; only what is broken is put together here.
 */
import type { KeyObject } from 'node:crypto';
import { CA_URI, createIssuingAuthority } from '../../simulator/ca/issuing/authority.ts';
import { buildBasic, type CommonFields } from '../../simulator/ca/issuing/certificate-profile.ts';
import {
  type Authority,
  type CertificateContent,
  createAuthority,
} from '../../simulator/jlis/authority/authority.ts';
import type { RecordedItems } from '../../simulator/jlis/authority/four-items.ts';
import type { CaGeneration } from '../../simulator/jlis/authority/generations.ts';
import type { JpkiKind } from '../../simulator/jlis/index.ts';
import type { Municipality } from '../../simulator/people/index.ts';
import { type Der, p256Signer, rsaSigner, type Signer, spkiOf } from '../../simulator/pki/index.ts';
import { createWorld, drawnKeys, type KeySource, type World } from '../../simulator/world/index.ts';
import { testKey } from '../../simulator/world/test-keys.ts';

export const SEED = 'fpos-hil vectors 1';

/** The moment that most vectors are judged for. */
export const AT = new Date('2026-04-01T00:00:00Z');

/** RSA keys by the place in the pool that their label has here; a new label goes to the end. */
const RSA_LABELS = [
  'jlis sign ca 1',
  'jlis sign ca 2',
  'jlis sign ca 3',
  'jlis auth ca 1',
  'jlis auth ca 2',
  'jlis auth ca 3',
  'jlis sign ocsp 2',
  'jlis sign ocsp 3',
  'jlis auth ocsp 3',
  'holder sign',
  'holder auth',
  'holder phone',
  'attacker',
  'other holder',
] as const;
export type RsaLabel = (typeof RSA_LABELS)[number];

const started = createWorld({ seed: SEED });
const drawn = drawnKeys(started.chance.fork('keys'));
const keys: KeySource = {
  rsa(label) {
    const place = (RSA_LABELS as readonly string[]).indexOf(label);
    if (place < 0)
      throw new RangeError(`no place for the RSA key "${label}": add it to the end of RSA_LABELS`);
    return testKey(place);
  },
  p256: drawn.p256,
};
export const world: World = { ...started, keys };

export const rsaPrivateKey = (label: RsaLabel): KeyObject => keys.rsa(label);
export const rsaKey = (label: RsaLabel): Signer => rsaSigner(keys.rsa(label));
export const rsaSpki = (label: RsaLabel): Der => spkiOf(keys.rsa(label));
export const p256Key = (label: string): Signer => p256Signer(keys.p256(label));

/** Generations that are valid at {@link AT}; the newer issues. */
export const OLDER = 2;
export const NEWER = 3;

const authorities: Readonly<Record<JpkiKind, Authority>> = {
  sign: createAuthority(world, 'sign', { furiganaInCertificates: false }),
  auth: createAuthority(world, 'auth', { furiganaInCertificates: false }),
};
export const withFurigana = createAuthority(world, 'sign', { furiganaInCertificates: true });

export const authority = (kind: JpkiKind): Authority => authorities[kind];
export const generation = (kind: JpkiKind, number: number): CaGeneration =>
  authorities[kind].generations.get(number);
export const jpkiAnchors = (kind: JpkiKind): readonly Der[] =>
  [OLDER, NEWER].map((number) => generation(kind, number).certificate);

/** 東京都見本市 does not exist, and no municipality has the code. */
export const MUNICIPALITY: Municipality = {
  code: '99101',
  prefecture: 'Tokyo-to',
  city: 'Mihon-shi',
  name: '東京都見本市',
};
export const OTHER_MUNICIPALITY: Municipality = {
  code: '99102',
  prefecture: 'Kanagawa-ken',
  city: 'Kaku-shi-Kana-ku',
  name: '神奈川県架空市仮名区',
};

export const HANAKO: RecordedItems = {
  name: '見本　花子',
  nameFlags: '00000',
  birth: '319800217',
  gender: '2',
  address: '東京都見本市架空町１－２－３',
  addressFlags: '00000000000000',
};

/** A card certificate of an ordinary person; `change` says what is different. */
export const content = (change: Partial<CertificateContent> = {}): CertificateContent => ({
  carrier: 'card',
  generation: NEWER,
  serial: 0x08a1b2c3n,
  issuedAt: new Date('2025-10-27T04:12:33Z'),
  notAfter: new Date('2030-02-17T14:59:59Z'),
  municipality: MUNICIPALITY,
  ...change,
});

/** A signing certificate; `items` change the person. */
export const signCert = (
  items: Partial<RecordedItems> = {},
  change: Partial<CertificateContent> = {},
  label: RsaLabel = 'holder sign',
): Der =>
  authority('sign').certificate(content({ items: { ...HANAKO, ...items }, ...change }), rsaSpki(label));

export const authCert = (change: Partial<CertificateContent> = {}, label: RsaLabel = 'holder auth'): Der =>
  authority('auth').certificate(content({ serial: 0x08a90001n, ...change }), rsaSpki(label));

export const accredited = createIssuingAuthority(keys, world.founded);

/** What the certificates of an ordinary user of the accredited CA have in common. */
export const USER: CommonFields = {
  serial: 0x01_9f3c_22d4_7a10_5be8_61c9_0d44_f2a7n,
  issuer: accredited.name,
  signer: accredited.signer,
  notBefore: new Date('2026-03-30T02:15:00Z'),
  notAfter: new Date('2031-03-30T02:14:59Z'),
  spki: p256Key('user').spki,
  subjectId: '5ce0a1b2c3d4e5f6',
  crlUri: CA_URI.crl,
  ocspUri: CA_URI.ocsp,
  cpsUri: CA_URI.cps,
};

export const USER_RECORDED = { name: HANAKO.name, nameFlags: HANAKO.nameFlags } as const;

/** That user's certificate of the basic kind. */
export const userCertificate: Der = buildBasic(USER, {
  commonName: USER_RECORDED.name,
  recorded: USER_RECORDED,
});

/** That certificate as revoked at the wish of its holder. */
export const USER_REVOKED = {
  serial: USER.serial,
  at: new Date('2026-03-31T12:00:00Z'),
  reason: 'cessationOfOperation',
} as const;

/** The responder of a generation of the CA for signing, at {@link AT}. */
export const responderOf = (number: number): { certificate: Der; signer: Signer } =>
  authorities.sign.generations.responder(generation('sign', number), AT);
