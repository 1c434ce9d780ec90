/** The certificates of a CA, judged by the linter rule by rule. */
import { lintCertificate } from '../lint/index.ts';
import { anchorsOf, attributeIssues, authenticationIssues, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { lintFindings } from './lint-findings.ts';

/** What came out in step `index` breaks no rule of its kind. */
export const keepsProfile = (index: number): Expectation =>
  expectation(`what the CA issues in step ${index + 1} keeps the profile`, (seen) => {
    const part = seen.step(index);
    const [issuer] = anchorsOf(seen);
    const kinds = [
      ['fpos-basic', issues(part)],
      ['fpos-attribute', attributeIssues(part)],
      ['fpos-authentication', authenticationIssues(part)],
    ] as const;
    return kinds.flatMap(([kind, found]) =>
      found.flatMap(({ der, n }) => lintFindings(lintCertificate(kind, der, issuer), n)),
    );
  });
