/** `fpos-hil list`: what there is. */
import { Option } from 'commander';
import { UsageError } from '../../simulator/errors.ts';
import { FOOTNOTES, LISTS, type Listed, type ListName } from '../run/listing.ts';
import { type AddCommand, newCommand, styled, withExamples } from './context.ts';
import { RUN_WORDS } from './words/run.ts';

export const addList: AddCommand = (program, context) => {
  const words = RUN_WORDS[context.language].list;
  const names = Object.keys(LISTS) as ListName[];
  const sentenceOf = (item: Listed): string =>
    context.language === 'ja' && typeof item.saysJa === 'string' ? item.saysJa : item.says;
  const command = newCommand('list', context)
    .summary(words.summary)
    .description(words.description)
    .argument('[WHAT]', words.what, 'cases')
    .addOption(new Option('--json', context.words.help.json))
    .action((what: string, { json }: { json?: boolean }) => {
      if (!names.includes(what as ListName))
        throw new UsageError('ERR_LIST', words.unknown(what), { hint: words.hint(names.join(', ')) });
      const items: readonly Listed[] = LISTS[what as ListName]();
      if (json) context.print(JSON.stringify(items, null, 2));
      else {
        for (const item of items) context.print(`${styled('bold', item.id)}  ${sentenceOf(item)}`);
        const note = FOOTNOTES[what as ListName]?.[context.language];
        if (note !== undefined) context.print(styled('dim', `\n${note}`));
      }
    });
  program.addCommand(withExamples(command, words.examples, context));
};
