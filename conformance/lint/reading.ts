/** Small questions that several rules ask. */
import type { Certificate, Extension, GeneralNameForm, NameForm } from '../decode/index.ts';

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** The extension with this OID; of two, the first. */
export const extensionOf = (
  { extensions }: { readonly extensions: readonly Extension[] },
  oid: string,
): Extension | undefined => extensions.find((extension) => extension.oid === oid);

/** Does the certificate bear its own name as issuer? */
export const isSelfIssued = ({ issuerDer, subjectDer }: Certificate): boolean =>
  sameBytes(issuerDer, subjectDer);

/** `C=JP, O=…`. */
export const nameText = (name: NameForm): string =>
  name.map((rdn) => rdn.map(({ type, value }) => `${type}=${value}`).join('+')).join(', ');

/** The types of a name's attributes in their order: `C O OU OU`. */
export const shapeOf = (name: NameForm): string =>
  name
    .flat()
    .map(({ type }) => type)
    .join(' ');

/** All values of an attribute of a name. */
export const valuesOf = (name: NameForm, type: string): readonly string[] =>
  name
    .flat()
    .filter((attribute) => attribute.type === type)
    .map(({ value }) => value);

export const directoryNamesOf = (
  names: readonly GeneralNameForm[] | undefined,
): ReadonlyArray<Extract<GeneralNameForm, { kind: 'directoryName' }>> =>
  (names ?? []).filter((name) => name.kind === 'directoryName');

const DAY_MS = 86_400_000;
const JST_MS = 9 * 3_600_000;

/** The calendar day in Japan, `YYYY-MM-DD`. */
export const dayJst = (at: Date): string => new Date(at.getTime() + JST_MS).toISOString().slice(0, 10);

/** The time of day in Japan, `HH:MM:SS`. */
export const timeJst = (at: Date): string => new Date(at.getTime() + JST_MS).toISOString().slice(11, 19);

/** The same day some years later; 29 February becomes 28 February where there is none. */
export function yearsLater(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years);
  const leap = new Date(`${year}-02-29T00:00:00Z`).getUTCMonth() === 1;
  return year + (day.slice(4) === '-02-29' && !leap ? '-02-28' : day.slice(4));
}

/** The day before. */
export const dayBefore = (day: string): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() - DAY_MS).toISOString().slice(0, 10);

/** All addresses (URIs) in a certificate, wherever they stand. */
export const hostOf = (uri: string): string | undefined =>
  /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]*)/i.exec(uri)?.[1];
