import { describe, expect, test } from 'vitest';
import * as pki from './index.ts';
import { openssl, opensslPath } from './test-openssl.ts';
import * as sample from './test-samples.ts';

const issuerCert = pki.readCertificate(sample.root);
const judge = (change: Partial<pki.CrlFields>, now = sample.now) =>
  pki.verifyCrl({ crl: pki.readCrl(pki.buildCrl({ ...sample.crlFields, ...change })), issuerCert, now });

describe('CRL', () => {
  test('is read back and verified', () => {
    const crl = pki.readCrl(sample.crl);
    expect(crl).toMatchObject({
      issuer: sample.caName,
      thisUpdate: sample.crlFields.thisUpdate,
      nextUpdate: sample.crlFields.nextUpdate,
      crlNumber: 42n,
      scope: { fullName: [sample.crlPoint], onlyContainsUserCerts: true, onlyContainsCACerts: false },
    });
    expect([...crl.entries.values()].map(({ serial, reason }) => [serial, reason])).toEqual([
      [5n, undefined],
      [sample.signCertFields.serial, 'affiliationChanged'],
      [7n, 'certificateHold'],
    ]);
    expect(judge({})).toEqual({ ok: true });
  });

  test('may be empty', () => {
    expect(pki.readCrl(pki.buildCrl({ ...sample.crlFields, entries: [] })).entries.size).toBe(0);
  });

  test('may be long', () => {
    const entries = Array.from({ length: 5_000 }, (_, i) => ({
      serial: BigInt(i + 1),
      revocationDate: sample.now,
    }));
    expect(pki.readCrl(pki.buildCrl({ ...sample.crlFields, entries })).entries.size).toBe(5_000);
  });

  test('covers the distribution point of the certificate byte for byte', () => {
    const { crlNames } = pki.readCertificate(sample.signCert);
    expect(crlNames).toContainEqual(pki.readCrl(sample.crl).scope!.fullName[0]);
  });

  const akiOf = (spki: Uint8Array) => pki.authorityKeyIdentifier({ keyId: pki.keyIdOf(spki) });
  test.each([
    ['another name', { issuer: sample.personName }, 'issuer'],
    [
      'the key identifier of another generation',
      { extensions: [akiOf(sample.otherCaSigner.spki)] },
      'issuer',
    ],
    ['a signature by another key', { signer: sample.otherCaSigner }, 'signature'],
    [
      'a delta list',
      { extensions: [{ oid: '2.5.29.27', critical: true, value: pki.integer(1) }] },
      'critical-extension',
    ],
  ])('is not relied on with %s', (_, change, why) => expect(judge(change)).toEqual({ ok: false, why }));

  test('is not relied on before its time and after', () => {
    expect(judge({}, new Date('2026-03-30T23:54:59Z'))).toEqual({ ok: false, why: 'from-the-future' });
    expect(judge({}, new Date('2026-03-30T23:55:00Z'))).toEqual({ ok: true });
    expect(judge({}, new Date('2026-04-02T00:05:00Z'))).toEqual({ ok: true });
    expect(judge({}, new Date('2026-04-02T00:05:01Z'))).toEqual({ ok: false, why: 'stale' });
  });

  test('is not relied on if its issuer may not sign lists', () => {
    const issuer = pki.buildCertificate({
      ...sample.signCertFields,
      subject: sample.caName,
      spki: sample.caSigner.spki,
      serial: 1n,
      extensions: [pki.keyUsage('keyCertSign'), pki.basicConstraints(true)],
    });
    const question = {
      crl: pki.readCrl(sample.crl),
      issuerCert: pki.readCertificate(issuer),
      now: sample.now,
    };
    expect(pki.verifyCrl(question)).toEqual({ ok: false, why: 'issuer-may-not-sign-crls' });
  });

  test('is refused if it lists a certificate twice', () => {
    const entry = { serial: 5n, revocationDate: sample.now };
    const der = pki.buildCrl({ ...sample.crlFields, entries: [entry, entry] });
    expect(() => pki.readCrl(der)).toThrow(expect.objectContaining({ code: 'ERR_CRL' }));
  });
});

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  const files = {
    'root.pem': pki.toPem('CERTIFICATE', sample.root),
    'leaf.pem': pki.toPem('CERTIFICATE', sample.signCert),
    'crl.der': sample.crl,
  };

  test('verifies the list and prints the reasons', async () => {
    const run = await openssl(
      ['crl', '-inform', 'DER', '-in', 'crl.der', '-CAfile', 'root.pem', '-noout', '-text'],
      files,
    );
    expect(run.text).toContain('verify OK');
    expect(run.text.match(/CRL entry extensions/g)).toHaveLength(2); // code 0 is not written
    expect(run.text).toMatch(/Serial Number: 067C6A21[\s\S]*?Affiliation Changed/);
    expect(run.text).toMatch(/Serial Number: 07[\s\S]*?Certificate Hold/);
    expect(run.text).toMatch(/X509v3 CRL Number:\s+42/);
    expect(run.text).toMatch(/X509v3 Issuing Distribution Point: critical/);
  });

  test('finds the certificate revoked by the list of its distribution point, and good by another', async () => {
    const verify = [
      'verify',
      '-crl_check',
      ...sample.atTime,
      '-CAfile',
      'root.pem',
      '-CRLfile',
      'crl.pem',
      'leaf.pem',
    ];
    const revoked = await openssl(verify, { ...files, 'crl.pem': pki.toPem('X509 CRL', sample.crl) });
    expect(revoked.text).toContain('certificate revoked');
    const clean = pki.buildCrl({ ...sample.crlFields, entries: [] });
    const good = await openssl(verify, { ...files, 'crl.pem': pki.toPem('X509 CRL', clean) });
    expect(good.text).toContain('leaf.pem: OK');
  });
});
