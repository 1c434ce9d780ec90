/** One of the two JPKI certification authorities: its generations, its numbers, the certificates it writes. */
import type { Municipality } from '../../people/index.ts';
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
  issued,
  issuerAltName,
  keyUsage,
  OID,
  subjectAltName,
  subjectKeyIdentifier,
} from '../../pki/index.ts';
import type { Carrier } from '../../profile/index.ts';
import type { World } from '../../world/index.ts';
import { CPS_URI, type JpkiKind, OCSP_HOST, POLICY } from '../config.ts';
import type { JlisKnobs } from '../knobs.ts';
import { fourItemNames, type RecordedItems } from './four-items.ts';
import { createGenerations, type Generations } from './generations.ts';
import { caName, caNameJa, crlPointName, subjectName } from './names.ts';
import { createSerials, type Serials } from './serials.ts';

/** What stands in a certificate. The same content always gives the same bytes. */
export interface CertificateContent {
  readonly carrier: Carrier;
  readonly generation: number;
  readonly serial: bigint;
  readonly issuedAt: Date;
  readonly notAfter: Date;
  /** The municipality that issued it. */
  readonly municipality: Municipality;
  /** The four items; of a signing certificate only. */
  readonly items?: RecordedItems;
}

export interface Authority {
  readonly kind: JpkiKind;
  readonly name: Der;
  readonly generations: Generations;
  readonly serials: Serials;
  certificate(content: CertificateContent, spki: Der): Der;
}

const KEY_USAGE: Readonly<Record<JpkiKind, Extension>> = {
  sign: keyUsage('digitalSignature', 'nonRepudiation'),
  auth: keyUsage('digitalSignature'),
};
const CLIENT_AUTH = extKeyUsage(OID.clientAuth);

export function createAuthority(
  world: World,
  kind: JpkiKind,
  knobs: Pick<JlisKnobs, 'furiganaInCertificates'>,
): Authority {
  const chance = world.chance.fork(`jlis ${kind}`);
  const serials = createSerials(chance);
  const generations = createGenerations(world, kind, serials);
  const name = caName(kind);

  // What is the same in all certificates of a kind is encoded once; so is what a generation or a municipality adds.
  const policies: Readonly<Record<Carrier, Extension>> = {
    card: certificatePolicies({ oid: POLICY[kind].card, cps: CPS_URI }),
    phone: certificatePolicies({ oid: POLICY[kind].phone, cps: CPS_URI }),
  };
  const issuerName = issuerAltName(directoryName(caNameJa(kind)));
  const ocsp = authorityInfoAccess(`http://${OCSP_HOST.auth}`);
  const keyIds = new Map<number, Extension>();
  const points = new Map<string, Extension>();

  function keyIdOf(number: number): Extension {
    const { keyId, serial } = generations.get(number);
    const extension =
      keyIds.get(number) ?? authorityKeyIdentifier({ keyId, certificate: { issuer: name, serial } });
    keyIds.set(number, extension);
    return extension;
  }

  function pointOf(municipality: Municipality): Extension {
    const extension =
      points.get(municipality.code) ??
      cRLDistributionPoints([directoryName(crlPointName(kind, municipality))]);
    points.set(municipality.code, extension);
    return extension;
  }

  // PKI-4 and PKI-5 order of extensions: authentication has EKU and AIA, signing has the four items instead.
  function extensionsOf(content: CertificateContent, spki: Der): readonly Extension[] {
    const { carrier, generation, municipality, items } = content;
    const shared = [policies[carrier], issuerName, pointOf(municipality)];
    const keys = [keyIdOf(generation), subjectKeyIdentifier(spki)];
    return kind === 'sign'
      ? [
          KEY_USAGE.sign,
          ...(items ? [subjectAltName(...fourItemNames(items, knobs.furiganaInCertificates))] : []),
          ...shared,
          ...keys,
        ]
      : [KEY_USAGE.auth, CLIENT_AUTH, ...shared, ocsp, ...keys];
  }

  return {
    kind,
    name,
    generations,
    serials,
    certificate(content, spki) {
      const { carrier, serial, municipality, issuedAt, notAfter } = content;
      const ca = generations.get(content.generation);
      const der = buildCertificate({
        serial,
        issuer: name,
        subject: subjectName(chance.fork(`subject ${serial}`), kind, carrier, municipality),
        notBefore: issuedAt,
        notAfter,
        spki,
        extensions: extensionsOf(content, spki),
        signer: ca.signer,
      });
      return issued({ what: 'certificate', profile: `jpki-${kind}-${carrier}`, der, issuer: ca.certificate });
    },
  };
}
