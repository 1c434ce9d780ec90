/** What mutants of banks and libraries fail beside the cases that name them, in changes of address or name: each for one reason. */
import { PRESSES, TOLD_OF_CHANGES } from './bank-groups.ts';
import { because, type Mutant } from './define.ts';

export const BANK_ALSO_FAILS: Readonly<Record<string, Mutant['alsoFails']>> = {
  'mutant:bank-knows-keys-only': because(
    'the CA knows nobody by that identifier, so no change is ever told',
    ...TOLD_OF_CHANGES,
  ),
  'mutant:bank-ignores-revocation': because('it asks for no status at all', 'TC-RP-052'),
  'mutant:bank-sends-no-push': because(
    'no push goes out there either',
    'TC-RP-041',
    'TC-RP-042',
    'TC-RP-043',
    'TC-RP-044',
    'TC-RP-052',
  ),
  'mutant:bank-one-record-for-all': because('the other customer is the first one to it', 'TC-RP-046'),
  'mutant:bank-changes-before-the-press': because('the record has changed when it is looked at', ...PRESSES),
  'mutant:bank-drops-the-press': because(
    'the press that is looked for does nothing',
    'TC-RP-044',
    'TC-RP-045',
    'TC-RP-053',
    'TC-RP-054',
    'TC-RP-091',
  ),
};
