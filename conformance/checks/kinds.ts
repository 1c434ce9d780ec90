/** Of which kind a certificate of the accredited CA is, by what stands in it. Written down apart from what builds them. */
import type { Certificate } from '../decode/index.ts';

const ARC = '1.3.6.1.4.1.32473.2024';
export const POLICY = {
  basic: `${ARC}.2.1`,
  attribute: `${ARC}.2.2`,
  authentication: `${ARC}.2.3`,
} as const;
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** For which purpose alone its key is; undefined: it is none of a pair, and does what its kind does. */
export function isOfAPair({
  policies,
  keyUsage,
  extKeyUsage,
}: Certificate): 'signature' | 'authentication' | undefined {
  const nonRepudiation = keyUsage.includes('nonRepudiation');
  if (policies.includes(POLICY.authentication))
    return !nonRepudiation && extKeyUsage.join() === CLIENT_AUTH ? 'authentication' : undefined;
  return policies.includes(POLICY.basic) && nonRepudiation ? 'signature' : undefined;
}

/** Whose signature it is: told by the key; of a pair, whose two keys log in and sign, by the subject that both certificates bear. */
export const signerOf = (certificate: Certificate): string =>
  isOfAPair(certificate) === undefined
    ? Buffer.from(certificate.spki).toString('hex')
    : JSON.stringify(certificate.subject);
