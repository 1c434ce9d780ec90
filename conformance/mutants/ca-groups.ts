/** Cases of the role `ca` that one thing going wrong fails together, each group once. */
import { CASES } from '../cases/index.ts';
import { type CaseId, numberedIn } from './define.ts';

export const numbered = numberedIn('CA');

const without = (all: readonly CaseId[], ...numbers: readonly number[]): readonly CaseId[] => {
  const left = new Set(numbered(...numbers));
  return all.filter((id) => !left.has(id));
};

/** In every case somebody enrols at once, but in those about the shape of messages, about pages, and about an inspection. */
export const ENROLMENTS = without(
  CASES.filter(({ role }) => role === 'ca').map(({ id }) => id),
  ...[46, 47, 48, 83, 84, 107],
);

/** Of those, where the certificate is accepted and something goes on after it. */
export const ENROLMENTS_WITH_RECEIPT = without(
  ENROLMENTS,
  ...[
    3, 4, 6, 7, 8, 9, 10, 11, 51, 53, 54, 74, 85, 86, 88, 89, 90, 96, 105, 106, 108, 119, 121, 305, 306, 451,
    452,
  ],
);

/** The content of the first certificates is looked at, whatever the case is about. */
export const FIRST_CERTIFICATES = numbered(74, 86, 88, 89, 90);

/** After the loss of a card's certificate the latest items come, or the control is that they do. */
export const DELIVERIES = numbered(56, 57, 60, 62, 111, 112, 113, 114, 115, 118, 307, 308, 401);

/** A question to J-LIS is to be put for somebody there. */
export const QUESTIONS = [...DELIVERIES, ...numbered(59, 63, 64, 120)];

/** The same among the cases about INV-20 to 26. */
export const NEED_QUESTIONS = ['TC-CA-202', 'TC-CA-203', 'TC-CA-204'] as const;

/** Identifiers of one person in two apps, or over two cards, are compared. */
export const SAME_PERSONS = numbered(66, 67, 68, 69, 100);
