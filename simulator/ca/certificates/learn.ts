/** The CA learns facts about a person: from a card, or from J-LIS. What it recorded otherwise is untrue from then on. */
import type { CaContext } from '../context.ts';
import type { FourItems, IssuedCertificate, Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';

const differs = (recorded: Partial<FourItems>, facts: FourItems): boolean =>
  Object.entries(recorded).some(([item, value]) => facts[item as keyof FourItems] !== value);

/**
 * Enters the facts. Certificates that record something else are marked untrue: their holder may apply anew by the old key
 * for so long as policy gives; then they are revoked (施行規則6条10号: without delay; `tick` does it).
 */
export function learnFacts(
  ctx: CaContext,
  tx: Transaction,
  person: Person,
  facts: FourItems,
  source: 'card' | 'j-lis',
): Person {
  const now = ctx.now().getTime();
  const changed = Object.keys(facts).some(
    (item) => person.items[item as keyof FourItems] !== facts[item as keyof FourItems],
  );
  if (!changed) return person;
  const known: Person = { ...person, items: facts, itemsAt: now };
  tx.put('person', known.id, known);
  tx.audit({
    actor: source === 'card' ? 'applicant' : 'j-lis',
    action: 'person.learn',
    object: known.id,
    why: source,
  });
  for (const serial of known.certificates) {
    const certificate = tx.get('certificate', serial)!;
    if (ctx.steps.isUntrue(certificate, facts)) markUntrue(ctx, tx, certificate, now);
  }
  return known;
}

/** Does a living certificate record what is no longer so (INV-26)? */
export const isUntrue = (certificate: IssuedCertificate, facts: FourItems): boolean =>
  (certificate.state === 'valid' || certificate.state === 'pending') && differs(certificate.recorded, facts);

function markUntrue(ctx: CaContext, tx: Transaction, certificate: IssuedCertificate, now: number): void {
  if (certificate.untrue) return;
  const endAt = now + ctx.policy.replacementMs;
  tx.put('certificate', certificate.serial, { ...certificate, untrue: { knownAt: now, endAt } });
  const number = tx.next('notice');
  const { person, serial } = certificate;
  tx.put('notice', String(number), {
    number,
    at: now,
    person,
    kind: 'certificate-untrue',
    certificate: serial,
  });
  tx.audit({ actor: 'ca', action: 'certificate.untrue', object: serial, why: 'facts-untrue' });
}
