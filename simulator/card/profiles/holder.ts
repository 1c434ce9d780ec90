/** Whom a full card belongs to, and the 照合番号 that follow from what is printed on it. */
import { UsageError } from '../../errors.ts';
import { eraDate } from '../../people/index.ts';

/** What the municipality prints and stores. Days are Gregorian, `YYYY-MM-DD`. */
export type CardHolder = {
  readonly name: string;
  readonly address: string;
  readonly birth: string;
  /** 1 male, 2 female, 9 not applicable. */
  readonly gender: '1' | '2' | '9';
  /** Twelve digits. */
  readonly individualNumber: string;
  /** Five digits. */
  readonly municipalityCode: string;
  /** 有効期限. */
  readonly lastDay: string;
  /** セキュリティコード, four digits printed on the face. */
  readonly securityCode: string;
  /** Fifteen digits. */
  readonly serial: string;
  /** The printed year of birth: of the Japanese era, or the last two digits of the Gregorian one (assumed for foreigners). */
  readonly birthYear?: 'era' | 'gregorian';
};

const SHAPES: readonly (readonly [keyof CardHolder, RegExp])[] = [
  ['birth', /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/],
  ['individualNumber', /^[0-9]{12}$/],
  ['municipalityCode', /^[0-9]{5}$/],
  ['lastDay', /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/],
  ['securityCode', /^[0-9]{4}$/],
  ['serial', /^[0-9]{15}$/],
];

/** @throws UsageError ERR_CARD_HOLDER naming the field; its value stays out of the message */
export function checkHolder(holder: CardHolder): void {
  const wrong = SHAPES.find(([field, shape]) => !shape.test(String(holder[field])));
  if (wrong) throw new UsageError('ERR_CARD_HOLDER', `holder.${wrong[0]}: must match ${wrong[1].source}`);
}

/** `YYYYMMDD`. */
export const plainDate = (day: string): string => day.replaceAll('-', '');

/** 生年月日 as a key: `YYMMDD` with the year as printed. */
export const birthKeyOf = ({ birth, birthYear = 'era' }: CardHolder): string =>
  birthYear === 'era' ? eraDate(birth) : plainDate(birth).slice(2);

/** 照合番号A: the Individual Number. */
export const numberAOf = (holder: CardHolder): string => holder.individualNumber;

/** 照合番号B: birthday, year of expiry (Gregorian) and security code, all printed on the face. */
export const numberBOf = (holder: CardHolder): string =>
  birthKeyOf(holder) + holder.lastDay.slice(0, 4) + holder.securityCode;
