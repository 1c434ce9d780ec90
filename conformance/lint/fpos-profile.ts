/** The profile of an accredited CA's certificates under the open profile, as data for the rules in rules/fpos. */

/** Under the enterprise number that IANA keeps for examples (RFC 5612). */
const ARC = '1.3.6.1.4.1.32473.2024.2';

/** 基本型 and 属性型 by their policies. */
export const FPOS_POLICY = { 'fpos-basic': `${ARC}.1`, 'fpos-attribute': `${ARC}.2` } as const;
