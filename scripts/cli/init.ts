/** `fpos-hil init`: the configuration of an implementation, by a few questions. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Option } from 'commander';
import { checkIutConfig } from '../../conformance/iut/config.ts';
import { ROLES } from '../../conformance/verdict/types.ts';
import { UsageError } from '../../simulator/errors.ts';
import { type AddCommand, type CliContext, newCommand, withExamples } from './context.ts';
import { SETUP_WORDS } from './words/setup.ts';

interface InitOptions {
  readonly file: string;
  readonly roles?: string;
  readonly connect?: string;
  readonly command?: string;
  readonly url?: string;
  readonly port?: string;
  readonly clock?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
}

const WAYS = ['stdio', 'http', 'webSocket', 'listen'];

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** What the answers make of a configuration; an answer that was not given leaves its member out. */
export function configOf(answers: Readonly<Partial<Record<string, string>>>): object {
  const { roles = '', connect = 'stdio', command = '', url = '', port = '', clock = '' } = answers;
  const way =
    connect === 'http' || connect === 'webSocket'
      ? { [connect]: url }
      : connect === 'listen'
        ? { listen: { port: Number(port) } }
        : 'stdio';
  return {
    ...(way !== 'stdio' && { connect: way }),
    ...(command !== '' && { command: words(command) }),
    ...(connect === 'listen' && { token: { env: 'FPOS_HIL_TOKEN' } }),
    ...(roles !== '' && { roles: roles.split(/[\s,]+/).filter((role) => role !== '') }),
    ...(clock !== '' && { ics: { 'controlled-clock': clock === 'controlled' } }),
  };
}

async function init(options: InitOptions, context: CliContext): Promise<void> {
  const says = SETUP_WORDS[context.language].init;
  const { file, force, yes } = options;
  if (existsSync(file) && !force)
    throw new UsageError('ERR_INIT_EXISTS', says.exists(file), { hint: says.existsHint });
  const mayAsk = !yes && process.stdin.isTTY === true;
  const terminal = mayAsk ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  const answers: Record<string, string> = {};
  const ask = async (name: keyof InitOptions & string, label: string, must: boolean): Promise<void> => {
    const given = options[name];
    answers[name] =
      typeof given === 'string' ? given : ((await terminal?.question(`${label}: `)) ?? '').trim();
    if (answers[name] === '' && must)
      throw new UsageError('ERR_INIT_MISSING', says.missing(`--${name}`), { hint: says.missingHint });
  };
  try {
    await ask('roles', `${says.roles} (${ROLES.join(', ')})`, false);
    await ask('connect', `${says.connect} (${WAYS.join(', ')}; stdio)`, false);
    if (answers.connect === '') answers.connect = 'stdio';
    await ask('command', says.command, answers.connect === 'stdio');
    if (answers.connect === 'http' || answers.connect === 'webSocket') await ask('url', says.url, true);
    if (answers.connect === 'listen') await ask('port', says.port, true);
    await ask('clock', says.clock, false);
  } finally {
    terminal?.close();
  }
  const { url = '' } = answers;
  if (url !== '' && !URL.canParse(url))
    throw new UsageError('ERR_INIT_URL', says.noUrl(url), { hint: says.noUrlHint });
  const config = configOf(answers);
  checkIutConfig(config, file, dirname(resolve(file)));
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`);
  context.print(says.written(file));
}

export const addInit: AddCommand = (program, context) => {
  const says = SETUP_WORDS[context.language].init;
  const command = newCommand('init', context)
    .summary(says.summary)
    .description(says.description)
    .addOption(new Option('--file <FILE>', says.file).default('fpos-hil.config.json'))
    .addOption(new Option('--roles <ROLES>', says.roles))
    .addOption(new Option('--connect <WAY>', says.connect).choices(WAYS))
    .addOption(new Option('--command <COMMAND>', says.command))
    .addOption(new Option('--url <URL>', says.url))
    .addOption(new Option('--port <PORT>', says.port))
    .addOption(new Option('--clock <CLOCK>', says.clock).choices(['controlled', 'own']))
    .addOption(new Option('--yes', says.yes))
    .addOption(new Option('--force', says.force))
    .action((options: InitOptions) => init(options, context));
  program.addCommand(withExamples(command, says.examples, context));
};
