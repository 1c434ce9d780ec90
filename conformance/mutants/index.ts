/** What proves that a pass means something: mutants, and implementations that do nothing. */
import { BANK_MUTANTS } from './bank.ts';
import { BANK_ALSO_FAILS } from './bank-also-fails.ts';
import { BANK_CHANGE_MUTANTS } from './bank-changes.ts';
import { BANK_VERIFIER_ALSO_FAILS, BANK_VERIFIER_MUTANTS } from './bank-verifier.ts';
import { CA_MUTANTS } from './ca.ts';
import { CA_ALSO_FAILS } from './ca-also-fails.ts';
import { CA_HTTP_MUTANTS } from './ca-http.ts';
import { CA_INVARIANT_MUTANTS } from './ca-invariants.ts';
import { CA_LIFECYCLE_MUTANTS } from './ca-lifecycle.ts';
import { CA_PEOPLE_MUTANTS } from './ca-people.ts';
import { CA_RECORD_MUTANTS } from './ca-record.ts';
import { CA_REPOSITORY_MUTANTS } from './ca-repository.ts';
import { CA_REQUEST_MUTANTS } from './ca-requests.ts';
import { CA_SECRET_MUTANTS } from './ca-secrets.ts';
import { CARD_MUTANTS } from './card.ts';
import type { Mutant } from './define.ts';
import { HUB_MUTANTS } from './hub.ts';
import { LIBRARY_MUTANTS } from './library.ts';
import { LIBRARY_CHANGE_MUTANTS } from './library-changes.ts';
import { LIBRARY_SIGNING_MUTANTS } from './library-signing.ts';
import { MEDIA_TYPE_MUTANTS } from './media-types.ts';
import { SEPARATE_KEYS_ALSO_FAILS, SEPARATE_KEYS_MUTANTS } from './separate-keys.ts';

const CAS: readonly Mutant[] = [
  ...CA_MUTANTS,
  ...CA_SECRET_MUTANTS,
  ...CA_LIFECYCLE_MUTANTS,
  ...CA_HTTP_MUTANTS,
  ...CA_PEOPLE_MUTANTS,
  ...CA_REPOSITORY_MUTANTS,
  ...CA_REQUEST_MUTANTS,
  ...CA_INVARIANT_MUTANTS,
  ...CA_RECORD_MUTANTS,
];

/** What they fail beside the cases that name them, where it is written apart from them. */
const withAlso = (each: Mutant): Mutant => ({
  ...each,
  alsoFails: {
    ...each.alsoFails,
    ...CA_ALSO_FAILS[each.id],
    ...BANK_ALSO_FAILS[each.id],
    ...SEPARATE_KEYS_ALSO_FAILS[each.id],
    ...BANK_VERIFIER_ALSO_FAILS[each.id],
  },
});

export const MUTANTS: readonly Mutant[] = [
  ...CARD_MUTANTS,
  ...LIBRARY_MUTANTS,
  ...LIBRARY_SIGNING_MUTANTS,
  ...LIBRARY_CHANGE_MUTANTS,
  ...CAS,
  ...BANK_MUTANTS,
  ...BANK_CHANGE_MUTANTS,
  ...HUB_MUTANTS,
  ...SEPARATE_KEYS_MUTANTS,
  ...MEDIA_TYPE_MUTANTS,
  ...BANK_VERIFIER_MUTANTS,
].map(withAlso);
export type { Mutant } from './define.ts';
export { NULLS, type Null } from './nulls.ts';
