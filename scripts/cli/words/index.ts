/** Which language the command line speaks, and its words. */
import { en, type Words } from './en.ts';
import { ja } from './ja.ts';

export type { Words } from './en.ts';
export type Language = 'en' | 'ja';

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, ja };
export const LANGUAGES = Object.keys(DICTIONARIES) as readonly Language[];

const isLanguage = (text: string | undefined): text is Language =>
  (LANGUAGES as readonly (string | undefined)[]).includes(text);

/** What `--lang` says. Looked for before anything is parsed, for help is written in that language. */
function askedFor(args: readonly string[]): string | undefined {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const at = own.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  return own[at]?.includes('=') ? own[at].slice('--lang='.length) : own[at + 1];
}

/** `--lang`, else the locale (POSIX.1-2017, 8.2: LC_ALL before LC_MESSAGES before LANG), else English. */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const asked = askedFor(args);
  if (isLanguage(asked)) return asked; // Any other value is refused when the options are read.
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ja\b|^ja_/.test(locale) ? 'ja' : 'en';
}

export const wordsIn = (language: Language): Words => DICTIONARIES[language];
