import { explainedIssues } from './ca-ways.ts';
import { broken, invariant } from './invariant.ts';

/** 施行規則5条1項2号. What follows by the key of the phone rests on an earlier proof (5条2項) and is not judged here. */
export const inv01 = invariant(
  'INV-01',
  'a certificate comes out only for an application that names it, signed by the key of a JPKI signing certificate',
  (seen, each) =>
    each(
      explainedIssues(seen).filter(({ way }) => way !== 'key'),
      (issue) => {
        const { n, application } = issue;
        if (issue.way !== 'card') return [broken('a certificate came out without a signed application', n)];
        const { cms, content, card } = issue;
        return [
          ...(cms.digestOk && cms.signatureOk
            ? []
            : [broken('the signature of the card does not verify', n)]),
          ...(content.application === application
            ? []
            : [broken('what was signed is another application', n)]),
          ...(card?.keyUsage.includes('nonRepudiation')
            ? []
            : [broken('the certificate behind the application is no signing certificate', n)]),
        ];
      },
    ),
);
