/** Did the private key of a certified P-256 key ever go over the wire? Every 32-byte window is tried as its scalar. */
import { createPublicKey } from 'node:crypto';
import { guard } from './asn1.ts';
import { type Encoding, type Layer, layersOf, type Message } from './layers.ts';
import { findScalar } from './scalar-search.ts';

/**
 * Where a private key was found. `encoding` is how the message writes it at `offset`; `layers` are all encodings from the
 * outside in, when there is more than one.
 */
export type KeyLeak = { where: string; encoding: Encoding; offset: number; layers: Encoding[] };

const SCALAR_LENGTH = 32;

/**
 * Looks for the private scalar (32 bytes, big-endian, as SEC 1, PKCS#8 and JWK write it) of a P-256 public key in messages:
 * raw, in hexadecimal, in Base64 or base64url at any alignment, and two of these inside one another.
 *
 * Exact: what is reported is the key, and a key that stands there in one of these forms is reported.
 *
 * @param input.publicKeySpki SubjectPublicKeyInfo, DER
 * @throws DecodeError `ERR_PUBLIC_KEY` where that is no P-256 key
 */
export function findPrivateKey(input: {
  messages: readonly Message[];
  publicKeySpki: Uint8Array;
}): KeyLeak[] {
  const point = pointOf(input.publicKeySpki);
  // The same certificate or header travels many times; each distinct run of bytes is searched once.
  const distinct = new Map<string, Array<{ where: string; layer: Layer }>>();
  for (const { where, bytes } of input.messages) {
    for (const layer of layersOf(bytes, SCALAR_LENGTH)) {
      const key = Buffer.from(layer.bytes.buffer, layer.bytes.byteOffset, layer.bytes.length).toString(
        'latin1',
      );
      const places = distinct.get(key);
      if (places === undefined) distinct.set(key, [{ where, layer }]);
      else places.push({ where, layer });
    }
  }
  const groups = [...distinct.values()];
  const sources = groups.map(([first]) => first!.layer.bytes);
  const leaks = findScalar(sources, point).flatMap(({ source, offset }) =>
    groups[source]!.map(({ where, layer }): KeyLeak => {
      const layers = layer.encodingsOf(offset, SCALAR_LENGTH);
      return { where, encoding: layers[0] ?? 'raw', offset: layer.offsetOf(offset), layers };
    }),
  );
  return withoutRepeats(leaks);
}

/** Hexadecimal at one alignment may be found once more through another layer; one place and encoding is one leak. */
function withoutRepeats(leaks: readonly KeyLeak[]): KeyLeak[] {
  const byPlace = new Map(
    leaks.map((leak) => [JSON.stringify([leak.where, leak.offset, leak.layers]), leak]),
  );
  return [...byPlace.values()];
}

/** The uncompressed point of a P-256 SubjectPublicKeyInfo. */
function pointOf(spki: Uint8Array): Uint8Array {
  return guard('ERR_PUBLIC_KEY', 'public key', () => {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('not a P-256 key');
    const { x = '', y = '' } = key.export({ format: 'jwk' });
    return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  });
}
