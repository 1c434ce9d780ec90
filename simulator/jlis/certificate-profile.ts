/**
 * Certificates in the profile of 公的個人認証: signing and authentication, for cards and for phones.
 *
 * Source: certificates of official test cards, published descriptions of the profile; order of the extensions as they show.
 */

import type { Municipality } from '../people/index.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  buildCertificate,
  certificatePolicies,
  cRLDistributionPoints,
  type Der,
  directoryName,
  type Extension,
  extKeyUsage,
  issuerAltName,
  keyUsage,
  OID,
  subjectAltName,
  subjectKeyIdentifier,
} from '../pki/index.ts';
import type { Carrier } from '../profile/index.ts';
import type { Chance } from '../world/index.ts';
import { CPS_URI, type JpkiKind, OCSP_HOST, POLICY } from './config.ts';
import { fourItemNames, type RecordedItems } from './four-items.ts';
import type { IssuingGeneration } from './generations.ts';
import { authSubject, caName, caNameJa, crlPointName, signSubject } from './names.ts';
import { endOfDayJst } from './validity.ts';

/** What a certificate says. `lastDay` is a calendar day in Japan. */
export interface CertificateFields {
  readonly kind: JpkiKind;
  readonly carrier: Carrier;
  readonly serial: bigint;
  readonly items: RecordedItems;
  /** The municipality that issues. */
  readonly municipality: Municipality;
  readonly issuedAt: Date;
  readonly lastDay: string;
  readonly spki: Der;
  /** Draws the identifier in the subject; it tells nothing about the person. */
  readonly chance: Chance;
}

// The parts that are equal in all certificates of a municipality and generation are encoded once.
const sharedParts = new WeakMap<IssuingGeneration, Map<string, readonly Extension[]>>();

function sharedOf(
  generation: IssuingGeneration,
  { kind, carrier, municipality }: CertificateFields,
): readonly Extension[] {
  const ofGeneration = sharedParts.get(generation) ?? new Map<string, readonly Extension[]>();
  sharedParts.set(generation, ofGeneration);
  const label = `${kind} ${carrier} ${municipality.code}`;
  const known = ofGeneration.get(label);
  if (known) return known;
  const shared = [
    certificatePolicies({ oid: POLICY[carrier][kind], cps: CPS_URI }),
    issuerAltName(directoryName(caNameJa(kind))),
    cRLDistributionPoints([directoryName(crlPointName(kind, municipality))]),
    ...(kind === 'auth' ? [authorityInfoAccess(`http://${OCSP_HOST.auth}`)] : []),
    authorityKeyIdentifier({
      keyId: generation.keyId,
      certificate: { issuer: caName(kind), serial: generation.serial },
    }),
  ];
  ofGeneration.set(label, shared);
  return shared;
}

/** A certificate in DER, signed by a generation. */
export function certify(generation: IssuingGeneration, fields: CertificateFields): Der {
  const { kind, serial, items, municipality, issuedAt, lastDay, spki, chance } = fields;
  const own =
    kind === 'sign'
      ? [keyUsage('digitalSignature', 'nonRepudiation'), subjectAltName(...fourItemNames(items))]
      : [keyUsage('digitalSignature'), extKeyUsage(OID.clientAuth)];
  return buildCertificate({
    serial,
    issuer: caName(kind),
    subject:
      kind === 'sign' ? signSubject(chance, municipality, issuedAt) : authSubject(chance, municipality),
    notBefore: issuedAt,
    notAfter: endOfDayJst(lastDay),
    spki,
    extensions: [...own, ...sharedOf(generation, fields), subjectKeyIdentifier(spki)],
    signer: generation.signer,
  });
}
