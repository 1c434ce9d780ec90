import { decodeCertificate, decodeCms } from '../decode/index.ts';
import { bytesOf, tryTo } from './ca.ts';
import { cmsOf, consentsSent, recordedConsents } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

const SIGNED_BY_CARD = 'nonRepudiation';

function faultOf(cms: unknown): string | undefined {
  const read = typeof cms === 'string' ? tryTo(() => decodeCms(bytesOf(cms))) : undefined;
  if (!read) return 'what was sent to J-LIS as a consent is no signed message';
  if (!read.digestOk || !read.signatureOk) return 'a consent whose signature does not verify went to J-LIS';
  const signer = read.signerCertDer && tryTo(() => decodeCertificate(read.signerCertDer!));
  return signer?.keyUsage.includes(SIGNED_BY_CARD)
    ? undefined
    : 'a consent that is not by a signing certificate went to J-LIS';
}

/** 公的個人認証法施行規則35条の2第1項, 第3項: a signed electronic message, sent on to J-LIS. Paper and ticked boxes are none. */
export const inv21 = invariant(
  'INV-21',
  'a consent is a message signed by the card, and counts only once J-LIS has it',
  (seen, each) => {
    const sent = consentsSent(seen);
    return [
      ...each(sent, (one) => {
        const fault = faultOf(cmsOf(one));
        return fault === undefined ? [] : [broken(fault, one.n)];
      }),
      ...each(
        recordedConsents(seen).filter(({ answer }) => answer.state === 'active'),
        ({ n, cms }) =>
          sent.some((one) => one.n < n && cmsOf(one) === cms && (one.status ?? 500) < 300)
            ? []
            : [broken('a consent counts that J-LIS was never sent', n)],
      ),
    ];
  },
);
