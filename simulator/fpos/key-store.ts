/** A key store in software, as an emulator or an old phone has it. Signatures are deterministic (RFC 6979). */
import { p256 } from '@noble/curves/nist.js';
import { p256Spki } from '../pki/index.ts';
import type { KeyStore } from './deps.ts';

/** `drawScalar` gives a fresh private scalar (32 bytes, 0 < d < n) for each key pair. */
export function softwareKeyStore(drawScalar: (keyId: string) => Uint8Array): KeyStore {
  const keys = new Map<string, Uint8Array>();
  let made = 0;
  return {
    generate: async () => {
      made += 1;
      const keyId = `key-${made}`;
      const scalar = drawScalar(keyId);
      keys.set(keyId, scalar);
      return { keyId, spki: p256Spki(p256.getPublicKey(scalar, false)) };
    },
    sign: async (keyId, bytes, format) => {
      const scalar = keys.get(keyId);
      if (!scalar) throw new RangeError(`no key ${keyId}`);
      // Neither X.509 nor RFC 7518 asks for low s, so s stays as RFC 6979 gives it.
      return p256.sign(bytes, scalar, {
        prehash: true,
        lowS: false,
        format: format === 'der' ? 'der' : 'compact',
      });
    },
    erase: async (keyId) => {
      keys.get(keyId)?.fill(0);
      keys.delete(keyId);
    },
  };
}
