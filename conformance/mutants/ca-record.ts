/** CAs with one defect each, in their record of decisions and in what they show of it. */
import { caSteps as reference } from '../../simulator/ca/index.ts';
import { type Mutant, mutant } from './define.ts';

type Entered = typeof reference.entered;
type Decision = Parameters<Entered>[1][number];

/** Only these decisions go on record. */
const entering =
  (isEntered: (decision: Decision) => boolean): Entered =>
  (last, decisions, when) =>
    reference.entered(last, decisions.filter(isEntered), when);

const TEN_YEARS_MS = 10 * 366 * 86_400_000;

const HASH_OF_NOTHING = '0'.repeat(64);

export const CA_RECORD_MUTANTS: readonly Mutant[] = [
  mutant('mutant:ca-shows-its-record-to-anybody', 'ca', 'Who asks for the record is not looked at.', {
    ca: { checkExaminer: () => {} },
  }),
  mutant('mutant:ca-chains-nothing', 'ca', 'No entry of the record holds the hash of the one before.', {
    ca: {
      entered(last, decisions, when) {
        const entries: ReturnType<Entered>[number][] = [];
        for (const decision of decisions) {
          const before = entries.at(-1) ?? last;
          entries.push(
            ...reference.entered(before && { ...before, hash: HASH_OF_NOTHING }, [decision], when),
          );
        }
        return entries;
      },
    },
  }),
  mutant(
    'mutant:ca-writes-its-record-anew',
    'ca',
    'Whoever reads the record is told that the CA did everything by itself.',
    {
      ca: {
        entriesFor: (ctx, after) =>
          reference.entriesFor(ctx, after).map((entry) => ({ ...entry, actor: 'ca' as const })),
      },
    },
  ),
  mutant('mutant:ca-enters-no-refusal', 'ca', 'A refused application is not on record.', {
    ca: { entered: entering(({ action, decision }) => action !== 'application.decide' || decision !== 'no') },
  }),
  mutant('mutant:ca-enters-no-certificate', 'ca', 'That a certificate was issued is not on record.', {
    ca: { entered: entering(({ action }) => action !== 'certificate.issue') },
  }),
  mutant('mutant:ca-enters-no-end', 'ca', 'That a certificate was revoked is not on record.', {
    ca: { entered: entering(({ action }) => action !== 'certificate.revoke') },
  }),
  mutant('mutant:ca-enters-nobody-as-decider', 'ca', 'Nobody answers for the decisions on record.', {
    ca: {
      entered: (last, decisions, when) =>
        reference.entered(
          last,
          decisions.map(({ decider: _, ...rest }) => rest),
          when,
        ),
    },
  }),
  mutant(
    'mutant:ca-decides-by-rules-not-approved',
    'ca',
    'Decisions are taken by other rules than the published ones.',
    {
      ca: {
        entered: (last, decisions, { at, rule }) =>
          reference.entered(last, decisions, { at, rule: `${rule} (draft of the next)` }),
      },
    },
  ),
  mutant(
    'mutant:ca-drops-proofs-with-the-certificate',
    'ca',
    'What proves a decision is thrown away when the certificate has ended.',
    { ca: { isOld: (keepUntil, now) => reference.isOld(keepUntil - TEN_YEARS_MS, now) } },
  ),
  mutant('mutant:ca-keeps-no-proof', 'ca', 'What proves a decision is thrown away at once.', {
    ca: { proofOf: () => undefined },
  }),
];
