/** Whatever bytes come, a reader reads them or throws DecodeError; and what was tampered with does not verify. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../errors.ts';
import * as pki from './index.ts';
import * as sample from './test-samples.ts';

const readers: readonly (readonly [string, (der: Uint8Array) => unknown, Uint8Array])[] = [
  ['ERR_CERTIFICATE', pki.readCertificate, sample.signCert],
  ['ERR_CSR', pki.readCsr, sample.csr],
  ['ERR_CMS', (der) => pki.verifyCms(pki.readCms(der)), sample.cms],
  ['ERR_OCSP_REQUEST', pki.readOcspRequest, sample.ocspRequest],
  ['ERR_OCSP_RESPONSE', pki.readOcspResponse, sample.ocspResponse()],
  ['ERR_CRL', pki.readCrl, sample.crl],
  ['ERR_NAME', pki.nameText, sample.personName],
];

/** Reads; a DecodeError with the right code is an answer too, anything else is thrown on. */
function attempt(code: string, read: (der: Uint8Array) => unknown, der: Uint8Array): 'read' | 'refused' {
  try {
    read(der);
    return 'read';
  } catch (error) {
    if (error instanceof DecodeError && error.code === code) return 'refused';
    throw error;
  }
}

describe.each(readers)('%s', (code, read, good) => {
  test('reads the good sample from a piece of a larger buffer, and keeps no hold on it', () => {
    const larger = pki.concat(new Uint8Array(3), good, new Uint8Array(3));
    const first = read(larger.subarray(3, 3 + good.length));
    larger.fill(0);
    expect(first).toEqual(read(good));
  });

  test('refuses every beginning of the good sample and anything after it', () => {
    for (let length = 0; length < good.length; length += 7) {
      expect(attempt(code, read, good.subarray(0, length))).toBe('refused');
    }
    expect(attempt(code, read, pki.concat(good, Uint8Array.of(0)))).toBe('refused');
    expect(attempt(code, read, pki.concat(good, good))).toBe('refused');
  });

  test('throws nothing but DecodeError on random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void attempt(code, read, bytes)));
  });

  test('throws nothing but DecodeError on the good sample with a few bytes changed', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(changes, (list) => {
        const copy = Uint8Array.from(good);
        for (const [at, value] of list) copy[at] = value;
        attempt(code, read, copy);
      }),
      { numRuns: 200 },
    );
  });

  test('bears deep nesting', () => {
    const deep = new Uint8Array(60_000).map((_, i) => (i % 2 === 0 ? 0x30 : 0x80));
    expect(attempt(code, read, deep)).toBe('refused');
  });
});

/** Counts the flipped bits that a judge still lets pass. Every bit of the part is tried, or so many spread over it. */
function bitsThatPass(der: Uint8Array, part: Uint8Array, passes: (der: Uint8Array) => boolean): number[] {
  const from = Buffer.from(der).indexOf(part) * 8;
  const step = Math.max(1, Math.floor((part.length * 8) / 100));
  const passed: number[] = [];
  for (let bit = from; bit < from + part.length * 8; bit += step) {
    try {
      if (passes(sample.withBitFlipped(der, bit))) passed.push(bit - from);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }
  return passed;
}

describe('one bit flipped does not verify', () => {
  const issuer = pki.readCertificate(sample.root);
  const certId = pki.certId(sample.root, sample.signCertFields.serial, 'sha1');

  test('in a certificate', () => {
    const { tbs, signature } = pki.readCertificate(sample.signCert);
    const passes = (der: Uint8Array) => pki.verifyIssuedBy(pki.readCertificate(der), issuer);
    expect(passes(sample.signCert)).toBe(true);
    expect(bitsThatPass(sample.signCert, tbs, passes)).toEqual([]);
    expect(bitsThatPass(sample.signCert, signature, passes)).toEqual([]);
  });

  test('in a request', () => {
    const { toBeSigned, signature } = pki.readCsr(sample.csr);
    const passes = (der: Uint8Array) => pki.readCsr(der).verified;
    expect(passes(sample.csr)).toBe(true);
    expect(bitsThatPass(sample.csr, toBeSigned, passes)).toEqual([]);
    expect(bitsThatPass(sample.csr, signature, passes)).toEqual([]);
  });

  test('in a message: content, attributes, signature, certificate', () => {
    const { content, toBeSigned, signature, signerCert } = pki.readCms(sample.cms);
    const passes = (der: Uint8Array) => pki.verifyCms(pki.readCms(der)).ok;
    expect(passes(sample.cms)).toBe(true);
    for (const part of [content, pki.implicit(0, toBeSigned), signature, signerCert.signature]) {
      expect(bitsThatPass(sample.cms, part, passes)).toEqual([]);
    }
  });

  test('in an OCSP response', () => {
    const good = sample.ocspResponse();
    const response = pki.readOcspResponse(good);
    if (response.status !== 'successful') throw new Error('no answer');
    const passes = (der: Uint8Array) =>
      pki.verifyOcspResponse({
        response: pki.readOcspResponse(der),
        issuerCert: issuer,
        certId,
        now: sample.now,
      }).ok;
    expect(passes(good)).toBe(true);
    expect(bitsThatPass(good, response.toBeSigned, passes)).toEqual([]);
    expect(bitsThatPass(good, response.signature, passes)).toEqual([]);
    expect(bitsThatPass(good, sample.responderCert, passes)).toEqual([]);
  });

  test('in a CRL', () => {
    const { tbs, signature } = pki.readCrl(sample.crl);
    const passes = (der: Uint8Array) =>
      pki.verifyCrl({ crl: pki.readCrl(der), issuerCert: issuer, now: sample.now }).ok;
    expect(passes(sample.crl)).toBe(true);
    expect(bitsThatPass(sample.crl, tbs, passes)).toEqual([]);
    expect(bitsThatPass(sample.crl, signature, passes)).toEqual([]);
  });
});
