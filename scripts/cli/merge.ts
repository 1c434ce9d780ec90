/** `fpos-hil merge`: shards of a run as one. */
import { Option } from 'commander';
import { exitCodeOf } from '../run/execute.ts';
import { mergeShards } from '../run/merge.ts';
import { type AddCommand, newCommand, withExamples } from './context.ts';
import { countsOf, tellExpected } from './run.ts';
import { RUN_WORDS } from './words/run.ts';

export const addMerge: AddCommand = (program, context) => {
  const all = RUN_WORDS[context.language];
  const words = all.merge;
  const command = newCommand('merge', context)
    .summary(words.summary)
    .description(words.description)
    .argument('<DIR...>', words.folders)
    .addOption(new Option('--out <DIR>', words.out).makeOptionMandatory())
    .addOption(new Option('--json', context.words.help.json))
    .action(async (dirs: string[], { out, json }: { out: string; json?: boolean }) => {
      const { summary, expected } = await mergeShards(dirs, out);
      if (json) context.print(JSON.stringify({ dir: out, summary }));
      else {
        context.print(countsOf(summary, all));
        tellExpected(expected, context, all);
        context.print(`${all.run.report}: ${out}/report.html`);
      }
      context.endWith(exitCodeOf(summary, expected));
    });
  program.addCommand(withExamples(command, words.examples, context));
};
