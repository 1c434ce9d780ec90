import { type Certificate, decodeCertificate, decodeCms } from '../decode/index.ts';
import { bytesOf, handedIn, tryTo } from './ca.ts';
import { broken, invariant } from './invariant.ts';
import type { SeenHttp } from './seen.ts';

/** The certificate that the message shows; none behind a photograph, data of the card's face, or anything else unsigned. */
function shown({ request }: SeenHttp): Certificate | undefined {
  const { cms } = (request ?? {}) as { cms?: unknown };
  const read = typeof cms === 'string' ? tryTo(() => decodeCms(bytesOf(cms))) : undefined;
  return read?.signerCertDer && tryTo(() => decodeCertificate(read.signerCertDer!));
}

/** 施行規則5条1項2号 names the signing certificate alone. A code is as good as the certificate that it opens: any success counts. */
export const inv02 = invariant(
  'INV-02',
  'the authentication certificate, a photograph or what the card’s face says leads to no certificate',
  (seen, each) =>
    each(
      handedIn(seen).filter((x) => !shown(x)?.keyUsage.includes('nonRepudiation')),
      ({ n, status = 0 }) =>
        status >= 200 && status < 300
          ? [broken('an application without the signing certificate was granted', n)]
          : [],
    ),
);
