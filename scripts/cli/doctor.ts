/** `fpos-hil doctor`: this machine, and the set-up of an implementation. */
import { Option } from 'commander';
import { openIut } from '../../conformance/runner/iut.ts';
import { examine } from '../run/doctor.ts';
import { type AddCommand, newCommand, styled, withExamples } from './context.ts';
import { EXIT_USAGE } from './errors.ts';
import { exitOnSignals } from './until-stopped.ts';
import { inJapanese } from './words/faults.ts';
import { SETUP_WORDS } from './words/setup.ts';

export const addDoctor: AddCommand = (program, context) => {
  const words = SETUP_WORDS[context.language].doctor;
  const says: typeof inJapanese = (kind, text) => (context.language === 'ja' ? inJapanese(kind, text) : text);
  const command = newCommand('doctor', context)
    .summary(words.summary)
    .description(words.description)
    .argument('[FILE]', words.file)
    .addOption(new Option('--json', context.words.help.json))
    .action(async (file: string | undefined, { json }: { json?: boolean }) => {
      const symptoms = await examine();
      if (json) context.print(JSON.stringify(symptoms, null, 2));
      else
        for (const { id, fine, required, found, wants, why, mend } of symptoms) {
          const mark = fine ? styled('green', '✓') : styled(required ? 'red' : 'yellow', '✗');
          context.print(`${mark} ${id.padEnd(12)} ${says('found', found)}`);
          if (!fine && why) context.print(`  ${''.padEnd(12)} ${why[context.language]}`);
          if (!fine)
            context.print(
              `  ${''.padEnd(12)} ${words.wants}: ${wants[context.language]}; ${words.mend}: ${says('mend', mend)}`,
            );
        }
      if (symptoms.some(({ required, fine }) => required && !fine)) context.endWith(EXIT_USAGE);
      if (file === undefined) return;
      const forget = exitOnSignals();
      try {
        const iut = await openIut(file, { tell: context.note });
        await iut.connector.close();
        if (!json) context.print(words.setUp(iut.hello.name, iut.hello.version, iut.roles.join(', ')));
      } finally {
        forget();
      }
    });
  program.addCommand(withExamples(command, words.examples, context));
};
