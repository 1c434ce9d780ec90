/** Which certificates a CA told to have ended: in its answer to who asked for it, by OCSP, and on its list. */
import { decodeCrl, decodeOcspResponse } from '../decode/index.ts';
import { bytesOf, tryTo } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, failedIn } from './instead.ts';
import { oncePerView, type Seen } from './seen.ts';

interface Ended {
  readonly n: number;
  /** Upper-case hex. */
  readonly serial: string;
}

type Http = Extract<Seen['all'][number], { kind: 'http' }>;

function numbersIn({ response, status }: Http): readonly string[] {
  if (!response || status !== 200) return [];
  if (response.type.startsWith('application/ocsp-response')) {
    const read = tryTo(() => decodeOcspResponse(bytesOf(response.base64 ?? '')));
    return (read?.responses ?? []).flatMap(({ certId, status: told }) =>
      told === 'revoked' ? [certId.serialHex] : [],
    );
  }
  if (response.type.startsWith('application/pkix-crl'))
    return (tryTo(() => decodeCrl(bytesOf(response.base64 ?? ''))) ?? { entries: [] }).entries.map(
      ({ serialHex }) => serialHex,
    );
  if (response.text === undefined || !response.type.includes('json')) return [];
  const { revoked } = (tryTo(() => JSON.parse(response.text!)) ?? {}) as { revoked?: unknown };
  return Array.isArray(revoked) ? revoked.map((one) => String((one as { serial?: unknown }).serial)) : [];
}

/** What the rig changed on the way is left out. */
export const endedNumbers = oncePerView((seen): readonly Ended[] =>
  seen.all.flatMap((o) => {
    if (o.kind !== 'http' || o.tampered !== undefined || new URL(o.url).hostname !== CA_HOST) return [];
    return numbersIn(o).map((serial) => ({ n: o.n, serial: serial.toUpperCase() }));
  }),
);

/** In step `index` something ended, as the CA itself tells. */
export const ends = (index: number): Expectation =>
  expectation(`in step ${index + 1} a certificate ends`, (seen) =>
    endedNumbers(seen.step(index)).length > 0 ? [] : [failedIn(seen, index, 'nothing ended')],
  );
