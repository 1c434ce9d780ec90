/** Values of options: read once, refused with the option's name, the value, and an example. */
import { UsageError } from '../../simulator/errors.ts';
import { CITIZEN_MAX } from '../../simulator/people/index.ts';
import type { CliContext } from './context.ts';

export interface NumberRange {
  readonly option: string;
  readonly min: number;
  readonly max: number;
  readonly example: string;
  readonly code: `ERR_${string}`;
}

/** `0` is a seed too; beyond 15 digits a number would not be what was typed. */
export const SEED: NumberRange = {
  option: '--seed',
  min: 0,
  max: 999_999_999_999_999,
  example: '7',
  code: 'ERR_SEED',
};

export const CITIZEN: NumberRange = {
  option: '--citizen',
  min: 1,
  max: CITIZEN_MAX,
  example: '3',
  code: 'ERR_CITIZEN',
};

/** A reader of decimal whole numbers, for `Option.argParser`. */
export const wholeNumber =
  (
    { option, min, max, example, code }: NumberRange,
    { words: { errors } }: CliContext,
  ): ((text: string) => number) =>
  (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new UsageError(code, errors.number(option, text, min, max), {
      hint: errors.numberHint(option, example),
    });
  };

// Cards with JPKI certificates exist since 2016; certificates of ten years' life must stay inside four-digit years.
const FIRST = Date.parse('2016-01-01T00:00:00+09:00');
const END = Date.parse('2100-01-01T00:00:00+09:00');
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** A reader of instants: without a time zone it would mean another one on another machine. */
export const instant =
  ({ words: { errors } }: CliContext): ((text: string) => Date) =>
  (text) => {
    const at = TIME.test(text) ? Date.parse(text) : Number.NaN;
    if (at >= FIRST && at < END) return new Date(at);
    throw new UsageError('ERR_TIME', errors.time(text), { hint: errors.timeHint });
  };

export interface Address {
  readonly host: string;
  readonly port: number;
}
const PORT_MAX = 65_535;

/** `HOST:PORT`, `HOST`, `:PORT` or `PORT`, IPv6 in brackets; what is left out is as given. `true`: all of it. */
export function addressOf(
  option: string,
  text: string | true,
  without: Address,
  { words: { errors } }: CliContext,
): Address {
  if (text === true) return without;
  const [, host, port] = /^\d+$/.test(text)
    ? ['', undefined, text] // a lone number is a port: no machine is named so
    : (/^(?:\[([\da-fA-F:.]+)\])?(?::(\d{1,5}))?$/.exec(text) ??
      /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text) ??
      []);
  const number = port === undefined ? without.port : Number(port);
  if ((host === undefined && port === undefined) || number > PORT_MAX)
    throw new UsageError('ERR_ADDRESS', errors.address(option, text), {
      hint: errors.addressHint(option, `${without.host}:${without.port}`),
    });
  return { host: host ?? without.host, port: number };
}

/** What nobody on another machine reaches. */
export const isOfThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
