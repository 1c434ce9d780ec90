/** What the CA asks of a JPKI certificate, and reads from it. */
import {
  birthOfCode,
  type Certificate,
  isValidAt,
  OID,
  readCertificate,
  verifyIssuedBy,
} from '../../pki/index.ts';
import { type Carrier, Refusal } from '../../profile/index.ts';
import type { FourItems } from '../state/records.ts';
import type { VerifierDeps } from './status.ts';

/** Policy of signing certificates in phones (移動端末設備用); seen in one public source. */
const PHONE_SIGN_POLICY = '1.2.392.200149.8.5.1.1.40';

/** On what the certificate lives; undefined for anything but a signing certificate. */
export function carrierOf({ policies, keyUsage, isCa }: Certificate): Carrier | undefined {
  if (isCa || !keyUsage.has('nonRepudiation')) return undefined;
  if (policies.includes(OID.jpkiSignPolicy)) return 'card';
  return policies.includes(PHONE_SIGN_POLICY) ? 'phone' : undefined;
}

/** Only the signing certificate counts: neither the authentication certificate nor anything else (施行規則5条, INV-02). */
export function checkPurpose(certificate: Certificate, phones = false): void {
  const carrier = carrierOf(certificate);
  if (carrier === undefined) throw new Refusal('jpki-purpose');
  if (carrier === 'phone' && !phones)
    throw new Refusal('jpki-purpose', 'certificates in phones are not taken');
}

/** The anchors are few and stay the same: each is read once. */
const anchorsRead = new WeakMap<Uint8Array, Certificate>();

function readAnchor(der: Uint8Array): Certificate {
  const known = anchorsRead.get(der);
  if (known) return known;
  const read = readCertificate(der);
  anchorsRead.set(der, read);
  return read;
}

/** Issuer by key identifier and signature, since all generations of the CA share one name; both valid now. */
export function checkChain({ anchors, now }: VerifierDeps, certificate: Certificate): Certificate {
  const issuer = anchors.map(readAnchor).find((ca) => verifyIssuedBy(certificate, ca));
  if (!issuer) throw new Refusal('jpki-untrusted');
  if (!isValidAt(issuer, now())) throw new Refusal('jpki-untrusted', 'the key of the CA is past its end');
  if (!isValidAt(certificate, now())) throw new Refusal('jpki-expired');
  return issuer;
}

const ARC = OID.jpkiHolderName.slice(0, -1);

/** `EYYYYMMDD` → `YYYY-MM-DD`, zeros where the register does not know. */
function birthOf(code: string): string {
  const birth = birthOfCode(code);
  if (birth === undefined) throw new Refusal('jpki-purpose', 'the certificate holds no birth date');
  return birth;
}

/** 1 male, 2 female; 3 unknown and 9 not applicable stand in the register only, and are taken as they are. */
function genderOf(digit: string): string {
  if (!/^[1239]$/.test(digit)) throw new Refusal('jpki-purpose', 'the certificate holds no gender');
  return digit;
}

/** 基本4情報 as the certificate has them, not a character changed. Flags must fit the text they speak of. */
export function readFourItems(certificate: Certificate): FourItems {
  const item = (number: number, what: string): string => {
    const value = certificate.otherNames.get(`${ARC}${number}`);
    if (!value) throw new Refusal('jpki-purpose', `the certificate holds no ${what}`);
    return value;
  };
  const flags = (number: number, text: string, what: string): string => {
    const value = item(number, what);
    if (!/^[01]*$/.test(value) || value.length !== [...text].length)
      throw new Refusal('jpki-purpose', `the ${what} do not fit`);
    return value;
  };
  const name = item(1, 'name');
  const address = item(5, 'address');
  return {
    name,
    nameFlags: flags(2, name, 'marks of the name'),
    address,
    addressFlags: flags(6, address, 'marks of the address'),
    birth: birthOf(item(4, 'birth date')),
    gender: genderOf(item(3, 'gender')),
  };
}
