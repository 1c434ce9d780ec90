/** What the examining body (指定調査機関) may see: the record of decisions, and what proves them. */
import { RECORD_ENTRIES_MAX, Refusal } from '../../profile/index.ts';
import { clientCertificateOf } from '../../world/index.ts';
import { bytesOf, type CaContext } from '../context.ts';
import type { AuditEntry } from '../state/audit.ts';

/** Told by its client certificate; proofs hold personal data, so nobody else may see them (法12条). */
export function checkExaminer({ examiner }: CaContext, headers: Headers): void {
  const certificate = clientCertificateOf({ headers });
  if (!examiner || !certificate || Buffer.compare(examiner, certificate) !== 0)
    throw new Refusal('examiner-unknown');
}

/** The entries after number `after`, as many as go into one answer. Numbers have no gaps. */
export const entriesFor = ({ store }: CaContext, after: number): readonly AuditEntry[] =>
  store.audit.slice(after, after + RECORD_ENTRIES_MAX);

/** What was decided on, as it came; undefined where it is not, or no longer, kept. */
export function proofOf({ store }: CaContext, digest: string): Uint8Array<ArrayBuffer> | undefined {
  const proof = store.get('evidence', digest);
  return proof && bytesOf(proof.bytes);
}
