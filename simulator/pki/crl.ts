/** Builds certificate revocation lists, version 2. Source: RFC 5280, 5.1 and 5.3. */
import { bitString, type Der, explicit, integer, raw, seq, time } from './der.ts';
import { type CrlReason, type Extension, encodeExtensions, reasonCode } from './extensions.ts';
import { algorithmIdentifier, type Signer } from './signer.ts';

/** One revoked certificate. */
export type CrlEntry = {
  readonly serial: bigint;
  readonly revocationDate: Date;
  readonly reason?: CrlReason;
};

/** What stands in a CRL. `extensions` are those of the whole list; RFC 5280 asks for AKI and cRLNumber. */
export type CrlFields = {
  readonly issuer: Der;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly entries: readonly CrlEntry[];
  readonly extensions: readonly Extension[];
  readonly signer: Signer;
};

function encodeEntry({ serial, revocationDate, reason }: CrlEntry): Der {
  // 5.3.1: unspecified (0) is not written; the extension is left away.
  const extensions = reason === undefined || reason === 'unspecified' ? [] : [reasonCode(reason)];
  return seq(
    integer(serial),
    time(revocationDate),
    raw(extensions.length > 0 ? encodeExtensions(extensions) : undefined),
  );
}

/** A CRL in DER, entries in the order given. */
export function buildCrl(fields: CrlFields): Der {
  const algorithm = algorithmIdentifier(fields.signer.algorithm);
  const tbs = seq(
    integer(1), // version 2
    algorithm,
    fields.issuer,
    time(fields.thisUpdate),
    time(fields.nextUpdate),
    // 5.1.2.6: no revoked certificates, no list.
    raw(fields.entries.length > 0 ? seq(...fields.entries.map(encodeEntry)) : undefined),
    raw(fields.extensions.length > 0 ? explicit(0, encodeExtensions(fields.extensions)) : undefined),
  );
  return seq(tbs, algorithm, bitString(fields.signer.sign(tbs)));
}
