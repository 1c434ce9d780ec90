/**
 * Builds successful OCSP responses, thousands of them a second: what is the same in all responses of a responder, or in
 * most, is encoded once, and a response is put together in one go. Sources: RFC 6960, 4.2; RFC 9654 (nonce).
 */
import {
  bitString,
  concat,
  type Der,
  enumerated,
  explicit,
  generalizedTime,
  header,
  implicit,
  nul,
  octetString,
  oid,
  raw,
  seq,
} from './der.ts';
import { crlReasons, encodeExtensions } from './extensions.ts';
import { type CertStatus, nonceExtensions, type SingleResponse } from './ocsp.ts';
import { OID } from './oids.ts';
import { algorithmIdentifier, type Signer } from './signer.ts';

/** Who answers. `certs` are the certificates a client needs, the delegated responder's first. */
export type OcspResponder = {
  readonly responderKeyHash: Uint8Array;
  readonly signer: Signer;
  readonly certs: readonly Der[];
};

/** What is answered. */
export type OcspAnswer = {
  readonly responses: readonly SingleResponse[];
  readonly producedAt: Date;
  readonly nonce?: Uint8Array;
};

/** What stands in a response. */
export type OcspResponseFields = OcspResponder & OcspAnswer;

/** So many values are remembered, then all are forgotten. */
const KEPT_MAX = 256;

/** Remembers what `make` gave for the numbers asked last. */
function remembered<T>(make: (n: number) => T): (n: number) => T {
  const made = new Map<number, T>();
  return (n) => {
    const known = made.get(n);
    if (known !== undefined) return known;
    if (made.size >= KEPT_MAX) made.clear();
    const value = make(n);
    made.set(n, value);
    return value;
  };
}

/** GeneralizedTime has whole seconds; the answers of a round have few different ones. */
const timeOf = remembered((second) => generalizedTime(new Date(second * 1000)));
const encodeTime = (at: Date): Der => timeOf(Math.floor(at.getTime() / 1000));

const GOOD = implicit(0, nul());
const UNKNOWN = implicit(2, nul());

function encodeStatus(status: CertStatus): Der {
  switch (status.status) {
    case 'good':
      return GOOD;
    case 'unknown':
      return UNKNOWN;
    case 'revoked': {
      const reason =
        status.reason === undefined ? undefined : explicit(0, enumerated(crlReasons[status.reason]));
      return implicit(1, seq(encodeTime(status.revocationTime), raw(reason)));
    }
  }
}

// RFC 6960, 4.4.4.
const archiveCutoffExtension = (at: Date): Der =>
  encodeExtensions([{ oid: OID.ocspArchiveCutoff, critical: false, value: encodeTime(at) }]);

const encodeSingle = ({ certId, thisUpdate, nextUpdate, archiveCutoff, ...status }: SingleResponse): Der =>
  seq(
    certId.der,
    encodeStatus(status),
    encodeTime(thisUpdate),
    ...(nextUpdate ? [explicit(0, encodeTime(nextUpdate))] : []),
    ...(archiveCutoff ? [explicit(1, archiveCutoffExtension(archiveCutoff))] : []),
  );

const SUCCESSFUL = enumerated(0);
const BASIC_TYPE = oid(OID.ocspBasic);

/** All that stands before the content of BasicOCSPResponse, which has this length: status, type, and five headers. */
const beginningOf = remembered((length: number): Der => {
  const around = (tag: number, inner: Uint8Array): Uint8Array =>
    concat(header(tag, inner.length + length), inner);
  const basic = header(0x30, length);
  const responseBytes = around(0x30, concat(BASIC_TYPE, around(0x04, basic)));
  return around(0x30, concat(SUCCESSFUL, around(0xa0, responseBytes)));
});

/** Writes the successful basic responses of one responder, signed, in DER. Milliseconds of times are cut off. */
export function ocspResponseWriter({
  signer,
  certs,
  responderKeyHash,
}: OcspResponder): (answer: OcspAnswer) => Der {
  const responderId = explicit(2, octetString(responderKeyHash)); // byKey
  const algorithm = algorithmIdentifier(signer.algorithm);
  const certificates = raw(certs.length > 0 ? explicit(0, seq(...certs)) : undefined);
  return ({ responses, producedAt, nonce }) => {
    const data = seq(
      responderId,
      encodeTime(producedAt),
      seq(...responses.map(encodeSingle)),
      ...(nonce ? [explicit(1, nonceExtensions(nonce))] : []),
    );
    const signature = bitString(signer.sign(data));
    const length = data.length + algorithm.length + signature.length + certificates.length;
    return concat(beginningOf(length), data, algorithm, signature, certificates);
  };
}

/** One successful basic response. */
export const buildOcspResponse = (fields: OcspResponseFields): Der => ocspResponseWriter(fields)(fields);
