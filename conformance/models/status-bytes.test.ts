/** Status in bytes: whatever is asked is answered in form, and whatever is listed is read back, by readers of another hand. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJlis, JLIS_HOSTS } from '../../simulator/jlis/index.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  buildCrl,
  buildOcspRequest,
  buildOcspResponse,
  type CrlEntry,
  type CrlReason,
  certId,
  cRLNumber,
  crlReasons,
  keyIdOf,
  keyUsage,
  name,
  p256Signer,
  toPem,
} from '../../simulator/pki/index.ts';
import { createWorld, needs } from '../../simulator/world/index.ts';
import { decodeCrl, decodeOcspRequest, decodeOcspResponse } from '../decode/index.ts';
import { makeBench } from '../decode/openssl-samples.ts';

const signer = p256Signer(new Uint8Array(32).fill(7));
const at = new Date('2026-04-01T05:00:00+09:00');
const hexOf = (serial: bigint): string => {
  const digits = serial.toString(16).toUpperCase();
  return digits.length % 2 === 1 ? `0${digits}` : digits;
};

const anyEntries: fc.Arbitrary<CrlEntry[]> = fc.uniqueArray(
  fc.record(
    {
      serial: fc.oneof(fc.bigInt(0n, 0xffff_ffffn), fc.bigInt(0n, 1n << 65n), fc.bigInt(0n, 1n << 159n)),
      revocationDate: fc
        .integer({ min: Date.UTC(1949, 0, 1) / 1000, max: Date.UTC(2051, 0, 1) / 1000 })
        .map((seconds) => new Date(seconds * 1000)),
      reason: fc.constantFrom(...(Object.keys(crlReasons) as CrlReason[])),
    },
    { requiredKeys: ['serial', 'revocationDate'] },
  ),
  { selector: ({ serial }) => serial, maxLength: 60 },
);

test('any set of entries is read as it was meant, in strict DER', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      const crl = decodeCrl(
        buildCrl({
          issuer: name([['CN', 'TEST']]),
          thisUpdate: at,
          nextUpdate: at,
          entries,
          extensions: [authorityKeyIdentifier({ keyId: keyIdOf(signer.spki) }), cRLNumber(1n)],
          signer,
        }),
      );
      expect(crl.strict).toEqual({ ok: true });
      expect(crl.entries).toEqual(
        entries.map(({ serial, revocationDate, reason = 'unspecified' }) => ({
          serialHex: hexOf(serial),
          at: revocationDate,
          reason,
        })),
      );
    }),
    { numRuns: 60 },
  );
});

const long = process.env.FPOS_HIL_LONG === '1' ? 1_000_000 : 50_000;

test.skipIf(needs('openssl', 'openssl') === undefined)(
  `a list of ${long} entries is sound for OpenSSL`,
  { timeout: 120_000 },
  async () => {
    const bench = makeBench();
    try {
      const subject = name([['CN', 'TEST']]);
      const certificate = buildCertificate({
        serial: 1n,
        issuer: subject,
        subject,
        notBefore: at,
        notAfter: new Date('2036-01-01T00:00:00Z'),
        spki: signer.spki,
        extensions: [basicConstraints(true), keyUsage('keyCertSign', 'cRLSign')],
        signer,
      });
      function* entries(): Generator<CrlEntry> {
        for (let n = 0; n < long; n++)
          yield { serial: 0x1000_0000n + BigInt(n), revocationDate: at, reason: 'superseded' };
      }
      const extensions = [authorityKeyIdentifier({ keyId: keyIdOf(signer.spki) }), cRLNumber(1n)];
      const list = buildCrl({
        issuer: subject,
        thisUpdate: at,
        nextUpdate: at,
        entries: entries(),
        extensions,
        signer,
      });
      bench.write('ca.pem', toPem('CERTIFICATE', certificate));
      bench.write('list.der', list);
      const read = ['crl', '-inform', 'DER', '-in', 'list.der'];
      const { output } = await bench.run([...read, '-CAfile', 'ca.pem', '-noout', '-crlnumber']);
      expect(output).toContain('verify OK');
      // Each entry has 37 octets; what is left is the same for any number of them, but for the lengths.
      expect(list.length - 37 * long).toBeGreaterThan(150);
      expect(list.length - 37 * long).toBeLessThan(350);
    } finally {
      bench.remove();
    }
  },
);

test('an archive cutoff is read as it was meant', () => {
  const world = createWorld({ seed: 1 });
  const [issuer] = createJlis(world).anchors.sign;
  const archiveCutoff = new Date('2016-04-01T05:00:00+09:00');
  const about = { certId: certId(issuer!, 9n, 'sha256'), status: 'good', thisUpdate: at } as const;
  const der = buildOcspResponse({
    responses: [{ ...about, archiveCutoff }, about],
    producedAt: at,
    responderKeyHash: new Uint8Array(20),
    signer,
    certs: [],
  });
  const { responses, strict } = decodeOcspResponse(der);
  expect(strict).toEqual({ ok: true });
  expect(responses.map((single) => single.archiveCutoff)).toEqual([archiveCutoff, undefined]);
});

test('whatever bytes are asked, the answer is in form, and about what was asked', async () => {
  const world = createWorld({ seed: 1 });
  const [, issuer] = createJlis(world).anchors.auth;
  const ask = async (body: Uint8Array) => {
    const url = `http://${JLIS_HOSTS.ocspAuth}/`;
    const response = await world.network.fetchAs('rig')(url, { method: 'POST', body });
    expect(response.status).toBe(200);
    return decodeOcspResponse(new Uint8Array(await response.arrayBuffer()));
  };
  const good = buildOcspRequest({
    certIds: [certId(issuer!, 9n, 'sha1'), certId(issuer!, 10n, 'sha256')],
    nonce: new Uint8Array(16),
  });
  const changed = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 2 })
    .map((changes) => {
      const copy = Uint8Array.from(good);
      for (const [where, value] of changes) copy[where] = value;
      return copy;
    });
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), async (body) => {
      const { responseStatus, responses, nonceHex, strict } = await ask(body);
      counts[responseStatus] = (counts[responseStatus] ?? 0) + 1;
      expect(strict).toEqual({ ok: true });
      if (responseStatus !== 'successful') {
        expect(responseStatus).toBe('malformedRequest');
        return;
      }
      const asked = decodeOcspRequest(body);
      expect(responses.map(({ certId: id }) => id)).toEqual(asked.certIds);
      expect(nonceHex).toBe(asked.nonceHex);
    }),
    { numRuns: 150 },
  );
  expect(Object.keys(counts).sort()).toEqual(['malformedRequest', 'successful']);
});
