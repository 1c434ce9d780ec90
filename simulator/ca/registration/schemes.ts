/**
 * The states of the real scheme, by date. Source: the publisher's notes of 2023-11-21 (no inspection at first registration)
 * and 2024-10-08 (one tap; a new phone needs no re-issue procedure).
 */

export type SchemeName = 'inspection' | 'two-taps' | 'one-tap';

export interface Scheme {
  readonly name: SchemeName;
  /** First day, Japan. */
  readonly from: string;
  /** Does a person at the CA look at the first application of somebody? */
  readonly inspectsFirst: boolean;
  /** Is a new phone a re-issue (再発行) with an inspection? */
  readonly inspectsNewPhone: boolean;
  /** Is the one-time code handed over at another tap? */
  readonly secondTap: boolean;
}

export const SCHEMES: readonly Scheme[] = [
  { name: 'inspection', from: '0001-01-01', inspectsFirst: true, inspectsNewPhone: true, secondTap: true },
  { name: 'two-taps', from: '2023-11-21', inspectsFirst: false, inspectsNewPhone: true, secondTap: true },
  // The change approval was announced on 2024-10-07; from which hour it was used is not public.
  { name: 'one-tap', from: '2024-10-07', inspectsFirst: false, inspectsNewPhone: false, secondTap: false },
];

/** The scheme of a calendar day in Japan (`YYYY-MM-DD`). */
export const schemeOf = (day: string): Scheme => SCHEMES.findLast(({ from }) => from <= day)!;

export const schemeNamed = (name: SchemeName): Scheme => SCHEMES.find((scheme) => scheme.name === name)!;
