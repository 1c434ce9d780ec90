/** The key of the accredited CA, its certificate, and the delegated key that answers OCSP. */
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  type Der,
  extKeyUsage,
  issued,
  keyIdOf,
  keyUsage,
  name,
  OID,
  ocspNoCheck,
  p256Signer,
  type Signer,
  subjectKeyIdentifier,
} from '../../pki/index.ts';
import type { KeySource } from '../../world/index.ts';

export const CA_HOST = 'ca.test';
const ORIGIN = `http://${CA_HOST}`;

/** Where the repository is. One host serves all. */
export const CA_URI = {
  crl: `${ORIGIN}/repository/ca.crl`,
  ocsp: `${ORIGIN}/ocsp`,
  cps: `${ORIGIN}/repository/cps.html`,
} as const;

const CA_NAME = name([
  ['C', 'JP'],
  ['O', 'FPOS-MOCK TEST'],
  ['OU', 'TEST ONLY - NOT AN ACCREDITED CERTIFICATION BUSINESS'],
  ['CN', 'fpos-hil TEST CA'],
]);

const CA_YEARS = 20;

export interface IssuingAuthority {
  readonly name: Der;
  /** The self-signed certificate: the trust anchor of apps and relying parties. */
  readonly certificate: Der;
  readonly signer: Signer;
  readonly responder: { readonly certificate: Der; readonly signer: Signer };
}

export const addYears = (at: Date, years: number): Date => {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date;
};

/** 施行規則6条4号: no longer than so many years; a second less, so that both ends inclusive still fit (RFC 5280 4.1.2.5). */
export const endOf = (from: Date, years: number): Date => new Date(addYears(from, years).getTime() - 1000);

export function createIssuingAuthority(keys: KeySource, founded: Date): IssuingAuthority {
  const signer = p256Signer(keys.p256('accredited ca'));
  const responderSigner = p256Signer(keys.p256('accredited ca ocsp'));
  const validity = { notBefore: addYears(founded, -1), notAfter: endOf(addYears(founded, -1), CA_YEARS) };
  const certificate = buildCertificate({
    serial: 1n,
    issuer: CA_NAME,
    subject: CA_NAME,
    ...validity,
    spki: signer.spki,
    extensions: [
      basicConstraints(true),
      keyUsage('keyCertSign', 'cRLSign'),
      subjectKeyIdentifier(signer.spki),
    ],
    signer,
  });
  // RFC 6960, 4.2.2.2: certified by this CA for nothing else; nobody need ask for its own status.
  const responder = buildCertificate({
    serial: 2n,
    issuer: CA_NAME,
    subject: name([
      ['C', 'JP'],
      ['O', 'FPOS-MOCK TEST'],
      ['CN', 'fpos-hil TEST CA OCSP responder'],
    ]),
    ...validity,
    spki: responderSigner.spki,
    extensions: [
      keyUsage('digitalSignature'),
      extKeyUsage(OID.ocspSigning),
      ocspNoCheck(),
      authorityKeyIdentifier({ keyId: keyIdOf(signer.spki) }),
      subjectKeyIdentifier(responderSigner.spki),
    ],
    signer,
  });
  issued({ what: 'certificate', profile: 'fpos-ca', der: certificate });
  issued({ what: 'certificate', profile: 'fpos-ocsp-responder', der: responder, issuer: certificate });
  return {
    name: CA_NAME,
    certificate,
    signer,
    responder: { certificate: responder, signer: responderSigner },
  };
}
