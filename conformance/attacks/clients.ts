/** Hostile or mistaken libraries: the reference library with steps replaced. The CA must not be taken in. */

import { createHash } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import {
  AID_JPKI,
  computeDigitalSignature,
  digestInfoSha256,
  FID,
  leadingTlvLength,
  parseResponseApdu,
  readBinary,
  selectAid,
  selectEf,
  utf8Encode,
  verify,
} from '../../simulator/apdu/index.ts';
import { type FposSteps, fposSteps } from '../../simulator/fpos/index.ts';
import {
  type Der,
  name,
  octetString,
  p256Signer,
  p256Spki,
  prepareCms,
  prepareCsr,
  readCms,
  rsaSigner,
} from '../../simulator/pki/index.ts';
import { applicationBinding, contentBytes, type Offer, PROFILE_OID } from '../../simulator/profile/index.ts';
import { type Chance, drawRsaPrivateKey, type Tampering } from '../../simulator/world/index.ts';

/** Shows the authentication certificate, and signs with the authentication key. */
export const withAuthenticationKey = (authPin: string): Partial<FposSteps> => ({
  presentPin: async ({ deps: { card } }) => {
    await card.transmit(selectAid(AID_JPKI));
    await card.transmit(selectEf(FID.AUTH_PIN));
    await card.transmit(verify(utf8Encode(authPin)));
  },
  readSignCert: async ({ deps: { card } }) => {
    await card.transmit(selectEf(FID.AUTH_CERT));
    const read = async (offset: number): Promise<Uint8Array> =>
      parseResponseApdu(await card.transmit(readBinary(offset, 256))).data;
    const head = await read(0);
    const total = leadingTlvLength(head);
    const parts = [head];
    for (let at = 256; at < total; at += 256) parts.push(await read(at));
    return new Uint8Array(Buffer.concat(parts).subarray(0, total));
  },
  signApplication: async ({ deps: { card, now } }, content, certificate) => {
    const cms = prepareCms({ content: contentBytes(content), signerCert: certificate, signingTime: now() });
    await card.transmit(selectEf(FID.AUTH_KEY));
    const digest = createHash('sha256').update(cms.toBeSigned).digest();
    const { data } = parseResponseApdu(
      await card.transmit(computeDigitalSignature(digestInfoSha256(digest))),
    );
    return cms.assemble(data);
  },
});

/** Uses one certification request for every application: the request of the first. */
export function withCopiedRequest(): Partial<FposSteps> {
  let first: Der | undefined;
  return {
    requestCertificate: async (...args) => {
      first ??= await fposSteps.requestCertificate(...args);
      return first;
    },
  };
}

/** A request for this application by a key that the attacker holds. */
function attackersRequest(
  { application, nonce }: Pick<Offer, 'application' | 'nonce'>,
  scalar: Uint8Array,
): Der {
  const signer = p256Signer(scalar);
  const csr = prepareCsr({
    subject: name([]),
    spki: signer.spki,
    attributes: [
      { oid: PROFILE_OID.applicationBinding, values: [octetString(applicationBinding(application, nonce))] },
    ],
  });
  return csr.assemble(signer.algorithm, signer.sign(csr.toBeSigned));
}

/** Asks for a certificate for somebody else's public key: the request is signed, but not by the key in it. */
export const withForeignKey = (foreignScalar: Uint8Array): Partial<FposSteps> => ({
  requestCertificate: async ({ deps }, { application, nonce }, key) => {
    const csr = prepareCsr({
      subject: name([]),
      spki: p256Spki(p256.getPublicKey(foreignScalar, false)),
      attributes: [
        {
          oid: PROFILE_OID.applicationBinding,
          values: [octetString(applicationBinding(application, nonce))],
        },
      ],
    });
    return csr.assemble('ecdsaWithSHA256', await deps.keyStore.sign(key.keyId, csr.toBeSigned, 'der'));
  },
});

/** More draws than this are never needed: one in four requests has the length of any given other. */
const DRAWS_MAX = 256;

/**
 * A man in the middle who exchanges the public key after the card signed: the request inside the signed content is
 * replaced by one of the same length for a key of the attacker; not another byte of the message changes.
 */
export function keyExchangedAfterSigning(host: string, drawScalar: () => Uint8Array): Tampering {
  return {
    host,
    says: 'the certification request inside the signed content was exchanged for the attacker’s',
    request(sent) {
      if (!sent.url.endsWith('/signed')) return sent;
      const message = JSON.parse(Buffer.from(sent.body).toString('utf8')) as { cms: string };
      const cms = Buffer.from(message.cms, 'base64');
      // The content stands inside the CMS byte for byte, so a request of the same length can take its place.
      const content = JSON.parse(Buffer.from(readCms(cms).content).toString('utf8')) as Pick<
        Offer,
        'application' | 'nonce'
      > & { csr: string };
      for (let draw = 0; draw < DRAWS_MAX; draw++) {
        const csr = Buffer.from(attackersRequest(content, drawScalar())).toString('base64');
        if (csr.length !== content.csr.length) continue;
        cms.write(csr, cms.indexOf(content.csr, 0, 'latin1'), 'latin1');
        return { ...sent, body: Buffer.from(JSON.stringify({ cms: cms.toString('base64') })) };
      }
      return sent;
    },
  };
}

/** A request for an RSA key of 1024 bits, signed by that key and made for this application. */
export function weakRequest(
  { application, nonce }: Pick<Offer, 'application' | 'nonce'>,
  chance: Chance,
): string {
  const signer = rsaSigner(drawRsaPrivateKey((n) => chance.bytes(n), 1024));
  const csr = prepareCsr({
    subject: name([]),
    spki: signer.spki,
    attributes: [
      { oid: PROFILE_OID.applicationBinding, values: [octetString(applicationBinding(application, nonce))] },
    ],
  });
  return Buffer.from(csr.assemble(signer.algorithm, signer.sign(csr.toBeSigned))).toString('base64');
}
