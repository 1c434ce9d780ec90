/**
 * The profile of JPKI certificates as data, for the rules in rules/jpki.
 *
 * It is written down a second time on purpose: simulator/jlis has its own, and who builds does not judge. Sources: published
 * root certificates of 2015, 2019 and 2023; decoded authentication certificates and a test card of J-LIS; official pages. What
 * stands on phones is assumed to be the same but for policy and the ending of the identifier.
 */
import { EXTENSION, OCSP_OID } from '../decode/index.ts';
import type { CertificateKind } from './kinds.ts';

type JpkiKind = Extract<CertificateKind, `jpki-${string}`>;
type HolderKind = Extract<CertificateKind, `jpki-${'sign' | 'auth'}-${string}`>;

/** One policy for each kind; of the two on phones one is known from a single digest, the other is assumed. */
export const POLICY: Readonly<Record<HolderKind, string>> = {
  'jpki-sign-card': '1.2.392.200149.8.5.1.1.20',
  'jpki-sign-phone': '1.2.392.200149.8.5.1.1.40',
  'jpki-auth-card': '1.2.392.200149.8.5.1.3.30',
  'jpki-auth-phone': '1.2.392.200149.8.5.1.3.50',
};

/** What the identifier in the subject ends in: three digits and a letter after the code of the municipality. */
export const IDENTIFIER_ENDING: Readonly<Record<HolderKind, string>> = {
  'jpki-sign-card': '003S',
  'jpki-sign-phone': '103S',
  'jpki-auth-card': '003A',
  'jpki-auth-phone': '103A',
};

const {
  keyUsage,
  extKeyUsage,
  subjectAltName,
  issuerAltName,
  certificatePolicies,
  crlDistributionPoints,
  authorityInfoAccess,
  authorityKeyIdentifier,
  subjectKeyIdentifier,
  basicConstraints,
} = EXTENSION;

const sign = [
  keyUsage,
  subjectAltName,
  certificatePolicies,
  issuerAltName,
  crlDistributionPoints,
  authorityKeyIdentifier,
  subjectKeyIdentifier,
] as const;

const auth = [
  keyUsage,
  extKeyUsage,
  certificatePolicies,
  issuerAltName,
  crlDistributionPoints,
  authorityInfoAccess,
  authorityKeyIdentifier,
  subjectKeyIdentifier,
] as const;

const ca = [keyUsage, subjectAltName, basicConstraints, crlDistributionPoints, subjectKeyIdentifier] as const;

/** The extensions of each kind, all of them and no other, in their order. */
export const EXTENSIONS: Readonly<Record<JpkiKind, readonly string[]>> = {
  'jpki-sign-card': sign,
  'jpki-sign-phone': sign,
  'jpki-auth-card': auth,
  'jpki-auth-phone': auth,
  'jpki-ca-sign': ca,
  'jpki-ca-auth': ca,
  'jpki-ocsp-responder': [
    keyUsage,
    extKeyUsage,
    OCSP_OID.noCheck,
    authorityKeyIdentifier,
    subjectKeyIdentifier,
  ],
};

export const KEY_USAGE: Readonly<Record<JpkiKind, readonly string[]>> = {
  'jpki-sign-card': ['digitalSignature', 'nonRepudiation'],
  'jpki-sign-phone': ['digitalSignature', 'nonRepudiation'],
  'jpki-auth-card': ['digitalSignature'],
  'jpki-auth-phone': ['digitalSignature'],
  'jpki-ca-sign': ['keyCertSign', 'cRLSign'],
  'jpki-ca-auth': ['keyCertSign', 'cRLSign'],
  'jpki-ocsp-responder': ['digitalSignature'],
};

export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

const ITEM_ARC = '1.2.392.200149.8.5.5';
/** otherName types of the four items and of the flags of substitute characters. */
export const ITEM = {
  name: `${ITEM_ARC}.1`,
  nameFlags: `${ITEM_ARC}.2`,
  gender: `${ITEM_ARC}.3`,
  birth: `${ITEM_ARC}.4`,
  address: `${ITEM_ARC}.5`,
  addressFlags: `${ITEM_ARC}.6`,
  /** Furigana, recorded since 2026-05-26; whether and where they stand in certificates is not public. */
  kana: `${ITEM_ARC}.7`,
} as const;

/** The order in which real certificates carry them. */
export const ITEM_ORDER = [
  ITEM.name,
  ITEM.birth,
  ITEM.gender,
  ITEM.address,
  ITEM.nameFlags,
  ITEM.addressFlags,
  ITEM.kana,
] as const;

/** Characters of an address at most (one source). */
export const ADDRESS_MAX = 200;

/** How the parts of the two authorities' names are told apart. */
export const PURPOSE_UNIT = {
  sign: 'JPKI for digital signature',
  auth: 'JPKI for user authentication',
} as const;
