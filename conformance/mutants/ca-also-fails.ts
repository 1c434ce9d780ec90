/** Cases that CAs with a defect in what everybody needs fail besides those about it. */

type CaseId = `TC-CA-${string}`;

/** `46` and the like, from the cases beyond the first 45. */
const ids = (...numbers: readonly number[]): readonly CaseId[] =>
  numbers.map((number) => `TC-CA-${String(number).padStart(3, '0')}` as const);

/** Somebody must hold a certificate that is in force. */
export const NEED_A_RECEIPT = ids(49, 50, 52);
/** Consents that J-LIS has must lead to questions there. */
export const NEED_QUESTIONS = ids(202, 203, 204);
/** Somebody must get a certificate. */
export const NEED_A_CERTIFICATE = ids(49, 50, 51, 52, 53, 54);
/** A problem document is read as a whole. */
export const READ_PROBLEMS = ids(47, 48, 49);
