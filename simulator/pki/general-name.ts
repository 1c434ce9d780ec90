/** The kinds of GeneralName used here, each complete with its tag. Source: RFC 5280, 4.2.1.6. */
import { type Der, explicit, ia5String, implicit, octetString, oid, seq, utf8String } from './der.ts';

/** An encoded GeneralName. */
export type GeneralName = Der;

/** otherName [0] with a UTF8String inside `value [0] EXPLICIT`. */
export const otherName = (typeId: string, text: string): GeneralName =>
  implicit(0, seq(oid(typeId), explicit(0, utf8String(text))));

/** directoryName [4]: Name is a CHOICE, so the tag is explicit (X.680, 31.2.7). `name` is the encoded Name. */
export const directoryName = (name: Der): GeneralName => explicit(4, name);

/** uniformResourceIdentifier [6]. */
export const uri = (text: string): GeneralName => implicit(6, ia5String(text));

/** dNSName [2]. */
export const dnsName = (host: string): GeneralName => implicit(2, ia5String(host));

/** iPAddress [7]: the four octets of an IPv4 address, or sixteen of IPv6. */
export const ipAddress = (octets: Uint8Array): GeneralName => implicit(7, octetString(octets));
