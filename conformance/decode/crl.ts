/** A certificate revocation list: RFC 5280, 5. */
import {
  type Asn1,
  bits,
  context,
  type Extension,
  extensionsOf,
  guard,
  integer,
  integerHex,
  is,
  isContext,
  type NameAttribute,
  nameOf,
  parseAsn1,
  sequence,
  TAG,
  time,
} from './asn1.ts';
import { authorityKeyOf, decodeCertificate, EXTENSION } from './certificate.ts';
import { type CrlScope, crlScopeOf, scopeCovers } from './crl-scope.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { namesIssuer } from './path.ts';
import { REASONS } from './revocation-reasons.ts';
import { algorithmOf, signatureFault } from './signature.ts';

/** One revoked certificate; no reason given is `unspecified` (RFC 5280, 5.3.1). */
export type CrlEntry = { serialHex: string; at: Date; reason: string };

/** What a CRL says. */
export type Crl = {
  issuer: NameAttribute[];
  issuerDer: Uint8Array;
  number?: bigint;
  akiHex?: string;
  thisUpdate: Date;
  nextUpdate?: Date;
  entries: CrlEntry[];
  extensions: Extension[];
  /** What the critical issuingDistributionPoint limits the list to (RFC 5280, 5.2.5). */
  distributionPoint?: CrlScope;
  /** OIDs of critical extensions, of the list or an entry, that are not understood: such a list must not be used. */
  unknownCritical: string[];
  signatureAlgorithm: string;
  /**
   * Does the list tell whether this certificate (DER) of the same issuer is revoked? Of a list without an entry for a
   * certificate that it does not cover nothing follows. Throws ERR_CERTIFICATE.
   */
  covers: (certificateDer: Uint8Array) => boolean;
  /** Did this CA (DER of its certificate) sign the list: name, key identifier, cRLSign, signature? Throws ERR_CERTIFICATE. */
  verifiedBy: (issuerDer: Uint8Array) => boolean;
  strict: DerCheck;
};

/** OIDs of the extensions of lists and entries (RFC 5280, 5.2 and 5.3). */
export const CRL_EXTENSION = {
  cRLNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
} as const;

/**
 * Reads a CRL; {@link Crl.verifiedBy} checks who signed it.
 *
 * @throws DecodeError `ERR_CRL`
 */
export function decodeCrl(der: Uint8Array): Crl {
  return guard('ERR_CRL', 'crl', () => readCrl(der));
}

function readCrl(der: Uint8Array): Crl {
  const root = parseAsn1(der);
  const [tbs, outerAlgorithm, signatureNode] = sequence(root, 'certificateList');
  const fields = sequence(tbs, 'tbsCertList');
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = is(fields[0], TAG.integer) ? fields.slice(1) : fields;
  const hasNext = rest[0] !== undefined && !is(rest[0], TAG.sequence) && !isContext(rest[0], 0);
  const revoked = rest.find((field) => is(field, TAG.sequence));
  const extensionsNode = context(rest, 0);
  const extensions = extensionsNode === undefined ? [] : extensionsOf(extensionsNode.kids[0]);
  const entries = revoked === undefined ? [] : revoked.kids.map(entryOf);
  const algorithm = algorithmOf(outerAlgorithm, 'signatureAlgorithm');
  const inner = algorithmOf(innerAlgorithm, 'signature');
  const signature = bits(signatureNode, 'signatureValue');
  const issuerDer = issuer!.der;
  const number = extensions.find(({ oid }) => oid === CRL_EXTENSION.cRLNumber);
  const point = extensions.find(({ oid }) => oid === CRL_EXTENSION.issuingDistributionPoint);
  const scope = point && crlScopeOf(parseAsn1(point.value));
  const keyId = extensions.find(({ oid }) => oid === EXTENSION.authorityKeyIdentifier);
  const aki: ReturnType<typeof authorityKeyOf> = keyId
    ? authorityKeyOf(parseAsn1(keyId.value))
    : { akiIssuersDer: [] };
  const known = new Set<string>([
    CRL_EXTENSION.cRLNumber,
    CRL_EXTENSION.issuingDistributionPoint,
    EXTENSION.authorityKeyIdentifier,
  ]);
  return {
    issuer: nameOf(issuer, 'issuer'),
    issuerDer,
    ...(number === undefined ? {} : { number: integer(parseAsn1(number.value), 'cRLNumber') }),
    ...(aki.akiHex === undefined ? {} : { akiHex: aki.akiHex }),
    thisUpdate: time(thisUpdate, 'thisUpdate'),
    ...(hasNext ? { nextUpdate: time(rest[0], 'nextUpdate') } : {}),
    entries: entries.map(({ entry }) => entry),
    extensions,
    ...(scope === undefined ? {} : { distributionPoint: scope }),
    unknownCritical: [
      ...extensions.filter(({ oid, critical }) => critical && !known.has(oid)).map(({ oid }) => oid),
      ...entries.flatMap(({ unknownCritical }) => unknownCritical),
    ],
    signatureAlgorithm: algorithm.name,
    covers: (certificateDer) => scope === undefined || scopeCovers(scope, certificateDer),
    verifiedBy: (candidateDer) => {
      const ca = decodeCertificate(candidateDer);
      return (
        namesIssuer({ issuerDer, ...aki }, ca) &&
        (ca.keyUsage.length === 0 || ca.keyUsage.includes('cRLSign')) && // RFC 5280, 6.3.3 f
        algorithm.oid === inner.oid &&
        algorithm.parametersHex === inner.parametersHex &&
        signatureFault(algorithm, tbs!.der, signature, ca.publicKey) === undefined
      );
    },
    strict: checkDer(root.der),
  };
}

function entryOf(node: Asn1): { entry: CrlEntry; unknownCritical: string[] } {
  const [serial, at, extensionsNode] = sequence(node, 'revokedCertificate');
  const extensions = extensionsNode === undefined ? [] : extensionsOf(extensionsNode);
  const reason = extensions.find(({ oid }) => oid === CRL_EXTENSION.reasonCode);
  const code = reason === undefined ? 0 : Number(integer(parseAsn1(reason.value), 'reasonCode'));
  return {
    entry: {
      serialHex: integerHex(serial, 'userCertificate'),
      at: time(at, 'revocationDate'),
      reason: REASONS[code] ?? String(code),
    },
    unknownCritical: extensions
      .filter(({ oid, critical }) => critical && oid !== CRL_EXTENSION.reasonCode)
      .map(({ oid }) => oid),
  };
}
