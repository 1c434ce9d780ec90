/** The command line that asks for a run again. */

const SAFE_IN_A_SHELL = /^[A-Za-z0-9._:/@%+,][A-Za-z0-9._:/@%+,=-]*$/;

/** One word of a POSIX shell. Single quotes keep everything but a single quote. */
const shellWord = (text: string): string =>
  SAFE_IN_A_SHELL.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** An option with its value; `=` where the value could be taken for an option itself. */
function option(name: string, value: string): string {
  const flag = shellWord(name).startsWith("'") ? shellWord(`--${name}`) : `--${name}`;
  return value.startsWith('-') ? `${flag}=${shellWord(value)}` : `${flag} ${shellWord(value)}`;
}

export interface AskedRun {
  /** As given to `--iut`; undefined: nobody gave one. */
  readonly iut?: string | undefined;
  readonly seed: string;
  /** Of the run that a property-based case draws. */
  readonly path?: string | undefined;
  readonly blind?: boolean | undefined;
  /** Further options and their values. */
  readonly selection?: Readonly<Record<string, string>>;
}

/** `npx fpos-hil run --iut … --seed …`, with the selection of the run. */
export function runCommand({ iut, seed, path, blind, selection = {} }: AskedRun): string {
  return [
    'npx fpos-hil run',
    ...(iut === undefined ? [] : [option('iut', iut)]),
    option('seed', seed),
    ...Object.entries(selection).map(([name, value]) => option(name.replace(/^-+/, ''), value)),
    ...(path === undefined ? [] : [option('path', path)]),
    ...(blind ? ['--blind'] : []),
  ].join(' ');
}
