/** Who lives together: of every ten numbers the first lives alone, then come a household of two, of three and of four. */

/** Where households begin among ten numbers, and where the next ten do. */
const BEGINS = [0, 1, 3, 6, 10] as const;

const place = (number: number): { head: number; size: number } => {
  const at = (number - 1) % 10;
  const next = BEGINS.findIndex((begin) => begin > at);
  const begin = BEGINS[next - 1]!;
  return { head: number - at + begin, size: BEGINS[next]! - begin };
};

/** The head (世帯主) of a citizen's household: its lowest number, which also names it. */
export const headOf = (number: number): number => place(number).head;

/** The numbers of all who live with a citizen, the citizen included. */
export function householdOf(number: number): readonly number[] {
  const { head, size } = place(number);
  return Array.from({ length: size }, (_, at) => head + at);
}
