/** How an OCSP answer is written, for a linter. RFC 6960, 4.2. */
import {
  type Asn1,
  bits,
  context,
  type Extension,
  expect,
  extensionsOf,
  guard,
  hex,
  integer,
  is,
  isContext,
  octets,
  oid,
  parseAsn1,
  sequence,
  TAG,
  time,
} from './asn1.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { type CertId, certIdOf } from './ocsp.ts';
import { type Algorithm, algorithmOf } from './signature.ts';

export type SingleForm = {
  certId: CertId;
  status: 'good' | 'revoked' | 'unknown' | 'none of the three';
  revokedAt?: Date;
  /** Number of the CRLReason, where one is given. */
  reasonCode?: number;
  thisUpdate: Date;
  nextUpdate?: Date;
  extensions: Extension[];
};

export type BasicForm = {
  /** Is the version written out, though v1 is the default? */
  versionWritten: boolean;
  responder: { by: 'name'; nameDer: Uint8Array } | { by: 'key'; keyHashHex: string };
  producedAt: Date;
  /** Are all times GeneralizedTime? */
  timesAreGeneralized: boolean;
  singles: SingleForm[];
  extensions: Extension[];
  certs: Uint8Array[];
  algorithm: Algorithm;
  tbs: Uint8Array;
  signature: Uint8Array;
};

export type OcspForm = {
  /** The number of responseStatus; 0 is successful. */
  statusCode: number;
  hasBytes: boolean;
  /** OID of the response type, where there are bytes. */
  responseType?: string;
  basic?: BasicForm;
  /** Is it DER, inside the OCTET STRINGs too? */
  strict: DerCheck;
};

export const OCSP_OID = {
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
  archiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  signing: '1.3.6.1.5.5.7.3.9',
  /** Of authorityInfoAccess (RFC 5280, 4.2.2.1). */
  access: '1.3.6.1.5.5.7.48.1',
} as const;

/**
 * Reads how an answer is written.
 *
 * @throws DecodeError `ERR_OCSP`
 */
export function ocspForm(der: Uint8Array): OcspForm {
  return guard('ERR_OCSP', 'ocsp form', () => {
    const root = parseAsn1(der);
    const [status, wrapped] = sequence(root, 'ocspResponse');
    const statusCode = Number(integer(status, 'responseStatus'));
    const outer = checkDer(root.der);
    if (wrapped === undefined) return { statusCode, hasBytes: false, strict: outer };
    const [type, body] = sequence(context([wrapped], 0)?.kids[0], 'responseBytes');
    const responseType = oid(type, 'responseType');
    const bytes = octets(body, 'response');
    const about = { statusCode, hasBytes: true, responseType };
    if (responseType !== OCSP_OID.basic) return { ...about, strict: outer };
    const basic = basicOf(parseAsn1(bytes));
    return { ...about, basic, strict: outer.ok ? strictness(bytes, basic) : outer };
  });
}

function strictness(bytes: Uint8Array, { extensions, singles }: BasicForm): DerCheck {
  const whole = checkDer(bytes);
  if (!whole.ok) return whole;
  for (const { oid: id, value } of [...extensions, ...singles.flatMap((single) => single.extensions)]) {
    const inside = checkDer(value);
    if (!inside.ok) return { ok: false, why: `extension ${id}: ${inside.why}`, offset: -1 };
  }
  return whole;
}

function basicOf(node: Asn1): BasicForm {
  const [tbs, algorithm, signature, certs] = sequence(node, 'basicOCSPResponse');
  const fields = sequence(tbs, 'tbsResponseData');
  const versionWritten = isContext(fields[0], 0);
  const [responder, producedAt, responses, ...rest] = versionWritten ? fields.slice(1) : fields;
  const extensions = context(rest, 1);
  const singles = sequence(responses, 'responses');
  return {
    versionWritten,
    responder: responderOf(responder),
    producedAt: time(producedAt, 'producedAt'),
    timesAreGeneralized: [producedAt!, ...singles.flatMap(timesOf)].every(({ tag }) => tag === 24),
    singles: singles.map(singleOf),
    extensions: extensions === undefined ? [] : extensionsOf(extensions.kids[0]),
    certs: isContext(certs, 0) ? sequence(certs.kids[0], 'certs').map(({ der }) => der) : [],
    algorithm: algorithmOf(algorithm, 'signatureAlgorithm'),
    tbs: tbs!.der,
    signature: bits(signature, 'signature'),
  };
}

function responderOf(node: Asn1 | undefined): BasicForm['responder'] {
  const inner = node?.kids[0];
  return node?.tag === 1
    ? { by: 'name', nameDer: expect(inner, TAG.sequence, 'responderID').der }
    : { by: 'key', keyHashHex: hex(octets(inner, 'responderID')) };
}

function timesOf(node: Asn1): Asn1[] {
  const [, status, thisUpdate, ...rest] = sequence(node, 'singleResponse');
  return [isContext(status, 1) ? status.kids[0] : undefined, thisUpdate, context(rest, 0)?.kids[0]].filter(
    (found) => found !== undefined,
  );
}

const STATUSES = ['good', 'revoked', 'unknown'] as const;

function singleOf(node: Asn1): SingleForm {
  const [certId, status, thisUpdate, ...rest] = sequence(node, 'singleResponse');
  const [next, extensions] = [context(rest, 0), context(rest, 1)];
  const found = status?.tagClass === 3 ? STATUSES[status.tag] : undefined;
  const reason = found === 'revoked' ? context(status!.kids, 0) : undefined;
  return {
    certId: certIdOf(certId),
    status: found ?? 'none of the three',
    ...(found === 'revoked' ? { revokedAt: time(status!.kids[0], 'revocationTime') } : {}),
    ...(reason === undefined ? {} : { reasonCode: Number(integer(reason.kids[0], 'revocationReason')) }),
    thisUpdate: time(thisUpdate, 'thisUpdate'),
    ...(next === undefined ? {} : { nextUpdate: time(next.kids[0], 'nextUpdate') }),
    extensions: extensions === undefined ? [] : extensionsOf(extensions.kids[0]),
  };
}

/** The nonce of an extension value (RFC 9654, 2.1: an OCTET STRING inside), hex; undefined when it is none. */
export function nonceHexOf({ value }: Extension): string | undefined {
  const node = parseAsn1(value);
  return is(node, TAG.octetString) ? hex(node.body) : undefined;
}
