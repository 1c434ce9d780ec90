/**
 * Rules of a standard that the law asks an issuer to break: `kind rule`, each with the reason. A finding of theirs is true and
 * stays a finding of the linter; it is no reproach to the issuer.
 */
import type { LintResult } from './lint.ts';

const DISPUTED: ReadonlyMap<string, string> = new Map([
  [
    'fpos-basic certificate/names-keep-to-their-lengths',
    '施行規則6条5号ハ asks for the name of everybody, so one beyond the 64 characters of RFC 5280 is certified whole',
  ],
]);

/** The same without what is disputed. */
export const undisputed = (result: LintResult): LintResult => ({
  ...result,
  findings: result.findings.filter(({ rule }) => !DISPUTED.has(`${result.kind} ${rule}`)),
});
