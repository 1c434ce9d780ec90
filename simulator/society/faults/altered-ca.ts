/** An accredited CA as it was, or with another key in the place of its own. Its records are those of the CA itself. */
import type { CaContext, IssuedCertificate, IssuingAuthority, Store } from '../../ca/index.ts';
import type { Signer } from '../../pki/index.ts';
import { pretending } from './pretending.ts';
import type { Alteration } from './surface.ts';

/** What was known of a certificate then: nothing before it was issued, no revocation that came later. */
function knownThen(certificate: IssuedCertificate, then: number): IssuedCertificate | undefined {
  if (certificate.notBefore > then) return undefined;
  const { revocation, ...rest } = certificate;
  return revocation && revocation.at > then ? { ...rest, state: 'valid' } : certificate;
}

/** The records that status is told from, as they stood `ms` ago. Nothing can be written to what is past. */
function storeOf(store: Store, then: () => number): Store {
  const certificates = function* (): Generator<[string, IssuedCertificate]> {
    for (const [key, certificate] of store.entries('certificate')) {
      const known = knownThen(certificate, then());
      if (known) yield [key, known];
    }
  };
  const read = (table: string, key: string): unknown => {
    if (table === 'meta' && key === 'revocation')
      return { value: [...certificates()].filter(([, { revocation }]) => revocation).length };
    if (table !== 'certificate') return store.get(table as 'certificate', key);
    const certificate = store.get('certificate', key);
    return certificate && knownThen(certificate, then());
  };
  return {
    ...store,
    get: read as Store['get'],
    entries: ((table: string) =>
      table === 'certificate' ? certificates() : store.entries(table as 'certificate')) as Store['entries'],
    values: ((table: string) =>
      table === 'certificate'
        ? [...certificates()].map(([, certificate]) => certificate).values()
        : store.values(table as 'certificate')) as Store['values'],
    transact: () => {
      throw new Error('a stale CA is asked to write');
    },
  };
}

const signedBy = ({ signer, responder, ...rest }: IssuingAuthority, other: Signer): IssuingAuthority => ({
  ...rest,
  signer: pretending(signer, other),
  responder: { ...responder, signer: pretending(responder.signer, other) },
});

/** `other` is made when it is needed. A clock that is off is the business of whoever holds the clock. */
export function alteredCa(ctx: CaContext, { staleMs, wrongKey }: Alteration, other: () => Signer): CaContext {
  const now = (): Date => new Date(ctx.now().getTime() - staleMs);
  return {
    ...ctx,
    ...(staleMs > 0 && { now, store: storeOf(ctx.store, () => now().getTime()) }),
    ...(wrongKey && { authority: signedBy(ctx.authority, other()) }),
  };
}
