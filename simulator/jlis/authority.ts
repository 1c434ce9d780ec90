/** One of the two JPKI certification authorities: its key, its self-signed certificate, what it issues. */
import type { Citizen } from '../people/index.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  certificatePolicies,
  cRLDistributionPoints,
  type Der,
  directoryName,
  type Extension,
  extKeyUsage,
  issuerAltName,
  keyIdOf,
  keyUsage,
  OID,
  ocspNoCheck,
  rsaSigner,
  type Signer,
  subjectAltName,
  subjectKeyIdentifier,
} from '../pki/index.ts';
import { dateJst, type World } from '../world/index.ts';
import { CA_AGE_YEARS, CPS_URI, type JpkiKind, OCSP_HOST, POLICY, RESPONDER_VALIDITY_MS } from './config.ts';
import { fourItemNames } from './four-items.ts';
import { authSubject, caName, caNameJa, crlPointName, responderName, signSubject } from './names.ts';
import { endOfDayJst } from './validity.ts';

/** Serials of one citizen lie in a span of this many numbers, so that any serial leads back to its citizen. */
const SERIALS_PER_CITIZEN = 50n;

export interface Authority {
  readonly kind: JpkiKind;
  /** The self-signed certificate: a trust anchor. */
  readonly certificate: Der;
  readonly name: Der;
  readonly signer: Signer;
  readonly keyId: Uint8Array;
  /** The serial number (発行の番号) of a citizen's certificate. */
  serialOf(citizenNumber: number): bigint;
  /** Which citizen a serial belongs to, if it was ever issued. */
  citizenOfSerial(serial: bigint): number | undefined;
  issue(citizen: Citizen, spki: Der, validity: { issuedAt: Date; lastDay: string }): Der;
  /** The responder that answers at `at`: certificate and key, certified by this CA for one year. */
  responder(at: Date): { certificate: Der; signer: Signer };
}

const yearsBefore = (at: Date, years: number): Date => {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date;
};

/** JST issue date plus ten years minus a day, end of that day. */
function tenYearsFrom(begin: Date): Date {
  const day = new Date(`${dateJst(begin)}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + 10);
  day.setUTCDate(day.getUTCDate() - 1);
  return endOfDayJst(day.toISOString().slice(0, 10));
}

/** Certificate of the CA itself: extensions in the order of the published roots. */
function selfSigned(kind: JpkiKind, signer: Signer, serial: bigint, begin: Date): Der {
  const subject = caName(kind);
  return buildCertificate({
    serial,
    issuer: subject,
    subject,
    notBefore: begin,
    notAfter: tenYearsFrom(begin),
    spki: signer.spki,
    extensions: [
      keyUsage('keyCertSign', 'cRLSign'),
      subjectAltName(directoryName(caNameJa(kind))),
      basicConstraints(true),
      cRLDistributionPoints([directoryName(subject)]),
      subjectKeyIdentifier(signer.spki),
    ],
    signer,
  });
}

export function createAuthority(world: World, kind: JpkiKind): Authority {
  const chance = world.chance.fork(`jlis ${kind}`);
  const signer = rsaSigner(world.keys.rsa(`jlis ${kind} ca`));
  // A counter that began at a random four-byte value; real ones are of this size.
  const base = BigInt(0x01000000 + chance.below(0x06000000));
  const name = caName(kind);
  const keyId = keyIdOf(signer.spki);
  const certificate = selfSigned(kind, signer, base, yearsBefore(world.founded, CA_AGE_YEARS));

  const serialOf = (number: number): bigint =>
    base +
    BigInt(number) * SERIALS_PER_CITIZEN +
    BigInt(chance.fork(`serial ${number}`).below(Number(SERIALS_PER_CITIZEN)));

  // PKI-4 and PKI-5 order of extensions: authentication has EKU and AIA, signing has the four items instead.
  const endEntityExtensions = (citizen: Citizen, spki: Der): readonly Extension[] => {
    const shared = [
      certificatePolicies({ oid: POLICY[kind], cps: CPS_URI }),
      issuerAltName(directoryName(caNameJa(kind))),
      cRLDistributionPoints([directoryName(crlPointName(kind, citizen))]),
    ];
    const keys = [
      authorityKeyIdentifier({ keyId, certificate: { issuer: name, serial: base } }),
      subjectKeyIdentifier(spki),
    ];
    return kind === 'sign'
      ? [
          keyUsage('digitalSignature', 'nonRepudiation'),
          subjectAltName(...fourItemNames(citizen)),
          ...shared,
          ...keys,
        ]
      : [
          keyUsage('digitalSignature'),
          extKeyUsage(OID.clientAuth),
          ...shared,
          authorityInfoAccess(`http://${OCSP_HOST.auth}`),
          ...keys,
        ];
  };

  let responderSigner: Signer | undefined;
  const responders = new Map<number, Der>();

  return {
    kind,
    certificate,
    name,
    signer,
    keyId,
    serialOf,
    citizenOfSerial(serial) {
      const number = Number((serial - base) / SERIALS_PER_CITIZEN);
      return number >= 1 && serialOf(number) === serial ? number : undefined;
    },
    issue(citizen, spki, { issuedAt, lastDay }) {
      const own = chance.fork(`subject ${citizen.number}`);
      return buildCertificate({
        serial: serialOf(citizen.number),
        issuer: name,
        subject: kind === 'sign' ? signSubject(own, citizen, issuedAt) : authSubject(own, citizen),
        notBefore: issuedAt,
        notAfter: endOfDayJst(lastDay),
        spki,
        extensions: endEntityExtensions(citizen, spki),
        signer,
      });
    },
    responder(at) {
      responderSigner ??= rsaSigner(world.keys.rsa(`jlis ${kind} ocsp`));
      const year = Math.max(0, Math.floor((at.getTime() - world.founded.getTime()) / RESPONDER_VALIDITY_MS));
      let own = responders.get(year);
      if (!own) {
        const notBefore = new Date(world.founded.getTime() + year * RESPONDER_VALIDITY_MS);
        own = buildCertificate({
          serial: (1n << 63n) + BigInt(year), // outside the citizens' numbers
          issuer: name,
          subject: responderName(kind),
          notBefore,
          notAfter: new Date(notBefore.getTime() + RESPONDER_VALIDITY_MS),
          spki: responderSigner.spki,
          extensions: [
            keyUsage('digitalSignature'),
            extKeyUsage(OID.ocspSigning),
            ocspNoCheck(), // RFC 6960 4.2.2.2.1
            authorityKeyIdentifier({ keyId }),
            subjectKeyIdentifier(responderSigner.spki),
          ],
          signer,
        });
        responders.set(year, own);
      }
      return { certificate: own, signer: responderSigner };
    },
  };
}
