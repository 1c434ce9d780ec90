/** A register of certificates as a disturbed status service sees it. */
import type { Generation, StatusSource } from '../../jlis/index.ts';
import type { Signer } from '../../pki/index.ts';
import { pretending } from './pretending.ts';
import type { Alteration } from './surface.ts';

/** `other` is made when it is needed: drawing a key takes its time. */
export function alteredStatus(
  source: StatusSource,
  { staleMs, aheadMs, wrongKey }: Alteration,
  other: () => Signer,
): StatusSource {
  const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
  // A clock that is off dates wrongly what is known now; what is stale was known then, and dated rightly.
  const known = (until: Date): Date => later(until, -aheadMs);
  const signedBy = (right: Signer): Signer => (wrongKey ? pretending(right, other()) : right);
  // Whoever certifies something with a generation's key gets the right one.
  const rightful = new WeakMap<Generation, Generation>();
  const altered = (generation: Generation): Generation => {
    const made = { ...generation, signer: signedBy(generation.signer) };
    rightful.set(made, generation);
    return made;
  };
  return {
    kind: source.kind,
    name: source.name,
    municipalities: source.municipalities,
    clock: { now: () => later(source.clock.now(), aheadMs - staleMs) },
    generationsAt: (at) => source.generationsAt(at).map(altered),
    responder(generation, at) {
      const { certificate, signer } = source.responder(rightful.get(generation) ?? generation, at);
      return { certificate, signer: signedBy(signer) };
    },
    statusOf: (generation, serial, until) => source.statusOf(generation, serial, known(until)),
    revoked: (generation, until, municipality) => source.revoked(generation, known(until), municipality),
    get revision() {
      return source.revision;
    },
  };
}
