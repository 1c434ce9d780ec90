/**
 * The profile of an accredited CA's certificates under the open profile, as data for the rules in rules/fpos. Written down a
 * second time on purpose: who builds does not judge.
 */

/** Under the enterprise number that IANA keeps for examples (RFC 5612). */
const ARC = '1.3.6.1.4.1.32473.2024';

/** 基本型, 属性型 and 認証用 by their policies. */
export const FPOS_POLICY = {
  'fpos-basic': `${ARC}.2.1`,
  'fpos-attribute': `${ARC}.2.2`,
  'fpos-authentication': `${ARC}.2.3`,
} as const;

/** otherName types. */
export const FPOS_ITEM = {
  address: `${ARC}.3.2`,
  birth: `${ARC}.3.3`,
  nameSubstitutes: `${ARC}.3.4`,
  addressSubstitutes: `${ARC}.3.5`,
  app: `${ARC}.3.6`,
  pairwise: `${ARC}.3.7`,
} as const;
