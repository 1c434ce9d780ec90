import { createHash } from 'node:crypto';
import { decodeTransaction, renderTransaction } from '../decode/index.ts';
import { BANK_HOST } from './bank.ts';
import { acceptedAt, timeOf } from './bank-signed.ts';
import { broken, invariant } from './invariant.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Source: fpos.md 9.5, INV-33; 電子署名法2条1項. */
export const inv33 = invariant(
  'INV-33',
  'what was executed is, bit by bit, what was proposed, shown and signed, once and in time',
  (seen, each) => {
    const proposals = new Map(
      seen.http({ host: BANK_HOST, path: /^\/payments$/ }).flatMap(({ response }) => {
        const own = response as Record<string, unknown> | undefined;
        return typeof own?.transaction === 'string' ? [[own.transaction, own] as const] : [];
      }),
    );
    const templates = (seen.given('templates') ?? {}) as Readonly<Record<string, string>>;
    const executed = new Set<string>();
    return each(acceptedAt(seen, 'payment'), ({ n, path, jws, payload }) => {
      const id = path.split('/')[2] ?? '';
      const own = proposals.get(id);
      if (!own) return [broken('a payment was executed that nobody proposed', n)];
      const again = executed.has(id);
      executed.add(id);
      const content = decodeTransaction(String(own.content));
      const wording = templates[String(own.template)];
      const expected: Record<string, unknown> = {
        transaction: id,
        nonce: own.nonce,
        appId: own.appId,
        origin: own.origin,
        template: own.template,
        content: content && sha256(content.bytes),
        shown: content && wording !== undefined && sha256(renderTransaction(wording, content)),
      };
      return [
        ...(jws?.verified ? [] : [broken('a payment was executed without a good signature', n)]),
        ...(again ? [broken('a payment was executed twice', n)] : []),
        ...Object.entries(expected)
          .filter(([member, value]) => payload[member] !== value)
          .map(([member]) => broken(`${member} that was signed is not that of the payment`, n)),
        ...(timeOf(seen, n) > new Date(String(own.expires))
          ? [broken('a late payment was executed', n)]
          : []),
      ];
    });
  },
);
