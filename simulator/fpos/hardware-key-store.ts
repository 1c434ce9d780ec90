/**
 * A key store as secure hardware has it: the key is made inside, never comes out, is vouched for by the maker, and signs only
 * after an act of the user where that was asked for. TEST: the maker is ours.
 */
import {
  basicConstraints,
  buildCertificate,
  type Der,
  keyUsage,
  name,
  p256Signer,
  type Signer,
} from '../pki/index.ts';
import { type KeyPurpose, keyDescription } from '../profile/index.ts';
import { type KeyRequest, type KeyStore, KeyUseRefused } from './deps.ts';
import { softwareKeyStore } from './key-store.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const MAKER = name([
  ['O', 'FPOS-MOCK TEST'],
  ['CN', 'TEST maker of phones'],
]);
const KEY = name([['CN', 'TEST attested key']]);

/** Who made the phone. */
export interface KeyMaker {
  readonly signer: Signer;
  /** Self-signed; what a CA that demands attestation trusts. */
  readonly certificate: Der;
}

export function testKeyMaker(scalar: Uint8Array, founded: Date): KeyMaker {
  const signer = p256Signer(scalar);
  const certificate = buildCertificate({
    serial: 1n,
    issuer: MAKER,
    subject: MAKER,
    notBefore: new Date(founded.getTime() - YEAR_MS),
    notAfter: new Date(founded.getTime() + 20 * YEAR_MS),
    spki: signer.spki,
    extensions: [basicConstraints(true), keyUsage('keyCertSign')],
    signer,
  });
  return { signer, certificate };
}

export interface HardwareParts {
  readonly maker: KeyMaker;
  readonly now: () => Date;
  /**
   * An act of the user (PIN or biometrics of the phone), asked for before every signature, with what the key is for. Absent: no
   * key asks for one.
   */
  readonly userAct?: (purposes: readonly KeyPurpose[]) => Promise<boolean>;
}

/** The store as `softwareKeyStore` has it, and what hardware adds. */
export const hardwareKeyStore =
  ({ maker, now, userAct }: HardwareParts) =>
  (drawScalar: (keyId: string) => Uint8Array): KeyStore => {
    // The scalars live in the closure of the inner store: there is no operation that gives one out.
    const inside = softwareKeyStore(drawScalar);
    const purposesOf = new Map<string, readonly KeyPurpose[]>();
    let made = 0n;
    const attest = (spki: Der, { challenge }: KeyRequest): Der => {
      made += 1n;
      return buildCertificate({
        serial: made + 1n,
        issuer: MAKER,
        subject: KEY,
        notBefore: new Date(now().getTime() - DAY_MS),
        notAfter: new Date(now().getTime() + DAY_MS),
        spki,
        extensions: [
          keyUsage('digitalSignature'),
          keyDescription({ level: 'hardware', challenge, exportable: false, userAct: userAct !== undefined }),
        ],
        signer: maker.signer,
      });
    };
    return {
      async generate(request) {
        const key = await inside.generate();
        purposesOf.set(key.keyId, request?.purposes ?? []);
        return request ? { ...key, attestation: attest(key.spki, request) } : key;
      },
      async sign(keyId, ...rest) {
        if (userAct && !(await userAct(purposesOf.get(keyId) ?? []))) throw new KeyUseRefused();
        return inside.sign(keyId, ...rest);
      },
      async erase(keyId) {
        purposesOf.delete(keyId);
        await inside.erase(keyId);
      },
    };
  };
