/** An authority, a person and what they issue and sign, for the tests of this folder. */
import { testKey } from '../world/test-keys.ts';
import * as pki from './index.ts';

export const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** The moment at which all judges judge, also as the seconds that OpenSSL takes. */
export const now = day('2026-04-01');
export const atTime: readonly string[] = ['-attime', String(now.getTime() / 1000)];

export const caSigner = pki.rsaSigner(testKey(0));
export const otherCaSigner = pki.rsaSigner(testKey(1));
export const signSigner = pki.rsaSigner(testKey(2));
export const responderSigner = pki.rsaSigner(testKey(3));
export const phoneSigner = pki.p256Signer(new Uint8Array(32).fill(7));

export const caName = pki.name([
  ['C', 'JP'],
  ['O', 'JPKI-MOCK TEST'],
  ['OU', 'JPKI for digital signature'],
]);
export const personName = pki.name([
  ['C', 'JP'],
  ['L', 'Tokyo-to'],
  ['L', 'Mihon-shi'],
  ['CN', 'TEST-0001'],
]);

/** A root on this key. All roots here have one and the same name, as generations of one authority have. */
export const rootOn = (signer: pki.Signer, serial = 1n, extra: readonly pki.Extension[] = []): Uint8Array =>
  pki.buildCertificate({
    serial,
    issuer: caName,
    subject: caName,
    notBefore: day('2020-01-01'),
    notAfter: day('2060-01-01'),
    spki: signer.spki,
    extensions: [
      pki.keyUsage('keyCertSign', 'cRLSign'),
      pki.basicConstraints(true),
      pki.subjectKeyIdentifier(signer.spki),
      ...extra,
    ],
    signer,
  });

export const root = rootOn(caSigner);
export const otherRoot = rootOn(otherCaSigner, 2n);

export const aki = pki.authorityKeyIdentifier({
  keyId: pki.keyIdOf(caSigner.spki),
  certificate: { issuer: caName, serial: 1n },
});

/** The six items of a signing certificate of an invented person. */
export const personItems: readonly (readonly [oid: string, text: string])[] = [
  ['1.2.392.200149.8.5.5.1', '見本　花子'],
  ['1.2.392.200149.8.5.5.4', '319800217'],
  ['1.2.392.200149.8.5.5.3', '2'],
  ['1.2.392.200149.8.5.5.5', '東京都見本市架空町１－２－３'],
  ['1.2.392.200149.8.5.5.2', '00000'],
  ['1.2.392.200149.8.5.5.6', '00000000000000'],
];

export const signPolicy = '1.2.392.200149.8.5.1.1.20';

export const crlPoint = pki.directoryName(
  pki.name([
    ['C', 'JP'],
    ['O', 'JPKI-MOCK TEST'],
    ['OU', 'CRL Distribution Points'],
    ['CN', 'Mihon-shi CRLDP'],
  ]),
);

/** A signing certificate shaped like those of the public personal authentication service. */
export const signCertFields: pki.CertificateFields = {
  serial: 0x067c6a21n,
  issuer: caName,
  subject: personName,
  notBefore: day('2025-10-27'),
  notAfter: new Date('2030-02-17T14:59:59Z'),
  spki: signSigner.spki,
  extensions: [
    pki.keyUsage('digitalSignature', 'nonRepudiation'),
    pki.subjectAltName(...personItems.map(([oid, text]) => pki.otherName(oid, text))),
    pki.certificatePolicies({ oid: signPolicy, cps: 'http://www.jlis.test/cps.html' }),
    pki.issuerAltName(pki.directoryName(pki.name([['O', '公的個人認証サービス TEST']]))),
    pki.cRLDistributionPoints([crlPoint], [pki.uri('http://crl.jlis.test/sign.crl')]),
    pki.authorityInfoAccess('http://ocsp.jlis.test/'),
    aki,
    pki.subjectKeyIdentifier(signSigner.spki),
  ],
  signer: caSigner,
};
export const signCert = pki.buildCertificate(signCertFields);

export const responderFields: pki.CertificateFields = {
  ...signCertFields,
  serial: 0x067c6a30n,
  subject: pki.name([['CN', 'OCSP responder TEST']]),
  notBefore: day('2020-01-01'),
  notAfter: day('2045-01-01'),
  spki: responderSigner.spki,
  extensions: [
    pki.keyUsage('digitalSignature'),
    pki.extKeyUsage(pki.OID.ocspSigning),
    pki.ocspNoCheck(),
    aki,
    pki.subjectKeyIdentifier(responderSigner.spki),
  ],
};
export const responderCert = pki.buildCertificate(responderFields);

export const nonce = new Uint8Array(16).fill(0xa5);

/** A response on the signing certificate, good unless told otherwise. */
export const ocspResponse = (
  status: pki.CertStatus = { status: 'good' },
  change: Partial<pki.OcspResponseFields> = {},
  times: { thisUpdate: Date; nextUpdate?: Date } = { thisUpdate: now, nextUpdate: day('2099-01-01') },
): Uint8Array =>
  pki.buildOcspResponse({
    responses: [{ certId: pki.certId(root, signCertFields.serial, 'sha1'), ...status, ...times }],
    producedAt: now,
    nonce,
    responderKeyHash: pki.keyIdOf(responderSigner.spki),
    signer: responderSigner,
    certs: [responderCert],
    ...change,
  });

export const ocspRequest = pki.buildOcspRequest({
  certIds: [pki.certId(root, signCertFields.serial, 'sha256')],
  nonce,
});

export const crlFields: pki.CrlFields = {
  issuer: caName,
  thisUpdate: day('2026-03-31'),
  nextUpdate: day('2026-04-02'),
  entries: [
    { serial: 5n, revocationDate: day('2026-01-05'), reason: 'unspecified' },
    { serial: signCertFields.serial, revocationDate: day('2026-03-01'), reason: 'affiliationChanged' },
    { serial: 7n, revocationDate: day('2026-01-07'), reason: 'certificateHold' },
  ],
  extensions: [
    pki.authorityKeyIdentifier({ keyId: pki.keyIdOf(caSigner.spki) }),
    pki.cRLNumber(42n),
    pki.issuingDistributionPoint({ fullName: [crlPoint], onlyContainsUserCerts: true }),
  ],
  signer: caSigner,
};
export const crl = pki.buildCrl(crlFields);

/** The application binds the request; its number stands in an attribute. */
export const bindingOid = '2.25.1234567890';
export const preparedCsr = pki.prepareCsr({
  subject: pki.name([['CN', 'TEST']]),
  spki: phoneSigner.spki,
  attributes: [{ oid: bindingOid, values: [pki.octetString(new Uint8Array(32).fill(9))] }],
});
export const csr = preparedCsr.assemble('ecdsaWithSHA256', phoneSigner.sign(preparedCsr.toBeSigned));

export const content = new TextEncoder().encode('{"applicationId":"TEST-1"}');
export const preparedCms = pki.prepareCms({
  content,
  signerCert: signCert,
  signingTime: now,
  caCerts: [root],
});
export const cms = preparedCms.assemble(signSigner.sign(preparedCms.toBeSigned));

/** The same bytes with one bit turned round. */
export function withBitFlipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = copy[bit >> 3]! ^ (0x80 >> (bit & 7));
  return copy;
}
