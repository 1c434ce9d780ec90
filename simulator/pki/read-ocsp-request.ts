/** Reads OCSP requests. Sources: RFC 6960, 4.1; RFC 9654 (nonce). */
import { DerCursor } from './der-cursor.ts';
import type { CertId } from './ocsp.ts';
import { OID } from './oids.ts';
import { decoding, dottedOf, expect, signedOf, TAG, truthOf } from './read-asn1.ts';

/** A request taken apart. A signature on it, if any, is not looked at. */
export type OcspRequest = {
  /** At least one. */
  readonly certIds: readonly CertId[];
  readonly nonce: Uint8Array | undefined;
  /** Object identifiers of critical extensions, of the request or about one certificate, that are not known here. */
  readonly unknownCritical: readonly string[];
  readonly isSigned: boolean;
};

type Extension = { readonly id: string; readonly critical: boolean; readonly value: Uint8Array };

function extensionsOf(explicitTag: DerCursor): Extension[] {
  const list = explicitTag.enter(TAG.sequence);
  explicitTag.end();
  const found: Extension[] = [];
  while (list.tag >= 0) {
    const fields = list.enter(TAG.sequence);
    const id = dottedOf(fields.content(TAG.oid));
    const critical = fields.tag === TAG.boolean && truthOf(fields.content(TAG.boolean));
    const value = fields.content(TAG.octetString);
    fields.end();
    expect(!found.some((other) => other.id === id), `extension ${id} comes twice`);
    found.push({ id, critical, value });
  }
  return found;
}

/** The object identifier of a hash algorithm. RFC 5754, 2: its parameters are NULL or absent. They come back in the answer. */
function hashAlgorithmOf(algorithm: DerCursor): string {
  const id = dottedOf(algorithm.content(TAG.oid));
  if (algorithm.tag === TAG.null) expect(algorithm.content(TAG.null).length === 0, 'a NULL with content');
  algorithm.end();
  return id;
}

function certIdOf(request: DerCursor): CertId {
  const der = request.element(TAG.sequence);
  const fields = new DerCursor(der).enter(TAG.sequence);
  const read = {
    der,
    hashAlgorithm: hashAlgorithmOf(fields.enter(TAG.sequence)),
    issuerNameHash: fields.content(TAG.octetString),
    issuerKeyHash: fields.content(TAG.octetString),
    serial: signedOf(fields.content(TAG.integer)),
  };
  fields.end();
  return read;
}

function nonceOf(extensions: readonly Extension[]): Uint8Array | undefined {
  const extension = extensions.find(({ id }) => id === OID.ocspNonce);
  if (extension === undefined) return undefined;
  const value = new DerCursor(extension.value);
  const nonce = value.content(TAG.octetString);
  value.end();
  return nonce;
}

function versionOf(explicitTag: DerCursor): bigint {
  const version = signedOf(explicitTag.content(TAG.integer));
  explicitTag.end();
  return version;
}

function take(der: Uint8Array): OcspRequest {
  const file = new DerCursor(new Uint8Array(der)); // copied, so that the caller may change his bytes
  const whole = file.enter(TAG.sequence);
  file.end();
  const fields = whole.enter(TAG.sequence);
  const isSigned = whole.tag === 0xa0;
  if (isSigned) whole.content(0xa0);
  whole.end();
  if (fields.tag === 0xa0) expect(versionOf(fields.enter(0xa0)) === 0n, 'not version 1');
  if (fields.tag === 0xa1) fields.content(0xa1); // requestorName
  const list = fields.enter(TAG.sequence);
  const extensions = fields.tag === 0xa2 ? extensionsOf(fields.enter(0xa2)) : [];
  fields.end();

  const certIds: CertId[] = [];
  const unknownCritical: string[] = [];
  while (list.tag >= 0) {
    const request = list.enter(TAG.sequence);
    certIds.push(certIdOf(request));
    const own = request.tag === 0xa0 ? extensionsOf(request.enter(0xa0)) : [];
    request.end();
    unknownCritical.push(...own.filter(({ critical }) => critical).map(({ id }) => id));
  }
  expect(certIds.length > 0, 'nothing is asked');
  for (const { id, critical } of extensions) if (critical && id !== OID.ocspNonce) unknownCritical.push(id);
  return { certIds, nonce: nonceOf(extensions), unknownCritical, isSigned };
}

/** Reads a request. DecodeError ERR_OCSP_REQUEST for anything else: the answer to it is malformedRequest. */
export const readOcspRequest = (der: Uint8Array): OcspRequest =>
  decoding('ERR_OCSP_REQUEST', 'ocsp-request', () => take(der));
