/** The items (基本4情報) of a signing certificate as a linter sees them: whatever otherNames stand in its alternative name. */
import type { CertificateForm, GeneralNameForm } from '../decode/index.ts';

type OtherName = Extract<GeneralNameForm, { kind: 'otherName' }>;

/** Every otherName, in their order; undefined without an alternative name. */
export const itemsOf = ({ subjectAltName }: CertificateForm): readonly OtherName[] | undefined =>
  subjectAltName?.filter((name) => name.kind === 'otherName');

/** The text of an item that is there exactly once. */
export function itemOf(form: CertificateForm, oid: string): string | undefined {
  const [item, second] = itemsOf(form)?.filter((one) => one.oid === oid) ?? [];
  return second === undefined ? item?.value : undefined;
}

/** What is wrong with the flags of a text: one digit for each character, spaces too. */
export function flagsFault(text: string | undefined, flags: string | undefined): string | undefined {
  if (text === undefined || flags === undefined) return undefined;
  if (!/^[01]*$/.test(flags)) return 'other than 0 and 1';
  return flags.length === [...text].length
    ? undefined
    : `${flags.length} flags for ${[...text].length} characters`;
}
