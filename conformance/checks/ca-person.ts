/** Whom the CA takes somebody for: the identifier for one app, in the certificate of the attribute kind. */

import { decodeCertificate } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { applications, attributeIssues, tryTo } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, exchangeText, failedIn } from './instead.ts';
import type { Seen } from './seen.ts';

const ARC = '1.3.6.1.4.1.32473.2024.3';
const APP = `${ARC}.6`;
const PAIRWISE = `${ARC}.7`;

export interface SeenIdentifier {
  readonly n: number;
  readonly application: string;
  readonly app: string;
  readonly pairwise: string;
}

/** In the order in which they came out. */
export const identifiers = (seen: Seen): readonly SeenIdentifier[] =>
  attributeIssues(seen).flatMap(({ n, application, certificate }) => {
    const app = certificate?.otherNames[APP];
    const pairwise = certificate?.otherNames[PAIRWISE];
    return app !== undefined && pairwise !== undefined ? [{ n, application, app, pairwise }] : [];
  });

const HANDING_OUT = /\/(signed|activation|renewal)$/;
const LINKS = /^\/pairwise-links$/;

const compared = (says: string, one: number, other: number, same: boolean): Expectation =>
  expectation(says, (seen): readonly Finding[] => {
    const [a] = identifiers(seen.step(one));
    const [b] = identifiers(seen.step(other));
    const absent = a ? other : one;
    if (!a || !b)
      return [
        failedIn(seen, absent, `no identifier came out in step ${absent + 1}`, {
          path: HANDING_OUT,
          expected: 'an attributeCertificate with the identifier of the person for the app',
        }),
      ];
    return (a.pairwise === b.pairwise) === same
      ? []
      : [
          {
            kind: 'fail',
            says: `not so: ${says}`,
            expected: same ? a.pairwise : `another than ${a.pairwise}`,
            actual: b.pairwise,
            at: b.n,
          },
        ];
  });

export const sameIdentifier = (one: number, other: number): Expectation =>
  compared(`steps ${one + 1} and ${other + 1} are one person to the app`, one, other, true);
export const otherIdentifier = (one: number, other: number): Expectation =>
  compared(`steps ${one + 1} and ${other + 1} are two people to the app`, one, other, false);

/** In step `index` the CA names, for a grant, the identifiers that the apps themselves saw. */
export const linksTheApps = (index: number, source: string, target: string): Expectation =>
  expectation(`in step ${index + 1} the CA tells the two identifiers of the person`, (seen) => {
    const [answer] = seen.step(index).http({ host: CA_HOST, path: LINKS });
    const told = (answer?.response ?? {}) as { source?: unknown; target?: unknown };
    const own = (app: string): readonly string[] =>
      identifiers(seen).flatMap((one) => (one.app === app ? [one.pairwise] : []));
    if (own(source).includes(String(told.source)) && own(target).includes(String(told.target))) return [];
    const says = 'the CA does not tell the identifiers of the person in both apps';
    if (answer?.status !== 200) return [failedIn(seen, index, says, { path: LINKS })];
    const seenBy = (app: string): string =>
      own(app).join(' or ') || 'none: no attribute certificate came out';
    return [
      {
        kind: 'fail',
        says,
        expected: `what the apps saw: source ${seenBy(source)}; target ${seenBy(target)}`,
        actual: `source ${String(told.source)}, target ${String(told.target)}`,
        at: answer.n,
      },
    ];
  });

/** In step `index` no identifiers are told for a grant. */
export const linksNothing = (index: number): Expectation =>
  expectation(`in step ${index + 1} the CA tells no identifiers`, (seen) =>
    seen
      .step(index)
      .http({ host: CA_HOST, path: LINKS })
      .filter(({ status = 0 }) => status < 400)
      .map((x) => ({
        kind: 'fail',
        says: 'identifiers were told without a good grant',
        actual: exchangeText(x),
        at: x.n,
      })),
  );

/** The number that a card or phone showed in a signed application, as J-LIS is asked about it. */
const shownNumbers = (seen: Seen): readonly string[] =>
  applications(seen).flatMap(({ cms }) => {
    const card = cms.signerCertDer && tryTo(() => decodeCertificate(cms.signerCertDer!));
    return card ? [BigInt(`0x${card.serialHex}`).toString()] : [];
  });

/** In step `index` J-LIS is asked for a corresponding number, and only of the certificate that was shown in that step. */
export const asksLinkOfTheSigner = (index: number): Expectation =>
  expectation(
    `in step ${index + 1} a link is asked of the certificate that was shown, and of no other`,
    (seen) => {
      const part = seen.step(index);
      const own = shownNumbers(part);
      const asked = part.http({ host: 'verifier.jlis.test', path: /^\/links$/ });
      if (asked.length === 0) return [failedIn(seen, index, 'no link was asked for')];
      return asked.flatMap(({ n, request }): readonly Finding[] => {
        const serial = (request as { from?: { serial?: unknown } } | undefined)?.from?.serial;
        return own.includes(String(serial))
          ? []
          : [
              {
                kind: 'fail',
                requirement: 'JPKI-18-4',
                says: 'a link of somebody else was asked for',
                expected: own.join(' or ') || 'the number of a card that was shown',
                actual: String(serial),
                at: n,
              },
            ];
      });
    },
  );
