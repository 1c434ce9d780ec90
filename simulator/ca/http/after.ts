import { Refusal } from '../../profile/index.ts';

/** `after` of a query, the last number known: 0 where it is absent. */
export function afterOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('request-malformed', 'after is not a number');
  return Number(text);
}
