/** The certificates of a CA, judged by the linter rule by rule. */
import { lintCertificate } from '../lint/index.ts';
import type { Finding } from '../verdict/types.ts';
import { anchorsOf, attributeIssues, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';

/** What came out in step `index` breaks no rule of its kind. */
export const keepsProfile = (index: number): Expectation =>
  expectation(`what the CA issues in step ${index + 1} keeps the profile`, (seen) => {
    const part = seen.step(index);
    const [issuer] = anchorsOf(seen);
    const kinds = [
      ['fpos-basic', issues(part)],
      ['fpos-attribute', attributeIssues(part)],
    ] as const;
    return kinds.flatMap(([kind, found]) =>
      found.flatMap(({ der, n }) =>
        lintCertificate(kind, der, issuer)
          .findings.filter(({ level }) => level === 'shall')
          .map(
            ({ rule, says, fault }): Finding => ({
              kind: 'fail',
              says: `${kind}: ${says} (${rule})`,
              actual: fault,
              at: n,
            }),
          ),
      ),
    );
  });
