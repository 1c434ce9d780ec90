/** Two keys, one that signs and one that authenticates, where a CA gives a certificate for each (INV-36). */
import { createHash } from 'node:crypto';
import { type Certificate, type Csr, decodeCsr, decodeJws } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { BANK_HOST, presses } from './bank.ts';
import {
  applications,
  authenticationIssues,
  bytesOf,
  CA_HOST,
  issues,
  mustNotExist,
  type SeenIssue,
  tryTo,
} from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { failedIn } from './instead.ts';
import { isOfAPair } from './kinds.ts';
import { renewals } from './library-keys.ts';
import type { Seen } from './seen.ts';

const fail = (says: string, at?: number): Finding => ({
  kind: 'fail',
  says,
  ...(at !== undefined && { at }),
});
const equal = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;

interface RequestPair {
  readonly n: number;
  readonly signature: Csr | undefined;
  readonly authentication: Csr | undefined;
}

const csrOf = (text: unknown): Csr | undefined =>
  typeof text === 'string' ? tryTo(() => decodeCsr(bytesOf(text))) : undefined;

/** The two requests of each application, on whichever way they came. */
function requestPairs(seen: Seen): readonly RequestPair[] {
  const bodies = [
    ...applications(seen).map(({ n, content }) => [n, content] as const),
    ...renewals(seen).map(({ n, payload }) => [n, payload] as const),
    ...seen.http({ host: CA_HOST, path: /\/activation$/ }).map(({ n, request }) => [n, request] as const),
  ];
  return bodies.flatMap(([n, body]) => {
    const { csr, authenticationCsr } = (body ?? {}) as { csr?: unknown; authenticationCsr?: unknown };
    return csr === undefined ? [] : [{ n, signature: csrOf(csr), authentication: csrOf(authenticationCsr) }];
  });
}

const BINDING = '1.3.6.1.4.1.32473.2024.1.1';

/** Each of these steps asks for two keys that no step before asked for, both held and both bound to the application. */
export const asksForTwoKeys = (...steps: readonly number[]): Expectation =>
  expectation('each certificate is asked for with two keys of its own', (seen) => {
    const before: Uint8Array[] = [];
    return steps.flatMap((index): readonly Finding[] => {
      const part = seen.step(index);
      const own = requestPairs(part).at(-1);
      if (!own?.signature || !own.authentication)
        return [fail(`no two requests in step ${index + 1}`, own?.n)];
      const [offered] = part.http({ host: CA_HOST, path: /^\/applications$/ });
      const { application = '', nonce = '' } = (offered?.response ?? {}) as {
        application?: string;
        nonce?: string;
      };
      const bound = createHash('sha256')
        .update(Buffer.from(application + nonce, 'hex'))
        .digest();
      const found: Finding[] = [];
      for (const csr of [own.signature, own.authentication]) {
        if (before.some((spki) => equal(spki, csr.spki)))
          found.push(fail('a key is asked for that was asked for before', own.n));
        before.push(csr.spki);
        if (!csr.popVerified) found.push(fail('a request is not signed by its own key', own.n));
        if (!equal(csr.octetAttribute(BINDING), bound))
          found.push(fail('a request is not bound to this application', own.n));
      }
      return found;
    });
  });

/** What came for one key of the pair: for this key, of this use, of this holder. */
function faultsOfOne(
  { n, certificate }: SeenIssue,
  csr: Csr | undefined,
  signs: boolean,
): readonly Finding[] {
  if (!certificate) return [fail('what the CA issued is no certificate', n)];
  return [
    ...(equal(certificate.spki, csr?.spki) ? [] : [fail('it is for another key than asked for', n)]),
    ...(certificate.keyUsage.includes('nonRepudiation') === signs
      ? []
      : [fail(signs ? 'its key may not sign for good' : 'the key that authenticates may sign, too', n)]),
    ...(isOfAPair(certificate) === (signs ? 'signature' : 'authentication')
      ? []
      : [fail('its policy and key usage are not those of its purpose', n)]),
  ];
}

const subjectOf = (certificate: Certificate | undefined): string =>
  JSON.stringify(certificate?.subject ?? null);

const HANDING_OUT = /\/(signed|activation|renewal)$/;

/** One pair came out: a certificate for each key, each for its purpose, both of one holder. */
export const issuesAPair = (index: number): Expectation =>
  expectation(
    `in step ${index + 1} two certificates come: one to sign, one to authenticate, of one holder`,
    (seen) => {
      const part = seen.step(index);
      const asked = requestPairs(part).at(-1);
      const signing = issues(part).at(-1);
      const other = authenticationIssues(part).at(-1);
      if (!signing || !other)
        return [
          failedIn(seen, index, 'not both came', {
            path: HANDING_OUT,
            expected: 'certificate and authenticationCertificate in one answer',
          }),
        ];
      return [
        ...faultsOfOne(signing, asked?.signature, true),
        ...faultsOfOne(other, asked?.authentication, false),
        ...(subjectOf(signing.certificate) === subjectOf(other.certificate)
          ? []
          : [fail('the two name two holders', other.n)]),
      ];
    },
  );

/** The control of negative cases: both came, whatever they are like. */
export const bothCome = (index: number): Expectation =>
  expectation(`in step ${index + 1} two certificates come`, (seen) => {
    const part = seen.step(index);
    return issues(part).length === 1 && authenticationIssues(part).length === 1
      ? []
      : [
          failedIn(seen, index, 'not two certificates came', {
            path: HANDING_OUT,
            expected: 'certificate and authenticationCertificate, one each',
          }),
        ];
  });

/** Nothing came, neither of the one kind nor of the other. */
export const neitherComes = (index: number): Expectation =>
  expectation(`in step ${index + 1} no certificate comes`, (seen) =>
    mustNotExist(seen.step(index), [...issues(seen.step(index)), ...authenticationIssues(seen.step(index))]),
  );

const LAST = { signature: issues, authentication: authenticationIssues } as const;
type Purpose = keyof typeof LAST;

/** The certificate for this purpose that came last before the end of the step. */
function certified(seen: Seen, index: number, purpose: Purpose): Uint8Array | undefined {
  for (let step = index; step >= 0; step--) {
    const last = LAST[purpose](seen.step(step)).at(-1);
    if (last) return last.der;
  }
  return undefined;
}

interface Signed {
  readonly n: number;
  readonly compact: unknown;
}

const by =
  (
    says: string,
    purpose: Purpose,
    select: (part: Seen) => readonly Signed[],
  ): ((index: number) => Expectation) =>
  (index) =>
    expectation(`in step ${index + 1} ${says}`, (seen) => {
      const found = select(seen.step(index));
      const due = certified(seen, index, purpose);
      if (found.length === 0 || !due) return [fail('nothing was signed')];
      return found.flatMap(({ n, compact }) => {
        const jws = typeof compact === 'string' ? tryTo(() => decodeJws(compact)) : undefined;
        return jws?.verified && equal(jws.x5c[0], due) ? [] : [fail('it is by another key', n)];
      });
    });

const resultsOf = (part: Seen, method: string, member: string): readonly Signed[] =>
  part.calls(method).map(({ n, result }) => ({
    n,
    compact: (result as Record<string, unknown> | undefined)?.[member],
  }));
const sentTo = (part: Seen, host: string, path: RegExp): readonly Signed[] =>
  part
    .http({ host, path, from: 'iut' })
    .map(({ n, request }) => ({ n, compact: (request as { jws?: unknown } | undefined)?.jws }));

export const logsInByTheOneThatAuthenticates = by(
  'the log-in is by the key that authenticates',
  'authentication',
  (part) => resultsOf(part, 'library.login', 'answer'),
);
export const signsByTheOneThatSigns = by(
  'the transaction is signed by the key that signs',
  'signature',
  (part) => resultsOf(part, 'library.sign', 'signature'),
);
export const looksByTheOneThatAuthenticates = by(
  'the change is looked at by the key that authenticates',
  'authentication',
  (part) => sentTo(part, BANK_HOST, /^\/changes\/[^/]+$/),
);
export const pressesByTheOneThatSigns = by('the press is by the key that signs', 'signature', (part) =>
  presses(part).map(({ n, request }) => ({ n, compact: (request as { jws?: unknown } | undefined)?.jws })),
);
