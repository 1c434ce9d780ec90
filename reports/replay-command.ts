/** The command that repeats a run. */
import type { Manifest } from '../conformance/verdict/judged-run.ts';

const SAFE_IN_A_SHELL = /^[A-Za-z0-9._:/@%+,][A-Za-z0-9._:/@%+,=-]*$/;

/** One word of a POSIX shell. Single quotes keep everything but a single quote. */
const shellWord = (text: string): string =>
  SAFE_IN_A_SHELL.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** An option with its value; `=` where the value could be taken for an option itself. */
function option(name: string, value: string): string {
  const flag = shellWord(name).startsWith("'") ? shellWord(`--${name}`) : `--${name}`;
  return value.startsWith('-') ? `${flag}=${shellWord(value)}` : `${flag} ${shellWord(value)}`;
}

/** `npx fpos-hil run --iut … --seed …`, with the selection of the run. */
export function replayCommand({ iut, seed, selection }: Manifest): string {
  const selected = Object.entries(selection).map(([name, value]) => option(name.replace(/^-+/, ''), value));
  return ['npx fpos-hil run', option('iut', iut.id), option('seed', seed), ...selected].join(' ');
}
