import { CA_HOST } from './ca.ts';
import { issuedByCard } from './ca-ways.ts';
import { broken, invariant } from './invariant.ts';

interface Document {
  readonly name?: unknown;
  readonly sha256?: unknown;
}

const listed = (documents: unknown): readonly string[] =>
  Array.isArray(documents) ? documents.map(({ name, sha256 }: Document) => `${name} ${sha256}`).sort() : [];

export const inv13 = invariant(
  'INV-13',
  'a certificate comes out only where the documents of the offer were agreed to inside the signed bytes',
  (seen, each) => {
    const offers = new Map(
      seen.http({ host: CA_HOST, path: /^\/applications$/ }).map(({ response }) => {
        const { application, terms } = (response ?? {}) as { application?: unknown; terms?: unknown };
        return [application, listed(terms)] as const;
      }),
    );
    return each(issuedByCard(seen), ({ n, application, content }) => {
      const agreed = new Set(listed(content.agreed));
      return (offers.get(application) ?? []).every((document) => agreed.has(document))
        ? []
        : [broken('a document of the offer was not agreed to', n)];
    });
  },
);
