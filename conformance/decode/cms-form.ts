/** How a CMS SignedData is written, for a linter. RFC 5652, 5. */
import {
  type Asn1,
  context,
  expect,
  guard,
  hex,
  integer,
  is,
  isContext,
  oid,
  parseAsn1,
  sequence,
  TAG,
} from './asn1.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { type Algorithm, algorithmOf } from './signature.ts';

export type SignerForm = {
  version: number;
  /** How the signer is named (RFC 5652, 5.3). */
  sid: 'issuerAndSerialNumber' | 'subjectKeyIdentifier';
  digestAlgorithm: Algorithm;
  signatureAlgorithm: Algorithm;
  hasSignedAttributes: boolean;
  /** OID of each signed attribute and how many values it has, in their order. */
  signedAttributes: Array<{ oid: string; values: number; valueHex: string }>;
  /** Are the signed attributes DER, as a SET OF? */
  signedAttributesAreDer: boolean;
  hasUnsignedAttributes: boolean;
};

export type CmsForm = {
  version: number;
  digestAlgorithms: Algorithm[];
  contentType: string;
  hasContent: boolean;
  certificates: Uint8Array[];
  /** Entries of `certificates` that are no certificates of X.509, or a field `crls`. */
  hasOther: boolean;
  signers: SignerForm[];
  strict: DerCheck;
};

/**
 * Reads how a signed message is written.
 *
 * @throws DecodeError `ERR_CMS`
 */
export function cmsForm(der: Uint8Array): CmsForm {
  return guard('ERR_CMS', 'cms form', () => {
    const root = parseAsn1(der);
    const [, wrapped] = sequence(root, 'contentInfo');
    const [version, digests, encapsulated, ...rest] = sequence(wrapped?.kids[0], 'signedData');
    const [contentType, content] = sequence(encapsulated, 'encapContentInfo');
    const certificates = context(rest, 0)?.kids ?? [];
    return {
      version: Number(integer(version, 'version')),
      digestAlgorithms: expect(digests, TAG.set, 'digestAlgorithms').kids.map((node) => algorithmOf(node)),
      contentType: oid(contentType, 'eContentType'),
      hasContent: content !== undefined,
      certificates: certificates.filter((kid) => is(kid, TAG.sequence)).map((kid) => kid.der),
      hasOther: certificates.some((kid) => !is(kid, TAG.sequence)) || context(rest, 1) !== undefined,
      signers: expect(rest.at(-1), TAG.set, 'signerInfos').kids.map(signerOf),
      strict: checkDer(root.der),
    };
  });
}

function signerOf(node: Asn1): SignerForm {
  const [version, sid, digestAlgorithm, ...rest] = sequence(node, 'signerInfo');
  const signed = isContext(rest[0], 0) ? rest[0] : undefined;
  const [algorithm, , unsigned] = signed === undefined ? rest : rest.slice(1);
  const asSet = signed && Uint8Array.from(signed.der);
  if (asSet !== undefined) asSet[0] = 0x31;
  return {
    version: Number(integer(version, 'version')),
    sid: isContext(sid, 0) ? 'subjectKeyIdentifier' : 'issuerAndSerialNumber',
    digestAlgorithm: algorithmOf(digestAlgorithm, 'digestAlgorithm'),
    signatureAlgorithm: algorithmOf(algorithm, 'signatureAlgorithm'),
    hasSignedAttributes: signed !== undefined,
    signedAttributes: (signed?.kids ?? []).map((attribute) => {
      const [type, values] = sequence(attribute, 'attribute');
      const kids = expect(values, TAG.set, 'attribute values').kids;
      return { oid: oid(type), values: kids.length, valueHex: kids[0] === undefined ? '' : hex(kids[0].der) };
    }),
    signedAttributesAreDer: asSet === undefined || checkDer(asSet).ok,
    hasUnsignedAttributes: unsigned !== undefined,
  };
}
