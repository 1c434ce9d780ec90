/**
 * Extensions of certificates, CRL and CRL entries. Source: RFC 5280, 4.2 and 5.2, 5.3; RFC 6960, 4.2.2.2.1.
 *
 * The criticality is the one that RFC 5280 asks for or, where it leaves a choice, the usual one; a caller who wants
 * the other writes `{ ...extension, critical: true }`.
 */
import {
  bool,
  type Der,
  enumerated,
  explicit,
  ia5String,
  implicit,
  integer,
  namedBits,
  nul,
  octetString,
  oid,
  raw,
  seq,
} from './der.ts';
import { directoryName, type GeneralName, uri } from './general-name.ts';
import { keyIdOf } from './key-id.ts';
import { OID } from './oids.ts';

/** One extension; `value` is what stands inside the OCTET STRING extnValue. */
export type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Der };

/** The bits of KeyUsage in their order, RFC 5280, 4.2.1.3. */
export const keyUsageBits = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof keyUsageBits)[number];

/** The values of CRLReason, RFC 5280, 5.3.1. The number 7 is not in use. */
export const crlReasons = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;
export type CrlReason = keyof typeof crlReasons;

const extension = (id: string, critical: boolean, value: Der): Extension => ({ oid: id, critical, value });

/** Extension ::= SEQUENCE; `critical` is left away when false (X.690, 11.5). */
export const encodeExtension = ({ oid: id, critical, value }: Extension): Der =>
  seq(oid(id), raw(critical ? bool(true) : undefined), octetString(value));

/** Extensions ::= SEQUENCE OF Extension, in the order given. */
export const encodeExtensions = (extensions: readonly Extension[]): Der =>
  seq(...extensions.map(encodeExtension));

/** 4.2.1.3, critical. */
export const keyUsage = (...usages: readonly KeyUsage[]): Extension =>
  extension(OID.keyUsage, true, namedBits(usages.map((usage) => keyUsageBits.indexOf(usage))));

/** 4.2.1.12, not critical. Takes object identifiers of purposes. */
export const extKeyUsage = (...purposes: readonly string[]): Extension =>
  extension(OID.extKeyUsage, false, seq(...purposes.map(oid)));

/** 4.2.1.9, critical. `pathLength` only for a CA. */
export const basicConstraints = (ca: boolean, pathLength?: number): Extension =>
  extension(
    OID.basicConstraints,
    true,
    seq(raw(ca ? bool(true) : undefined, pathLength === undefined ? undefined : integer(pathLength))),
  );

/** One policy, with the address of its certification practice statement if `cps` is given. */
export type Policy = { readonly oid: string; readonly cps?: string };

const policyInformation = ({ oid: id, cps }: Policy): Der =>
  seq(oid(id), raw(cps === undefined ? undefined : seq(seq(oid(OID.cpsQualifier), ia5String(cps)))));

/** 4.2.1.4, critical, as the public personal authentication service has it. */
export const certificatePolicies = (...policies: readonly Policy[]): Extension =>
  extension(OID.certificatePolicies, true, seq(...policies.map(policyInformation)));

/** 4.2.1.6, not critical. */
export const subjectAltName = (...names: readonly GeneralName[]): Extension =>
  extension(OID.subjectAltName, false, seq(...names));

/** 4.2.1.7, not critical. */
export const issuerAltName = (...names: readonly GeneralName[]): Extension =>
  extension(OID.issuerAltName, false, seq(...names));

/** DistributionPointName with the choice fullName; the choice makes [0] explicit (X.680, 31.2.7). */
const fullName = (names: readonly GeneralName[]): Der => explicit(0, implicit(0, seq(...names)));

/** 4.2.1.13, not critical. One distribution point for each list of names of one and the same CRL. */
export const cRLDistributionPoints = (...points: readonly (readonly GeneralName[])[]): Extension =>
  extension(OID.cRLDistributionPoints, false, seq(...points.map((names) => seq(fullName(names)))));

/** 4.2.2.1, not critical: the addresses of OCSP responders. */
export const authorityInfoAccess = (...ocspUris: readonly string[]): Extension =>
  extension(
    OID.authorityInfoAccess,
    false,
    seq(...ocspUris.map((address) => seq(oid(OID.accessOcsp), uri(address)))),
  );

/** The issuer's key, and if given the issuer and serial of the issuer's certificate. */
export type AuthorityKey = {
  readonly keyId: Uint8Array;
  readonly certificate?: { readonly issuer: Der; readonly serial: bigint };
};

/** 4.2.1.1, not critical: keyIdentifier alone, or all three parts. */
export const authorityKeyIdentifier = ({ keyId, certificate }: AuthorityKey): Extension =>
  extension(
    OID.authorityKeyIdentifier,
    false,
    seq(
      implicit(0, octetString(keyId)),
      raw(
        certificate && implicit(1, seq(directoryName(certificate.issuer))),
        certificate && implicit(2, integer(certificate.serial)),
      ),
    ),
  );

/** 4.2.1.2, not critical: SHA-1 of the public key's bits. */
export const subjectKeyIdentifier = (spki: Der): Extension =>
  extension(OID.subjectKeyIdentifier, false, octetString(keyIdOf(spki)));

/** RFC 6960, 4.2.2.2.1, not critical: whoever relies on this responder need not ask for its own status. */
export const ocspNoCheck = (): Extension => extension(OID.ocspNoCheck, false, nul());

/** 5.2.3, not critical. */
export const cRLNumber = (number: bigint): Extension => extension(OID.cRLNumber, false, integer(number));

/** Which certificates a partitioned CRL covers. */
export type CrlScope = {
  readonly fullName?: readonly GeneralName[];
  readonly onlyContainsUserCerts?: boolean;
  readonly onlyContainsCACerts?: boolean;
};

/** 5.2.5, critical. */
export const issuingDistributionPoint = (scope: CrlScope): Extension =>
  extension(
    OID.issuingDistributionPoint,
    true,
    seq(
      raw(
        scope.fullName && fullName(scope.fullName),
        scope.onlyContainsUserCerts ? implicit(1, bool(true)) : undefined,
        scope.onlyContainsCACerts ? implicit(2, bool(true)) : undefined,
      ),
    ),
  );

/** 5.3.1, not critical. */
export const reasonCode = (reason: CrlReason): Extension =>
  extension(OID.reasonCode, false, enumerated(crlReasons[reason]));
