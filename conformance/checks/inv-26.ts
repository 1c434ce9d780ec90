import { decodeOcspResponse } from '../decode/index.ts';
import { bytesOf, tryTo } from './ca.ts';
import { untrueEndsMsOf } from './ca-bounds.ts';
import { questions } from './ca-consent.ts';
import { issuedByCard } from './ca-ways.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

interface Answer {
  readonly n: number;
  readonly at: Date;
  readonly serialHex: string;
  readonly status: string;
}

const statusAnswers = (seen: Seen): readonly Answer[] =>
  seen.all.flatMap((o) => {
    if (o.kind !== 'http' || o.from !== 'rig' || !o.response?.type.startsWith('application/ocsp-response'))
      return [];
    const read = tryTo(() => decodeOcspResponse(bytesOf(o.response!.base64 ?? '')));
    return (read?.responses ?? []).map(({ certId, status }) => ({
      n: o.n,
      at: new Date(o.at),
      serialHex: certId.serialHex,
      status,
    }));
  });

/** When J-LIS told a name that is not the one in the certificate. */
function nameFoundUntrue(seen: Seen, card: string, name: string): Date | undefined {
  const told = questions(seen).find(({ request, response }) => {
    const { serial } = (request ?? {}) as { serial?: unknown };
    const { items } = (response ?? {}) as { items?: { name?: unknown } };
    const asked =
      typeof serial === 'string' && /^\d+$/.test(serial) && BigInt(serial) === BigInt(`0x${card}`);
    return asked && items?.name !== undefined && items.name !== name;
  });
  return told && new Date(seen.all.find((o) => o.n === told.n)!.at);
}

/** 施行規則6条10号, 12号. Judged by what anybody hears from OCSP; that the holder is told is for the cases. */
export const inv26 = invariant(
  'INV-26',
  'a certificate that records a name found untrue has ended when the bound is over, whatever its holder did',
  (seen, each) => {
    const answers = statusAnswers(seen);
    const boundMs = untrueEndsMsOf(seen);
    const late = issuedByCard(seen).flatMap(({ certificate, card }) => {
      const name = certificate?.subject.find(({ type }) => type === 'CN')?.value;
      const known = name !== undefined && card ? nameFoundUntrue(seen, card.serialHex, name) : undefined;
      if (!certificate || !known) return [];
      return answers.filter(
        ({ at, serialHex }) =>
          serialHex === certificate.serialHex && at.getTime() > known.getTime() + boundMs,
      );
    });
    return each(late, ({ n, status }) =>
      status === 'revoked' ? [] : [broken('a certificate with an untrue name is still in force', n)],
    );
  },
);
