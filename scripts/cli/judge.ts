/** `fpos-hil judge`: the verdicts of a run folder, computed again. */
import { Option } from 'commander';
import { rejudge } from '../run/rejudge.ts';
import { type AddCommand, newCommand, withExamples } from './context.ts';
import { RUN_WORDS } from './words/run.ts';

const EXIT_DIFFERENT = 1;

export const addJudge: AddCommand = (program, context) => {
  const words = RUN_WORDS[context.language].judge;
  const command = newCommand('judge', context)
    .summary(words.summary)
    .description(words.description)
    .argument('<BUNDLE>', words.folder)
    .addOption(new Option('--json', context.words.help.json))
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const { count, differences } = await rejudge(folder);
      if (json) context.print(JSON.stringify({ count, differences }));
      else if (differences.length === 0) context.print(words.equal(count));
      else for (const d of differences) context.print(words.differs(d.id, d.recorded, d.recomputed));
      if (differences.length > 0) context.endWith(EXIT_DIFFERENT);
    });
  program.addCommand(withExamples(command, words.examples, context));
};
