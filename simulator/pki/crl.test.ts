import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crlReasons } from './extensions.ts';
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

/** Serial numbers of up to 20 octets, dates on both sides of what UTCTime can say, every reason and none. */
const anyEntries: fc.Arbitrary<pki.CrlEntry[]> = fc.uniqueArray(
  fc.record(
    {
      serial: fc.oneof(fc.bigInt(0n, 0xffff_ffffn), fc.bigInt(0n, 1n << 65n), fc.bigInt(0n, 1n << 159n)),
      revocationDate: fc
        .integer({ min: Date.UTC(1949, 0, 1) / 1000, max: Date.UTC(2051, 0, 1) / 1000 })
        .map((seconds) => new Date(seconds * 1000)),
      reason: fc.constantFrom(...(Object.keys(crlReasons) as pki.CrlReason[])),
    },
    { requiredKeys: ['serial', 'revocationDate'] },
  ),
  { selector: ({ serial }) => serial, maxLength: 40 },
);
/** 5.3.1: unspecified is not written, so nobody can read it. */
const told = (reason: pki.CrlReason | undefined) => (reason === 'unspecified' ? undefined : reason);

test('any set of entries is read back, in its order', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      const { entries: read } = pki.readCrl(pki.buildCrl({ ...sample.crlFields, entries }));
      expect([...read.values()]).toEqual(
        entries.map(({ reason, ...entry }) => ({ ...entry, reason: told(reason) })),
      );
    }),
    { numRuns: 100 },
  );
});

test('the length octets are right wherever a length grows by one', () => {
  for (const count of [0, 1, 2, 3, 4, 5, 6, 7, 8, 1_769, 1_770, 1_771, 1_772]) {
    const entries = Array.from({ length: count }, (_, i) => ({
      serial: 0x1000_0000n + BigInt(i),
      revocationDate: sample.now,
      reason: 'superseded' as const,
    }));
    expect(pki.readCrl(pki.buildCrl({ ...sample.crlFields, entries })).entries.size).toBe(count);
  }
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

  const opensslReason: Readonly<Record<string, string>> = {
    'Key Compromise': 'keyCompromise',
    'CA Compromise': 'cACompromise',
    'Affiliation Changed': 'affiliationChanged',
    Superseded: 'superseded',
    'Cessation Of Operation': 'cessationOfOperation',
    'Certificate Hold': 'certificateHold',
    'Remove From CRL': 'removeFromCRL',
    'Privilege Withdrawn': 'privilegeWithdrawn',
    'AA Compromise': 'aACompromise',
  };
  /** What `openssl crl -text` says of the entries. */
  const entriesIn = (text: string) =>
    text
      .split('Serial Number: ')
      .slice(1)
      .map((entry) => ({
        serial: BigInt(`0x${/^[0-9A-F]+/.exec(entry)}`),
        revocationDate: new Date(/Revocation Date: (.*)/.exec(entry)![1]!),
        reason: opensslReason[/Reason Code:\s*\n\s*(.*)/.exec(entry)?.[1] ?? ''],
      }));

  test('reads any set of entries as we meant it', async () => {
    for (const entries of fc.sample(anyEntries, { seed: 4, numRuns: 12 })) {
      const der = pki.buildCrl({ ...sample.crlFields, entries });
      const run = await openssl(
        ['crl', '-inform', 'DER', '-in', 'crl.der', '-CAfile', 'root.pem', '-noout', '-text'],
        { ...files, 'crl.der': der },
      );
      expect(run.text).toContain('verify OK');
      expect(entriesIn(run.text)).toEqual(
        entries.map(({ serial, revocationDate, reason }) => ({
          serial,
          revocationDate,
          reason: told(reason),
        })),
      );
    }
  });
});
