/** An OCSP answer taken apart, so that one field can be exchanged and the whole be signed again. RFC 6960, 4.2.1. */
import { type Asn1, context, isContext, octets, parseAsn1, sequence } from '../../conformance/decode/asn1.ts';
import {
  bitString,
  type Der,
  type Extension,
  encodeExtensions,
  enumerated,
  explicit,
  OID,
  octetString,
  oid,
  raw,
  type Signer,
  seq,
} from '../../simulator/pki/index.ts';

export type SingleParts = {
  readonly certId: Der;
  readonly status: Der;
  readonly thisUpdate: Der;
  readonly nextUpdate: Der | undefined;
  readonly extensions: readonly Extension[];
};

export type OcspParts = {
  readonly responseStatus: number;
  readonly responseType: string;
  /** `[0] EXPLICIT INTEGER`, where it is written. */
  readonly version: Der | undefined;
  readonly responder: Der;
  readonly producedAt: Der;
  readonly singles: readonly SingleParts[];
  /** As written, one by one. */
  readonly extensions: readonly Der[];
  readonly algorithm: Der;
  readonly certs: readonly Der[];
};

function openSingle(node: Asn1): SingleParts {
  const [certId, status, thisUpdate, ...rest] = sequence(node, 'singleResponse');
  return {
    certId: certId!.der,
    status: status!.der,
    thisUpdate: thisUpdate!.der,
    nextUpdate: context(rest, 0)?.kids[0]?.der,
    extensions: [],
  };
}

/** Opens a successful answer. */
export function openOcsp(der: Der): OcspParts {
  const [, wrapped] = sequence(parseAsn1(der), 'ocspResponse');
  const [, body] = sequence(wrapped?.kids[0], 'responseBytes');
  const [tbs, algorithm, , certs] = sequence(parseAsn1(octets(body)), 'basicOCSPResponse');
  const fields = sequence(tbs, 'tbsResponseData');
  const [responder, producedAt, responses, ...rest] = fields;
  return {
    responseStatus: 0,
    responseType: OID.ocspBasic,
    version: undefined,
    responder: responder!.der,
    producedAt: producedAt!.der,
    singles: sequence(responses, 'responses').map(openSingle),
    extensions: (context(rest, 1)?.kids[0]?.kids ?? []).map((kid) => kid.der),
    algorithm: algorithm!.der,
    certs: isContext(certs, 0) ? certs.kids[0]!.kids.map((kid) => kid.der) : [],
  };
}

const closeSingle = ({ certId, status, thisUpdate, nextUpdate, extensions }: SingleParts): Der =>
  seq(
    certId,
    status,
    thisUpdate,
    raw(
      nextUpdate && explicit(0, nextUpdate),
      extensions.length > 0 ? explicit(1, encodeExtensions(extensions)) : undefined,
    ),
  );

/** Puts an answer together and signs it. */
export function closeOcsp(parts: OcspParts, signer: Pick<Signer, 'sign'>): Der {
  const data = seq(
    raw(parts.version),
    parts.responder,
    parts.producedAt,
    seq(...parts.singles.map(closeSingle)),
    raw(parts.extensions.length > 0 ? explicit(1, seq(...parts.extensions)) : undefined),
  );
  const basic = seq(
    data,
    parts.algorithm,
    bitString(signer.sign(data)),
    raw(parts.certs.length > 0 ? explicit(0, seq(...parts.certs)) : undefined),
  );
  return seq(enumerated(parts.responseStatus), explicit(0, seq(oid(parts.responseType), octetString(basic))));
}

/** One extension, as it stands in a list. */
export const extensionDer = (extension: Extension): Der => {
  const [only] = sequence(parseAsn1(encodeExtensions([extension])), 'extensions');
  return only!.der;
};

/** Algorithm, digest of the name, digest of the key, serial number. */
export const partsOfCertId = (certId: Der): readonly Der[] =>
  sequence(parseAsn1(certId), 'certID').map(({ der }) => der);
