import { describe, expect, test } from 'vitest';
import * as pki from './index.ts';
import { openssl, opensslMade, opensslPath } from './test-openssl.ts';
import * as sample from './test-samples.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const signCert = pki.readCertificate(sample.signCert);
const root = pki.readCertificate(sample.root);
const issue = (change: Partial<pki.CertificateFields>) =>
  pki.readCertificate(pki.buildCertificate({ ...sample.signCertFields, ...change }));

describe('extensions encode as in the certificates of the public personal authentication service', () => {
  // Values printed from real certificates by others, and a synthetic person on whom two encoders agree.
  test('subjectAltName of six otherName', () => {
    const names = sample.personItems.map(([oid, text]) => pki.otherName(oid, text));
    expect(hex(pki.subjectAltName(...names).value)).toBe(
      '3081C2' +
        'A01F060A2A83088C9B5508050501A0110C0FE8A68BE69CACE38080E88AB1E5AD90' +
        'A019060A2A83088C9B5508050504A00B0C09333139383030323137' +
        'A011060A2A83088C9B5508050503A0030C0132' +
        'A03A060A2A83088C9B5508050505A02C0C2AE69DB1E4BAACE983BDE8A68BE69CACE5B882E69EB6E7A9BAE794BAEFBC91EFBC8DEFBC92EFBC8DEFBC93' +
        'A015060A2A83088C9B5508050502A0070C053030303030' +
        'A01E060A2A83088C9B5508050506A0100C0E3030303030303030303030303030',
    );
  });

  test.each([
    [
      'certificatePolicies',
      pki.certificatePolicies({ oid: sample.signPolicy, cps: 'http://www.jpki.go.jp/cps.html' }),
      '303D303B060B2A83088C9B550805010114302C302A06082B06010505070201161E687474703A2F2F7777772E6A706B692E676F2E6A702F6370732E68746D6C',
    ],
    [
      'authorityInfoAccess',
      pki.authorityInfoAccess('http://ocspauthnorm.jpki.go.jp'),
      '302C302A06082B06010505073001861E687474703A2F2F6F637370617574686E6F726D2E6A706B692E676F2E6A70',
    ],
    ['extKeyUsage', pki.extKeyUsage(pki.OID.clientAuth), '300A06082B06010505070302'],
    ['keyUsage of an authority', pki.keyUsage('keyCertSign', 'cRLSign'), '03020106'],
    ['keyUsage of a signer', pki.keyUsage('digitalSignature', 'nonRepudiation'), '030206C0'],
    ['basicConstraints', pki.basicConstraints(true), '30030101FF'],
    ['reasonCode', pki.reasonCode('certificateHold'), '0A0106'],
  ])('%s', (_, extension, encoded) => expect(hex(extension.value)).toBe(encoded));
});

describe('buildCertificate', () => {
  test('gives the same bytes for the same inputs, with ECDSA too', () => {
    expect(pki.buildCertificate(sample.signCertFields)).toEqual(sample.signCert);
    const ecdsa = { ...sample.signCertFields, signer: sample.phoneSigner };
    expect(pki.buildCertificate(ecdsa)).toEqual(pki.buildCertificate(ecdsa));
  });

  test('cuts milliseconds off', () => {
    const late = new Date('2025-10-27T00:00:00.999Z');
    expect(pki.buildCertificate({ ...sample.signCertFields, notBefore: late })).toEqual(sample.signCert);
  });
});

describe('readCertificate', () => {
  test('gives back what was built', () => {
    expect(signCert).toMatchObject({
      serial: sample.signCertFields.serial,
      issuer: sample.caName,
      subject: sample.personName,
      subjectText: 'C=JP, L=Tokyo-to, L=Mihon-shi, CN=TEST-0001',
      notBefore: sample.signCertFields.notBefore,
      notAfter: sample.signCertFields.notAfter,
      spki: sample.signSigner.spki,
      keyType: 'rsa',
      ski: pki.keyIdOf(sample.signSigner.spki),
      aki: { keyId: pki.keyIdOf(sample.caSigner.spki), issuer: sample.caName, serial: 1n },
      policies: [sample.signPolicy],
      extKeyUsage: [],
      isCa: false,
      aiaOcsp: ['http://ocsp.jlis.test/'],
      crlUris: ['http://crl.jlis.test/sign.crl'],
      signatureAlgorithm: pki.OID.sha256WithRSA,
    });
    expect(signCert.crlNames[0]).toEqual(sample.crlPoint);
    expect([...signCert.keyUsage]).toEqual(['digitalSignature', 'nonRepudiation']);
    expect([...signCert.otherNames]).toEqual(sample.personItems);
    expect([...signCert.extensions.keys()]).toEqual(sample.signCertFields.extensions.map(({ oid }) => oid));
    expect(root).toMatchObject({ isCa: true, aki: undefined, notAfter: sample.day('2060-01-01') });
  });

  test.each([
    // RFC 5280, 4.1.1.2: the algorithm inside (the first) and the one beside the signature are the same.
    [
      'two different algorithms',
      () => {
        const copy = Buffer.from(sample.signCert);
        const inside = copy.indexOf(pki.oid(pki.OID.sha256WithRSA));
        copy.set(pki.oid(pki.OID.sha512WithRSA), inside);
        return copy;
      },
    ],
    ['trailing bytes', () => pki.concat(sample.signCert, Uint8Array.of(0))],
    [
      'an extension that comes twice',
      () => pki.buildCertificate({ ...sample.signCertFields, extensions: [sample.aki, sample.aki] }),
    ],
    [
      'an otherName that comes twice',
      () =>
        pki.buildCertificate({
          ...sample.signCertFields,
          extensions: [pki.subjectAltName(pki.otherName('1.2.3', 'a'), pki.otherName('1.2.3', 'b'))],
        }),
    ],
    [
      'an extension that cannot be read',
      () =>
        pki.buildCertificate({
          ...sample.signCertFields,
          extensions: [{ oid: pki.OID.authorityKeyIdentifier, critical: false, value: Uint8Array.of(1) }],
        }),
    ],
  ])('refuses %s', (_, make) => {
    expect(() => pki.readCertificate(make())).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE' }));
  });

  test('marks what would read as syntax in the text of a name', () => {
    expect(pki.nameText(pki.name([['CN', 'a, O=b']]))).toBe('CN=a\\, O\\=b');
  });
});

describe('verifyIssuedBy', () => {
  test('is true for the issuer and for a root on itself', () => {
    expect(pki.verifyIssuedBy(signCert, root)).toBe(true);
    expect(pki.verifyIssuedBy(root, root)).toBe(true);
  });

  test('is false for another generation of the same name', () => {
    expect(pki.verifyIssuedBy(signCert, pki.readCertificate(sample.otherRoot))).toBe(false);
  });

  test.each([
    ['another issuer name', issue({ issuer: sample.personName }), root],
    [
      'a key identifier of another key',
      issue({ extensions: [pki.authorityKeyIdentifier({ keyId: new Uint8Array(20) })] }),
      root,
    ],
    [
      'another serial number of the issuer',
      issue({
        extensions: [
          pki.authorityKeyIdentifier({
            keyId: pki.keyIdOf(sample.caSigner.spki),
            certificate: { issuer: sample.caName, serial: 2n },
          }),
        ],
      }),
      root,
    ],
    ['a signature by another key', issue({ signer: sample.otherCaSigner }), root],
    [
      'an issuer that is no authority',
      issue({ issuer: sample.personName, extensions: [], signer: sample.signSigner }),
      signCert,
    ],
  ])('is false for %s', (_, certificate, issuer) => {
    expect(pki.verifyIssuedBy(certificate, issuer)).toBe(false);
  });

  test('takes the last second of the validity as inside', () => {
    expect(pki.isValidAt(signCert, new Date('2030-02-17T14:59:59.999Z'))).toBe(true);
    expect(pki.isValidAt(signCert, new Date('2030-02-17T15:00:00Z'))).toBe(false);
    expect(pki.isValidAt(signCert, new Date('2025-10-26T23:59:59.999Z'))).toBe(false);
  });
});

test('PEM there and back', () => {
  const text = `a comment\n${pki.toPem('CERTIFICATE', sample.signCert)}`;
  expect(pki.fromPem('CERTIFICATE', text)).toEqual(sample.signCert);
  expect(() => pki.fromPem('CERTIFICATE', text.replace('BEGIN', 'BEGUN'))).toThrow(
    expect.objectContaining({ code: 'ERR_PEM' }),
  );
});

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  const pem = {
    'root.pem': pki.toPem('CERTIFICATE', sample.root),
    'leaf.pem': pki.toPem('CERTIFICATE', sample.signCert),
  };
  const verify = ['verify', '-x509_strict', ...sample.atTime, '-CAfile', 'root.pem'];

  test('verifies root and leaf strictly, with the critical policy', async () => {
    const run = await openssl([...verify, '-policy', sample.signPolicy, '-explicit_policy', 'leaf.pem'], pem);
    expect(run.text).toContain('leaf.pem: OK');
    expect(run.code).toBe(0);
  });

  test('refuses the leaf under another generation and under another policy', async () => {
    const other = { ...pem, 'root.pem': pki.toPem('CERTIFICATE', sample.otherRoot) };
    expect((await openssl([...verify, 'leaf.pem'], other)).code).not.toBe(0);
    expect(
      (await openssl([...verify, '-policy', '1.2.3', '-explicit_policy', 'leaf.pem'], pem)).code,
    ).not.toBe(0);
  });

  test('verifies a leaf signed with ECDSA', async () => {
    const ecRoot = sample.rootOn(sample.phoneSigner);
    const { extensions, ...fields } = sample.signCertFields;
    const keyId = pki.keyIdOf(sample.phoneSigner.spki);
    const leaf = pki.buildCertificate({
      ...fields,
      extensions: [
        ...extensions.filter((known) => known !== sample.aki),
        pki.authorityKeyIdentifier({ keyId }),
      ],
      signer: sample.phoneSigner,
    });
    const files = {
      'root.pem': pki.toPem('CERTIFICATE', ecRoot),
      'leaf.pem': pki.toPem('CERTIFICATE', leaf),
    };
    expect(await openssl([...verify, 'leaf.pem'], files)).toMatchObject({ code: 0 });
    expect(pki.verifyIssuedBy(pki.readCertificate(leaf), pki.readCertificate(ecRoot))).toBe(true);
  });

  test('prints names in UTF-8 and the two kinds of time', async () => {
    const options = ['-noout', '-subject', '-dates', '-nameopt', 'utf8,sep_comma_plus_space'];
    const run = await openssl(['x509', '-in', 'leaf.pem', ...options], pem);
    expect(run.text).toContain('subject=C=JP, L=Tokyo-to, L=Mihon-shi, CN=TEST-0001');
    expect(run.text).toContain('notAfter=Feb 17 14:59:59 2030 GMT');
    const other = await openssl(['x509', '-in', 'root.pem', ...options], pem);
    expect(other.text).toContain('notAfter=Jan  1 00:00:00 2060 GMT');
  });

  test('makes a certificate that we read and verify', async () => {
    const key = { 'key.pem': await opensslMade(['genpkey', '-algorithm', 'RSA', '-out']) };
    const args = ['req', '-x509', '-key', 'key.pem', '-subj', '/C=JP/CN=TEST', '-outform', 'DER', '-out'];
    const read = pki.readCertificate(await opensslMade(args, key));
    expect(read.subjectText).toBe('C=JP, CN=TEST');
    expect(pki.verifyIssuedBy(read, read)).toBe(true);
  });
});

describe('what was read once', () => {
  test('is no matter of the bytes or dates that a caller alters afterwards', () => {
    const bytes = Uint8Array.from(sample.signCert);
    const first = pki.readCertificate(bytes);
    const [subject, end] = [first.subjectText, first.notAfter.getTime()];
    first.notAfter.setUTCFullYear(2099);
    bytes.fill(0);
    expect(() => pki.readCertificate(bytes)).toThrow();
    const again = pki.readCertificate(sample.signCert);
    expect([again.subjectText, again.notAfter.getTime()]).toEqual([subject, end]);
    expect(pki.verifyIssuedBy(again, root)).toBe(true);
  });

  test('is no excuse for another certificate', () => {
    const altered = Uint8Array.from(sample.signCert);
    altered[altered.length - 1]! ^= 1;
    expect(pki.verifyIssuedBy(pki.readCertificate(altered), root)).toBe(false);
  });
});
