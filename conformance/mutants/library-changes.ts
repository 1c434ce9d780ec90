/** Libraries with one defect each, in changes of address or name. */
import { fposSteps as reference } from '../../simulator/fpos/index.ts';
import { changeSetOf, changeText, differing } from '../../simulator/profile/index.ts';
import { because, type Mutant, mutant } from './define.ts';

const library = (
  id: Mutant['id'],
  defect: string,
  replaced: Partial<typeof reference>,
  alsoFails: Mutant['alsoFails'] = {},
): Mutant => mutant(id, 'library', defect, { library: replaced }, alsoFails);

export const LIBRARY_CHANGE_MUTANTS: readonly Mutant[] = [
  library('mutant:library-asks-at-the-push', 'A push asks for the press at once.', {
    showPush: async (deps, push, appId) => {
      await reference.showPush(deps, push, appId);
      await deps.ui.confirmChange?.('TEST');
    },
  }),
  library(
    'mutant:library-asks-twice-for-a-change',
    'A change is asked for twice.',
    {
      askChange: async (deps, text) => {
        await reference.askChange(deps, text);
        return reference.askChange(deps, text);
      },
    },
    because(
      'each press is asked for twice',
      'TC-LIB-111',
      'TC-LIB-113',
      'TC-LIB-114',
      'TC-LIB-115',
      'TC-LIB-116',
    ),
  ),
  library(
    'mutant:library-hides-what-was',
    'Only the new data are shown.',
    {
      changeTextOf: (old, items, asOf) => changeText(old, items, asOf).replace(/: .*? → /g, ': '),
    },
    because('the old data are missing there too', 'TC-LIB-116'),
  ),
  library(
    'mutant:library-signs-another-change-set',
    'The digest that is signed is not that of the change.',
    {
      confirmationFor: (...args) => ({ ...reference.confirmationFor(...args), changeSet: changeSetOf({}) }),
    },
    because('the bank takes none of its presses', 'TC-LIB-111', 'TC-LIB-113', 'TC-LIB-114', 'TC-LIB-115'),
  ),
  library('mutant:library-confirms-whatever-is-pressed', 'Whatever is pressed confirms.', {
    askChange: async (deps, text) =>
      (await reference.askChange(deps, text)) === undefined ? undefined : 'confirm',
  }),
  library(
    'mutant:library-takes-silence-for-a-press',
    'Who presses nothing has confirmed.',
    {
      askChange: async (deps, text) => (await reference.askChange(deps, text)) ?? 'confirm',
    },
    because('there too nothing is pressed at first', 'TC-LIB-116'),
  ),
  library('mutant:library-shows-altered-changes', 'The digest of a change is not compared.', {
    checkOffer: ({ items, ...offer }, asked) =>
      reference.checkOffer({ ...offer, items, changeSet: changeSetOf(items) }, asked),
  }),
  mutant(
    'mutant:library-reports-before-the-press',
    'library',
    'The bank gets the new data before the press.',
    () => {
      let record: Awaited<ReturnType<typeof reference.fetchRecord>> | undefined;
      let bank = '';
      return {
        library: {
          fetchRecord: async (deps, own, url) => {
            bank = url;
            record = await reference.fetchRecord(deps, own, url);
            return record;
          },
          fetchOwnFacts: async (deps, own) => {
            const known = await reference.fetchOwnFacts(deps, own);
            const items = differing(record?.facts ?? {}, known.items);
            if (record && Object.keys(items).length > 0)
              await reference.sendReport(deps, own, bank, { onto: record.version, items, asOf: known.asOf });
            return known;
          },
        },
      };
    },
  ),
];
