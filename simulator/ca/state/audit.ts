/**
 * The record of decisions: append-only, each entry holding the hash of the one before (施行規則4条3号, 12条1項; INV-40).
 *
 * An entry names what was decided, by which version of the rules, on which inputs (digests only: no personal data), and the
 * accountable role. A changed, removed or inserted entry breaks the chain; a cut-off end shows against a head kept elsewhere.
 */
import { type RecordEntry, sha256Hex } from '../../profile/index.ts';

export interface Decision {
  readonly actor: 'applicant' | 'holder' | 'operator' | 'ca' | 'j-lis' | 'relying-party' | 'hub';
  /** What happened, such as `application.issue`. */
  readonly action: string;
  /** Id of what it happened to. */
  readonly object: string;
  readonly decision?: 'yes' | 'no';
  /** Problem code of a refusal, reason of a revocation, ground of a step. */
  readonly why?: string;
  /** 施行規則12条1項1号ニ: who answers for the decision. A role, since it is taken without a person. */
  readonly decider?: string;
  /** When the ground of the step reached the CA, ISO 8601, where a delay matters. */
  readonly askedAt?: string;
  /** SHA-256 (hex) of what was decided on, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
}

/** A decision as it stands on record, and as the examining body reads it. */
export type AuditEntry = Decision & Readonly<RecordEntry>;

/** What stands before the first entry. */
export const AUDIT_START = '0'.repeat(64);

/** Members in a fixed order: the same entry always has the same hash. */
const canonical = (entry: Omit<AuditEntry, 'hash'>): string =>
  JSON.stringify([
    entry.n,
    entry.at,
    entry.rule,
    entry.actor,
    entry.action,
    entry.object,
    entry.decision ?? null,
    entry.why ?? null,
    entry.decider ?? null,
    entry.askedAt ?? null,
    Object.entries(entry.inputs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    entry.previous,
  ]);

/** What goes on record for the decisions of one step, after `last`. */
export function entered(
  last: AuditEntry | undefined,
  decisions: readonly Decision[],
  { at, rule }: { readonly at: Date; readonly rule: string },
): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (const decision of decisions) {
    const before = entries.at(-1) ?? last;
    const entry = {
      n: (before?.n ?? 0) + 1,
      at: at.toISOString(),
      rule,
      ...decision,
      previous: before?.hash ?? AUDIT_START,
    } as Omit<AuditEntry, 'hash'>;
    entries.push({ ...entry, hash: sha256Hex(canonical(entry)) });
  }
  return entries;
}

export interface AuditHead {
  readonly n: number;
  readonly hash: string;
}

export type AuditVerdict =
  | { readonly ok: true; readonly head: AuditHead }
  | { readonly ok: false; readonly at: number; readonly why: 'gap' | 'chain' | 'hash' | 'time' | 'cut-off' };

/**
 * Is the record whole? `head`, if given, was taken earlier and kept elsewhere: the record must still contain it.
 */
export function verifyAudit(entries: Iterable<AuditEntry>, head?: AuditHead): AuditVerdict {
  let last: AuditEntry | undefined;
  let seen = head === undefined || head.n === 0;
  for (const entry of entries) {
    const no = (why: 'gap' | 'chain' | 'hash' | 'time'): AuditVerdict => ({ ok: false, at: entry.n, why });
    if (entry.n !== (last?.n ?? 0) + 1) return no('gap');
    if (entry.previous !== (last?.hash ?? AUDIT_START)) return no('chain');
    if (entry.hash !== sha256Hex(canonical(entry))) return no('hash');
    if (last && entry.at < last.at) return no('time');
    if (head?.n === entry.n) {
      if (head.hash !== entry.hash) return no('hash');
      seen = true;
    }
    last = entry;
  }
  const found = { n: last?.n ?? 0, hash: last?.hash ?? AUDIT_START };
  return seen ? { ok: true, head: found } : { ok: false, at: found.n, why: 'cut-off' };
}
