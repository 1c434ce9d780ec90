/** The marks of tests in which an authority is made to issue what it must not. */

/** On the global object, because vitest may load this module anew for each file, or not. */
const MARKS = Symbol.for('fpos-hil: defects on purpose');
type Marks = { file?: string; test?: string };
const holder = globalThis as { [MARKS]?: Marks };

const checked = (why: string): string => {
  if (why.length < 10) throw new RangeError('say in a sentence why authorities issue defective things here');
  return why;
};

/** From here to the end of this test file, what authorities issue is not linted. `why` is for readers. */
export function defectsOnPurpose(why: string): void {
  holder[MARKS] = { ...holder[MARKS], file: checked(why) };
}

/** From here to the end of the running test, what authorities issue is not linted. */
export function defectsOnPurposeInThisTest(why: string): void {
  holder[MARKS] = { ...holder[MARKS], test: checked(why) };
}

/** Why nothing is linted now, or undefined. */
export const whyDefective = (): string | undefined => holder[MARKS]?.test ?? holder[MARKS]?.file;

/** A test has ended. */
export function testEnds(): void {
  if (holder[MARKS]) delete holder[MARKS].test;
}

/** A test file begins. */
export function fileBegins(): void {
  delete holder[MARKS];
}
