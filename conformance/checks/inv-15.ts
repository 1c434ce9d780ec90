import { createHash } from 'node:crypto';
import type { Certificate } from '../decode/index.ts';
import { applications, attributeIssues, CA_HOST, issues } from './ca.ts';
import { identifiers } from './ca-person.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

const digests = (bytes: Uint8Array): readonly string[] =>
  ['sha1', 'sha256', 'sha384', 'sha512'].map((name) => createHash(name).update(bytes).digest('hex'));

/** A digest cut to this many hexadecimal digits still tells. */
const TELLS = 32;

/** How the number and the key of a JPKI certificate could be written: lower-case hexadecimal, or decimal. */
function traces(card: Certificate): readonly string[] {
  const number = BigInt(`0x${card.serialHex}`);
  const bytes = Buffer.from(card.serialHex, 'hex');
  const decimal = number.toString();
  const texts = [bytes, Buffer.from(decimal), card.spki, card.keyBits].flatMap(digests);
  return [decimal.padStart(TELLS, '0'), card.serialHex.toLowerCase().padStart(TELLS, '0'), ...texts].map(
    (t) => t.slice(0, TELLS),
  );
}

const cardsIn = (seen: Seen): readonly Certificate[] =>
  applications(seen).flatMap(({ card }) => (card ? [card] : []));

/** Everything that the CA told anybody but J-LIS, as lower-case text; certificates by their fields. */
const told = (seen: Seen): readonly { readonly n: number; readonly text: string }[] => [
  ...seen.http({ host: CA_HOST }).map(({ n, response }) => ({
    n,
    text: JSON.stringify(response ?? '').toLowerCase(),
  })),
  ...[...issues(seen), ...attributeIssues(seen)].flatMap(({ n, certificate }) =>
    certificate
      ? [
          {
            n,
            text: [
              ...certificate.subject.map(({ value }) => value),
              ...Object.values(certificate.otherNames),
              certificate.serialHex,
            ]
              .join(' ')
              .toLowerCase(),
          },
        ]
      : [],
  ),
];

export const inv15 = invariant(
  'INV-15',
  'identifiers differ from app to app, and nothing of the JPKI certificate that could identify leaves the CA',
  (seen, each) => {
    const found = identifiers(seen);
    const shared = each(found, ({ n, app, pairwise }, i) =>
      found.slice(0, i).some((earlier) => earlier.pairwise === pairwise && earlier.app !== app)
        ? [broken('two apps got the same identifier', n)]
        : [],
    );
    const forbidden = [...new Set(cardsIn(seen).flatMap(traces))];
    const leaks = each(told(seen), ({ n, text }) =>
      forbidden.some((trace) => text.includes(trace))
        ? [broken('the number or the key of the JPKI certificate, or a digest, left the CA', n)]
        : [],
    );
    return [...shared, ...leaks];
  },
);
