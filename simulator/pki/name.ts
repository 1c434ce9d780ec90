/**
 * Distinguished names.
 *
 * Source: RFC 5280, 4.1.2.4 and appendix A.1. One attribute per RDN, in the order given, as the certificates of the
 * public personal authentication service have it.
 */
import { type Der, oid, printableString, seq, setOf, utf8String } from './der.ts';
import { OID } from './oids.ts';

/** The short names of RFC 4519 for the attributes used here. */
export const nameAttributes = {
  C: OID.countryName,
  ST: OID.stateOrProvinceName,
  L: OID.localityName,
  O: OID.organizationName,
  OU: OID.organizationalUnitName,
  CN: OID.commonName,
  SN: OID.surname,
  GN: OID.givenName,
  serialNumber: OID.serialNumber,
} as const;

/** One RDN with its single attribute. */
export type Rdn = readonly [attribute: keyof typeof nameAttributes, value: string];

// RFC 5280, A.1: X520countryName and X520SerialNumber know no other string type than PrintableString.
const attributeValue = ([attribute, value]: Rdn): Der =>
  attribute === 'C' || attribute === 'serialNumber' ? printableString(value) : utf8String(value);

/** A Name: `C` and `serialNumber` as PrintableString, the rest as UTF8String. */
export const name = (rdns: readonly Rdn[]): Der =>
  seq(...rdns.map((rdn) => setOf(seq(oid(nameAttributes[rdn[0]]), attributeValue(rdn)))));
