/** Keys of other kinds than P-256, and requests that ask for more than a key. */
import { createHash, createPublicKey, sign } from 'node:crypto';
import { p384 } from '@noble/curves/nist.js';
import {
  type Attribute,
  type Der,
  name,
  octetString,
  prepareCsr,
  rsaSigner,
  type SignatureAlgorithm,
} from '../../../simulator/pki/index.ts';
import {
  applicationBinding,
  type Offer,
  PROFILE_OID,
  prepareJws,
  sha256Hex,
} from '../../../simulator/profile/index.ts';
import type { Phone } from '../../../simulator/society/index.ts';
import { must, type Rig } from '../../runner/rig.ts';
import { going } from './holding.ts';

export interface OtherKey {
  readonly spki: Der;
  readonly algorithm: SignatureAlgorithm;
  readonly jws: 'ES384' | 'RS256';
  /** Over a request, as PKCS#10 has it. */
  signRequest(bytes: Uint8Array): Uint8Array;
  /** Over a JWS (RFC 7518, 3.3 and 3.4). */
  signJws(bytes: Uint8Array): Uint8Array;
}

export function p384Key(rig: Rig): OtherKey {
  const scalar = new Uint8Array(48);
  scalar.set(rig.holders.scalar(), 16); // 256 bits are enough for a test, and always below the order
  const point = p384.getPublicKey(scalar, false);
  const part = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-384', x: part(point.subarray(1, 49)), y: part(point.subarray(49)) };
  const spki = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' });
  const digest = (hash: string, bytes: Uint8Array): Uint8Array => createHash(hash).update(bytes).digest();
  return {
    spki: new Uint8Array(spki),
    algorithm: 'ecdsaWithSHA256',
    jws: 'ES384',
    // RFC 6979, and s as it comes: neither X.509 nor JWS promises a low one.
    signRequest: (bytes) =>
      p384.sign(digest('sha256', bytes), scalar, { prehash: false, format: 'der', lowS: false }),
    signJws: (bytes) => p384.sign(digest('sha384', bytes), scalar, { prehash: false, lowS: false }),
  };
}

export function rsaKey(rig: Rig): OtherKey {
  const key = rig.world.keys.rsa('test phone');
  const signer = rsaSigner(key);
  return {
    spki: signer.spki,
    algorithm: 'sha256WithRSA',
    jws: 'RS256',
    signRequest: (bytes) => signer.sign(bytes),
    signJws: (bytes) => new Uint8Array(sign('sha256', bytes, key)),
  };
}

/** What the request asks for beside the key; a good one asks for nothing. */
export interface RequestWish {
  readonly subject?: Der;
  readonly attributes?: readonly Attribute[];
}

/** A request for this application, in Base64. */
export function requestFor(
  { application, nonce }: Pick<Offer, 'application' | 'nonce'>,
  key: Pick<OtherKey, 'spki' | 'algorithm' | 'signRequest'>,
  { subject = name([]), attributes = [] }: RequestWish = {},
): string {
  const binding = {
    oid: PROFILE_OID.applicationBinding,
    values: [octetString(applicationBinding(application, nonce))],
  };
  const prepared = prepareCsr({ subject, spki: key.spki, attributes: [binding, ...attributes] });
  return Buffer.from(prepared.assemble(key.algorithm, key.signRequest(prepared.toBeSigned))).toString(
    'base64',
  );
}

/** Enrols with that key as far as the receipt; the phone holds what others need to ask about it. */
export async function enrolWith(rig: Rig, key: OtherKey): Promise<Phone> {
  const { holders } = rig;
  const begun = await going(holders.begin());
  const path = `/applications/${begun.offer.application}`;
  const requests = { csr: requestFor(begun.offer, key) };
  const cms = holders.signed(1, holders.content(begun, requests));
  const { body } = await holders.handIn(begun, cms, requests);
  must(typeof body?.certificate === 'string');
  const certificate = new Uint8Array(Buffer.from(body.certificate, 'base64'));
  const payload = {
    purpose: 'receipt',
    application: begun.offer.application,
    certificate: sha256Hex(certificate),
  };
  const jws = prepareJws(payload, [certificate], key.jws);
  await holders.post(`${path}/acceptance`, { receipt: jws.assemble(key.signJws(jws.toBeSigned)) });
  return {
    ...begun,
    certificate,
    scalar: new Uint8Array(32),
    issued: body,
    application: begun.offer.application,
  };
}
