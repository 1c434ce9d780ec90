/** Whom the CA takes somebody for: the identifier for one app, in the certificate of the attribute kind. */

import { decodeCertificate } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { applications, attributeIssues, CA_HOST, tryTo } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen } from './seen.ts';

const ARC = '1.3.6.1.4.1.32473.2024.3';
const APP = `${ARC}.6`;
const PAIRWISE = `${ARC}.7`;

export interface SeenIdentifier {
  readonly n: number;
  readonly app: string;
  readonly pairwise: string;
}

/** In the order in which they came out. */
export const identifiers = (seen: Seen): readonly SeenIdentifier[] =>
  attributeIssues(seen).flatMap(({ n, certificate }) => {
    const app = certificate?.otherNames[APP];
    const pairwise = certificate?.otherNames[PAIRWISE];
    return app !== undefined && pairwise !== undefined ? [{ n, app, pairwise }] : [];
  });

const compared = (says: string, one: number, other: number, same: boolean): Expectation =>
  expectation(says, (seen): readonly Finding[] => {
    const [a] = identifiers(seen.step(one));
    const [b] = identifiers(seen.step(other));
    if (!a || !b) return [{ kind: 'fail', says: `no identifier came out in step ${(a ? other : one) + 1}` }];
    return (a.pairwise === b.pairwise) === same
      ? []
      : [{ kind: 'fail', says: `not so: ${says}`, expected: a.pairwise, actual: b.pairwise, at: b.n }];
  });

export const sameIdentifier = (one: number, other: number): Expectation =>
  compared(`steps ${one + 1} and ${other + 1} are one person to the app`, one, other, true);
export const otherIdentifier = (one: number, other: number): Expectation =>
  compared(`steps ${one + 1} and ${other + 1} are two people to the app`, one, other, false);

/** In step `index` the CA names, for a grant, the identifiers that the apps themselves saw. */
export const linksTheApps = (index: number, source: string, target: string): Expectation =>
  expectation(`in step ${index + 1} the CA tells the two identifiers of the person`, (seen) => {
    const [answer] = seen.step(index).http({ host: CA_HOST, path: /^\/pairwise-links$/ });
    const told = (answer?.response ?? {}) as { source?: unknown; target?: unknown };
    const own = (app: string): readonly string[] =>
      identifiers(seen).flatMap((one) => (one.app === app ? [one.pairwise] : []));
    return own(source).includes(String(told.source)) && own(target).includes(String(told.target))
      ? []
      : [
          {
            kind: 'fail',
            says: 'the CA does not tell the identifiers of the person in both apps',
            actual: answer?.problem ?? JSON.stringify(told),
            ...(answer && { at: answer.n }),
          },
        ];
  });

/** In step `index` no identifiers are told for a grant. */
export const linksNothing = (index: number): Expectation =>
  expectation(`in step ${index + 1} the CA tells no identifiers`, (seen) =>
    seen
      .step(index)
      .http({ host: CA_HOST, path: /^\/pairwise-links$/ })
      .filter(({ status = 0 }) => status < 400)
      .map(({ n }) => ({ kind: 'fail', says: 'identifiers were told without a good grant', at: n })),
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
      if (asked.length === 0) return [{ kind: 'fail', says: 'no link was asked for' }];
      return asked.flatMap(({ n, request }): readonly Finding[] => {
        const serial = (request as { from?: { serial?: unknown } } | undefined)?.from?.serial;
        return own.includes(String(serial))
          ? []
          : [
              {
                kind: 'fail',
                requirement: 'JPKI-18-4',
                says: 'a link of somebody else was asked for',
                at: n,
              },
            ];
      });
    },
  );
