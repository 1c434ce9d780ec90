/** Consents that a library had signed, and their withdrawal. */
import { decodeCms } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { bytesOf, CA_HOST, tryTo } from './ca.ts';
import { type Expectation, expectation, thatHolds } from './expectation.ts';
import type { Seen } from './seen.ts';

interface Said {
  readonly n: number;
  readonly status: number;
  readonly faults: readonly string[];
  readonly content: {
    readonly purpose?: unknown;
    readonly verifier?: unknown;
    readonly service?: unknown;
    readonly items?: unknown;
    readonly nonce?: unknown;
    readonly at?: unknown;
  };
}

/** What was sent to an address of the CA, or of another host, as signed by the card; unreadable things are left out. */
const said = (seen: Seen, path: RegExp, host = CA_HOST): readonly Said[] =>
  seen.http({ host, path }).flatMap(({ n, request, status = 0 }) => {
    const text = (request as { cms?: unknown } | undefined)?.cms;
    const cms = typeof text === 'string' ? tryTo(() => decodeCms(bytesOf(text))) : undefined;
    const content = cms?.content && tryTo(() => JSON.parse(Buffer.from(cms.content!).toString('utf8')));
    return cms && content ? [{ n, status, faults: cms.reasons, content }] : [];
  });

export const consents = (seen: Seen, host?: string): readonly Said[] => said(seen, /^\/consents$/, host);
export const withdrawn = (seen: Seen): readonly Said[] => said(seen, /^\/consents\/withdrawals$/);

export interface Consented {
  readonly verifier: string;
  readonly service: string;
  readonly items: readonly string[];
}

const differences = ({ content, n, faults }: Said, expected: Consented): readonly Finding[] => {
  const items = Array.isArray(content.items) ? [...content.items].sort() : [];
  const compared = [
    ['purpose', content.purpose, 'four-items-consent'],
    ['verifier', content.verifier, expected.verifier],
    ['service', content.service, expected.service],
    ['items', items.join(' '), [...expected.items].sort().join(' ')],
  ] as const;
  return [
    ...faults.map((says) => ({ kind: 'fail', says: `the signed consent: ${says}`, at: n }) as const),
    ...compared
      .filter(([, actual, wanted]) => actual !== wanted)
      .map(
        ([name, actual, wanted]) =>
          ({
            kind: 'fail',
            says: `the consent has another ${name}`,
            expected: wanted,
            actual: String(actual),
            at: n,
          }) as const,
      ),
  ];
};

/** One consent, signed by the card, to exactly these, and the CA took it; or the host that it is for. */
export const consentsTo = (index: number, expected: Consented, host?: string): Expectation =>
  expectation(
    `in step ${index + 1} the card signs the consent to ${expected.items.join(', ')} and no other`,
    (seen) => {
      const found = consents(seen.step(index), host);
      const [own] = found;
      if (!own || found.length > 1)
        return [{ kind: 'fail', says: `${found.length} consents were sent, 1 expected` }];
      return [
        ...differences(own, expected),
        ...(own.status === 201
          ? []
          : [{ kind: 'fail', says: 'the consent was not taken', at: own.n } as const]),
      ];
    },
  );

export const consentsToNothing = (index: number): Expectation =>
  expectation(`in step ${index + 1} no consent is sent`, (seen) =>
    consents(seen.step(index)).map(({ n }) => ({ kind: 'fail', says: 'a consent was sent', at: n })),
  );

/** The withdrawal for that service reaches the CA, signed by the card. */
export const withdraws = (index: number, { verifier, service }: Omit<Consented, 'items'>): Expectation =>
  expectation(
    `in step ${index + 1} the withdrawal for ${service}, signed by the card, reaches the CA`,
    (seen) => {
      const found = withdrawn(seen.step(index));
      const own = found.find(({ content }) => content.service === service && content.verifier === verifier);
      if (own?.content.purpose !== 'four-items-withdrawal' || own.status >= 300)
        return [{ kind: 'fail', says: 'no withdrawal of this consent reached the CA' }];
      return own.faults.map((says) => ({ kind: 'fail', says: `the signed withdrawal: ${says}`, at: own.n }));
    },
  );

/** First what ends, then what stays: the other way round the withdrawal would end both. */
export const withdrawsBeforeConsenting = (index: number): Expectation =>
  thatHolds(`in step ${index + 1} the withdrawal comes before the new consent`, (seen) => {
    const [end] = withdrawn(seen.step(index));
    const [begin] = consents(seen.step(index));
    return end !== undefined && begin !== undefined && end.n < begin.n;
  });

/** Until the receipt came the CA knows nobody who could consent. */
export const consentsAfterTheReceipt = (index: number): Expectation =>
  thatHolds(`in step ${index + 1} the consent is sent after the receipt`, (seen) => {
    const part = seen.step(index);
    const [receipt] = part.http({ host: CA_HOST, path: /\/acceptance$/ });
    const [consent] = consents(part);
    return receipt !== undefined && consent !== undefined && receipt.n < consent.n;
  });

/** Each consent is a message of its own. */
export const consentsAreDistinct: Expectation = expectation('no two consents have the same nonce', (seen) => {
  const found = consents(seen);
  if (found.length < 2) return [{ kind: 'fail', says: 'there were no two consents to compare' }];
  return found
    .filter(({ content }, i) => found.slice(0, i).some((earlier) => earlier.content.nonce === content.nonce))
    .map(({ n }) => ({ kind: 'fail', says: 'a nonce came twice', at: n }));
});
