/** Builds certificate revocation lists, version 2. Source: RFC 5280, 5.1 and 5.3. */
import { type CrlEntry, encodeEntries } from './crl-entries.ts';
import { bitString, concat, type Der, explicit, header, integer, lengthOf, raw, time } from './der.ts';
import { type Extension, encodeExtensions } from './extensions.ts';
import { algorithmIdentifier, type Signer } from './signer.ts';

/** What stands in a CRL. `extensions` are those of the whole list; RFC 5280 asks for AKI and cRLNumber. */
export type CrlFields = {
  readonly issuer: Der;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Gone through once; a million of them need not exist at one time. */
  readonly entries: Iterable<CrlEntry>;
  readonly extensions: readonly Extension[];
  readonly signer: Signer;
};

/** A CRL in DER, entries in the order given. A long one is copied once, from the chunks of its entries to where it stays. */
export function buildCrl(fields: CrlFields): Der {
  const algorithm = algorithmIdentifier(fields.signer.algorithm);
  const { chunks, length } = encodeEntries(fields.entries);
  const head = raw(
    integer(1), // version 2
    algorithm,
    fields.issuer,
    time(fields.thisUpdate),
    time(fields.nextUpdate),
    // 5.1.2.6: no revoked certificates, no list.
    length > 0 ? header(0x30, length) : undefined,
  );
  const tail = raw(
    fields.extensions.length > 0 ? explicit(0, encodeExtensions(fields.extensions)) : undefined,
  );
  const tbs = [header(0x30, head.length + length + tail.length), head, ...chunks, tail];
  const rest = raw(algorithm, bitString(fields.signer.sign(...tbs)));
  return concat(header(0x30, lengthOf(tbs) + rest.length), ...tbs, rest);
}
