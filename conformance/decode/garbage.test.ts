import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../../simulator/errors.ts';
import {
  decodeCertificate,
  decodeCms,
  decodeCrl,
  decodeCsr,
  decodeFourItems,
  decodeJws,
  decodeOcspRequest,
  decodeOcspResponse,
  findPrivateKey,
  fourItemsOfCertificate,
  judgeOcsp,
  judgePath,
} from './index.ts';

const DECODERS: Record<string, { code: string; decode: (bytes: Uint8Array) => unknown }> = {
  certificate: { code: 'ERR_CERTIFICATE', decode: decodeCertificate },
  csr: { code: 'ERR_CSR', decode: decodeCsr },
  cms: { code: 'ERR_CMS', decode: decodeCms },
  crl: { code: 'ERR_CRL', decode: decodeCrl },
  'ocsp request': { code: 'ERR_OCSP', decode: decodeOcspRequest },
  'ocsp response': { code: 'ERR_OCSP', decode: decodeOcspResponse },
  'four items': { code: 'ERR_FOUR_ITEMS', decode: decodeFourItems },
  'four items of a certificate': { code: 'ERR_FOUR_ITEMS', decode: fourItemsOfCertificate },
  jws: { code: 'ERR_JWS', decode: (bytes) => decodeJws(Buffer.from(bytes).toString('latin1')) },
  'public key': {
    code: 'ERR_PUBLIC_KEY',
    decode: (bytes) => findPrivateKey({ messages: [], publicKeySpki: bytes }),
  },
};

/** Bytes with the shape of ASN.1, which get further into a decoder than noise does. */
const { element } = fc.letrec<{ element: Uint8Array }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc
      .tuple(
        fc.constantFrom(1, 2, 3, 4, 5, 6, 10, 12, 19, 23, 24, 0x80, 0x82),
        fc.uint8Array({ maxLength: 20 }),
      )
      .map(([tag, body]) => tlv(tag, body)),
    fc
      .tuple(fc.constantFrom(0x30, 0x30, 0x31, 0xa0, 0xa1, 0xa3), fc.array(tie('element'), { maxLength: 8 }))
      .map(([tag, kids]) => tlv(tag, Buffer.concat(kids))),
  ),
}));

function tlv(tag: number, body: Uint8Array): Uint8Array {
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.of(tag, ...length), body]);
}

describe('garbage', () => {
  test.each(Object.entries(DECODERS))('%s: nothing but its DecodeError is thrown', (_, { code, decode }) => {
    const noise = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(noise, element), (bytes) => {
        try {
          decode(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(DecodeError);
          expect((thrown as DecodeError).code).toBe(code);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('deep nesting is refused, not run into', () => {
    let nested: Uint8Array = Buffer.alloc(0);
    for (let depth = 0; depth < 5000; depth++) nested = tlv(0x30, nested);
    for (const { code, decode } of Object.values(DECODERS)) {
      expect(() => decode(nested)).toThrow(expect.objectContaining({ code }));
    }
  });

  test('the judges answer, whatever they are given', () => {
    const at = new Date('2026-04-01T00:00:00Z');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), element), (bytes) => {
        expect(judgePath({ leaf: bytes, anchors: [bytes], at, need: {} }).ok).toBe(false);
        expect(judgeOcsp({ response: bytes, issuer: bytes, serialHex: '01', at }).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
