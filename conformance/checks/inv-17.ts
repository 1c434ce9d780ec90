import { decodeOcspRequest, judgeOcsp } from '../decode/index.ts';
import { anchorsOf, applications, CA_HOST, issues, signedFor, tryTo } from './ca.ts';
import { identifiers } from './ca-person.ts';
import { ocspAnswers } from './ca-repository.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

interface InForce {
  /** When its receipt was taken. */
  readonly n: number;
  readonly serialHex: string;
  readonly app: string;
  readonly pairwise: string;
  readonly appInstance: unknown;
}

/** What came into force: a receipt that the CA took, for a certificate whose holder is known by the identifier beside it. */
const inForce = (seen: Seen): readonly InForce[] =>
  seen.http({ host: CA_HOST, path: /\/acceptance$/ }).flatMap(({ n, path, status = 0 }) => {
    const issue = issues(seen).findLast((one) => one.n < n && path.includes(one.application));
    const who = issue && identifiers(seen).find((one) => one.n === issue.n);
    if (status >= 300 || !issue?.certificate || !who) return [];
    const appInstance = signedFor(applications(seen), issue)?.content.appInstance;
    const { app, pairwise } = who;
    return [{ n, serialHex: issue.certificate.serialHex, app, pairwise, appInstance }];
  });

/** Does the CP/CPS of this case allow several phones? */
const allowsSeveral = (seen: Seen): boolean =>
  seen.calls('reset').some(({ params }) => {
    const { policy } = params as { policy?: { severalPhones?: unknown } };
    return policy?.severalPhones === true;
  });

export const inv17 = invariant(
  'INV-17',
  'once a certificate is in force, an earlier one of the same person and app no longer is, unless the CP allows it',
  (seen, each) => {
    const met = inForce(seen);
    const [issuer] = anchorsOf(seen);
    const replaced = met.flatMap((one, i) =>
      met.slice(0, i).flatMap((earlier) => {
        if (earlier.app !== one.app || earlier.pairwise !== one.pairwise) return [];
        if (allowsSeveral(seen) && earlier.appInstance !== one.appInstance) return [];
        return earlier.serialHex === one.serialHex ? [] : [{ earlier, since: one.n }];
      }),
    );
    const asked = ocspAnswers(seen).flatMap((answer) => {
      const question = answer.request && tryTo(() => decodeOcspRequest(answer.request!));
      const serialHex = question?.certIds[0]?.serialHex;
      const about = replaced.find((r) => r.earlier.serialHex === serialHex && r.since < answer.n);
      return about && serialHex !== undefined && issuer ? [{ answer, serialHex, issuer }] : [];
    });
    return each(asked, ({ answer: { n, at, response }, serialHex, issuer: by }) => {
      const verdict = judgeOcsp({ response, issuer: by, serialHex, at });
      return verdict.ok && verdict.status === 'revoked'
        ? []
        : [
            broken('a certificate is in force beside the one that took its place', n, {
              expected: 'revoked',
              actual: verdict.ok ? verdict.status : 'no answer that can be believed',
            }),
          ];
    });
  },
);
