/** The consent from which the others are made by one change. */
import { sign } from 'node:crypto';
import { type Der, OID, prepareCms } from '../../../simulator/pki/index.ts';
import { contentBytes } from '../../../simulator/profile/index.ts';
import { AT, authCert, type RsaLabel, rsaPrivateKey, signCert, world } from '../authorities.ts';
import {
  attributesOf,
  type CmsParts,
  closeCms,
  issuerAndNumberOf,
  SHA_256,
  SHA_256_RSA,
  type SignerParts,
} from '../cms-parts.ts';
import type { Told } from '../vector.ts';

export type Consent = Told<{ readonly cms: Der }>;

export const NOW = new Date(AT.getTime() + 3_600_000);
export const SIGNED_AT = new Date(NOW.getTime() - 20_000);
export const VERIFIER = 'fpos-mock-ca';
export const SERVICE = 'abc-bank-app';
export const AGE_MS_MAX = 600_000;

export const certificate = signCert();
export const phoneCertificate = signCert({}, { carrier: 'phone', serial: 0x10c0ffeen }, 'holder phone');
export const authCertificate = authCert();
export const nonce = world.chance.fork('consent nonce').id(16);

export const words = {
  purpose: 'four-items-consent',
  verifier: VERIFIER,
  service: SERVICE,
  items: ['name', 'address', 'birth', 'gender'],
  at: `${SIGNED_AT.toISOString().slice(0, 19)}Z`,
  nonce,
} as const;
export const withdrawalWords = {
  purpose: 'four-items-withdrawal',
  verifier: VERIFIER,
  service: SERVICE,
  at: words.at,
  nonce,
} as const;
export const inquiryWords = { purpose: 'four-items-inquiry', at: words.at, nonce } as const;

/** What a card makes of an object: as the reference has it. */
export function signedBy(
  content: object,
  signerCert: Der = certificate,
  key: RsaLabel = 'holder sign',
  signingTime: Date | undefined = SIGNED_AT,
): Der {
  const cms = prepareCms({ content: contentBytes(content), signerCert, ...(signingTime && { signingTime }) });
  return cms.assemble(Uint8Array.from(sign('sha256', cms.toBeSigned, rsaPrivateKey(key))));
}

export const content = contentBytes(words);
const signer: SignerParts = {
  version: 1,
  sid: issuerAndNumberOf(certificate),
  digestAlgorithm: SHA_256,
  signedAttributes: attributesOf(content, certificate, SIGNED_AT),
  signatureAlgorithm: SHA_256_RSA,
  hash: 'sha256',
  key: 'holder sign',
};
export const parts: CmsParts = {
  version: 1,
  digestAlgorithms: [SHA_256],
  contentType: OID.data,
  content,
  certificates: [certificate],
  signers: [signer],
};

/** The good consent with other parts. */
export const re = (change: Partial<CmsParts>): { cms: Der } => ({ cms: closeCms({ ...parts, ...change }) });
/** The same with a change of its signer. */
export const reSigner = (change: Partial<SignerParts>): { cms: Der } =>
  re({ signers: [{ ...signer, ...change }] });
export const as = (cms: Der): { cms: Der } => ({ cms });
/** The good consent with other words. */
export const said = (change: Readonly<Record<string, unknown>>): { cms: Der } =>
  as(signedBy({ ...words, ...change }));
/** The good consent with these bytes for a content. */
export const bytes = (text: string): { cms: Der } => {
  const other = new Uint8Array(Buffer.from(text, 'utf8'));
  return re({
    content: other,
    signers: [{ ...signer, signedAttributes: attributesOf(other, certificate, SIGNED_AT) }],
  });
};
export { signer };
