/** The issuing key of the accredited CA and the certificates it makes. */
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  certificatePolicies,
  cRLDistributionPoints,
  type Der,
  keyIdOf,
  keyUsage,
  name,
  p256Signer,
  subjectKeyIdentifier,
  uri,
} from '../pki/index.ts';
import { PROFILE_OID } from '../profile/index.ts';
import type { Chance, KeySource } from '../world/index.ts';

export const CA_HOST = 'ca.test';
const CRL_URI = 'http://crl.ca.test/ca.crl';
const CPS_URI = 'http://repository.ca.test/cps.html';

const CA_NAME = name([
  ['C', 'JP'],
  ['O', 'FPOS-MOCK TEST'],
  ['OU', 'TEST ONLY - NOT AN ACCREDITED CERTIFICATION BUSINESS'],
  ['CN', 'fpos-hil TEST CA'],
]);

export interface IssuingAuthority {
  /** The self-signed certificate: the trust anchor of apps and relying parties. */
  readonly certificate: Der;
  issue(subject: { readonly commonName: string }, spki: Der, validity: { from: Date; years: number }): Der;
}

const addYears = (at: Date, years: number): Date => {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date;
};

/** 施行規則6条4号: no longer than five years; a second less, so that both ends inclusive still fit (RFC 5280 4.1.2.5). */
const endOf = (from: Date, years: number): Date => new Date(addYears(from, years).getTime() - 1000);

export function createIssuingAuthority(keys: KeySource, chance: Chance, founded: Date): IssuingAuthority {
  const signer = p256Signer(keys.p256('accredited ca'));
  const keyId = keyIdOf(signer.spki);
  const serials = chance.fork('ca serials');
  const begin = addYears(founded, -1);
  const certificate = buildCertificate({
    serial: 1n,
    issuer: CA_NAME,
    subject: CA_NAME,
    notBefore: begin,
    notAfter: endOf(begin, 20),
    spki: signer.spki,
    extensions: [
      basicConstraints(true),
      keyUsage('keyCertSign', 'cRLSign'),
      subjectKeyIdentifier(signer.spki),
    ],
    signer,
  });
  return {
    certificate,
    issue({ commonName }, spki, { from, years }) {
      // RFC 5280 4.1.2.2: unique and positive; 15 random bytes behind a leading 01 never start with a sign bit.
      const serial = BigInt(`0x01${serials.id(15)}`);
      return buildCertificate({
        serial,
        issuer: CA_NAME,
        // Two people may share a name, so an identifier of the certificate keeps subjects apart.
        subject: name([
          ['C', 'JP'],
          ['serialNumber', serials.id(8)],
          ['CN', commonName],
        ]),
        notBefore: from,
        notAfter: endOf(from, years),
        spki,
        extensions: [
          keyUsage('digitalSignature'),
          certificatePolicies({ oid: PROFILE_OID.basicPolicy, cps: CPS_URI }),
          cRLDistributionPoints([uri(CRL_URI)]),
          authorityKeyIdentifier({ keyId }),
          subjectKeyIdentifier(spki),
        ],
        signer,
      });
    },
  };
}
