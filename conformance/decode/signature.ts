/** One place that says whether a signature under a certificate-style AlgorithmIdentifier holds, and if not, why. */
import { constants, createHash, type KeyObject, verify } from 'node:crypto';
import { type Asn1, hex, oid, sequence } from './asn1.ts';

/** An AlgorithmIdentifier (RFC 5280, 4.1.1.2); `parametersHex` is undefined where they are absent. */
export type Algorithm = { oid: string; name: string; parametersHex: string | undefined };

type Scheme = { name: string; hash: string; keyType: 'rsa' | 'ec' };

/** Hash functions that we let judge anything; SHA-1 and MD5 are left out on purpose. */
const HASHES: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const SCHEMES: Record<string, Scheme> = {
  '1.2.840.113549.1.1.11': { name: 'sha256WithRSAEncryption', hash: 'sha256', keyType: 'rsa' },
  '1.2.840.113549.1.1.12': { name: 'sha384WithRSAEncryption', hash: 'sha384', keyType: 'rsa' },
  '1.2.840.113549.1.1.13': { name: 'sha512WithRSAEncryption', hash: 'sha512', keyType: 'rsa' },
  '1.2.840.10045.4.3.2': { name: 'ecdsa-with-SHA256', hash: 'sha256', keyType: 'ec' },
  '1.2.840.10045.4.3.3': { name: 'ecdsa-with-SHA384', hash: 'sha384', keyType: 'ec' },
  '1.2.840.10045.4.3.4': { name: 'ecdsa-with-SHA512', hash: 'sha512', keyType: 'ec' },
};

/** RFC 3370, 3.2: in CMS the plain key algorithm may stand for the signature, the hash then comes from digestAlgorithm. */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
/** 電子署名法施行規則 2条1号, 3号. */
const RSA_BITS_MIN = 2048;
const CURVE_BITS_MIN = 224;

/** Reads an AlgorithmIdentifier. */
export function algorithmOf(node: Asn1 | undefined, what = 'algorithm'): Algorithm {
  const [id, parameters] = sequence(node, what);
  const dotted = oid(id, what);
  return {
    oid: dotted,
    name: SCHEMES[dotted]?.name ?? dotted,
    parametersHex: parameters && hex(parameters.der),
  };
}

/** Node's name of the hash with this OID, or undefined when it is not one we accept. */
export function hashName(dotted: string): string | undefined {
  return HASHES[dotted];
}

/** The digest, by Node's name of the hash. */
export function digest(hash: string, ...parts: Uint8Array[]): Uint8Array {
  const state = createHash(hash);
  for (const part of parts) state.update(part);
  return state.digest();
}

/**
 * Checks `signature` over `signed`.
 *
 * RSA is PKCS#1 v1.5 with a key of at least 2048 bits, ECDSA is the DER form; ECDSA signatures with a high s are valid
 * (X.509 never asked for a low one).
 *
 * @param cmsHash the hash of digestAlgorithm, which alone may go with the plain rsaEncryption of CMS
 * @returns undefined when it holds, else the reason in one sentence
 */
export function signatureFault(
  algorithm: Algorithm,
  signed: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
  cmsHash?: string,
): string | undefined {
  const plainRsa: Scheme | undefined =
    algorithm.oid === RSA_ENCRYPTION && cmsHash !== undefined
      ? { name: 'rsaEncryption', hash: cmsHash, keyType: 'rsa' }
      : undefined;
  const scheme = plainRsa ?? SCHEMES[algorithm.oid];
  if (scheme === undefined) return `signature algorithm ${algorithm.oid} is not accepted`;
  if (key.asymmetricKeyType !== scheme.keyType) return `${scheme.name} does not fit a key of another kind`;
  const weak = keyFault(key);
  if (weak !== undefined) return weak;
  // RFC 4055, 5: NULL parameters; RFC 5758, 3.2: none at all.
  const parameters = scheme.keyType === 'rsa' ? '0500' : undefined;
  if (algorithm.parametersHex !== parameters && plainRsa === undefined) {
    return `${scheme.name} with wrong algorithm parameters`;
  }
  const input = scheme.keyType === 'rsa' ? { key, padding: constants.RSA_PKCS1_PADDING } : key;
  return verify(scheme.hash, signed, input, signature) ? undefined : 'the signature does not verify';
}

/** Says why a public key is too weak to count, or undefined. */
export function keyFault(key: KeyObject): string | undefined {
  const bitsOfModulus = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType === 'rsa' && (bitsOfModulus ?? 0) < RSA_BITS_MIN) {
    return `an RSA key of ${bitsOfModulus} bits is too short`;
  }
  if (key.asymmetricKeyType === 'ec') {
    // The names of curves hold the size of their group: prime256v1, secp384r1, sect283k1.
    const curve = key.asymmetricKeyDetails?.namedCurve ?? '';
    const bits = Number(/\d{3}/.exec(curve)?.[0] ?? 0);
    if (bits < CURVE_BITS_MIN) return `a key on ${curve || 'an unnamed curve'} is too short`;
  }
  return undefined;
}
