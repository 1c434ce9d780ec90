/** What a library did: towards the card, the CA and its user. */

import type { Observation } from '../../simulator/world/index.ts';
import { decodeJws, judgePath } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { applications, handedIn, issues } from './ca.ts';
import { signatures, verifies } from './card.ts';
import { type Expectation, expectation } from './expectation.ts';
import { inv06 } from './inv-06.ts';
import type { Seen } from './seen.ts';

const derOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** What the library answered last to an operation; undefined for an error, or when it was not asked. */
export const resultOf = (part: Seen, method: string): Readonly<Record<string, unknown>> | undefined =>
  part.calls(method).at(-1)?.result as Readonly<Record<string, unknown>> | undefined;

/** What `library.enrol` answered in a step. */
const enrolled = (seen: Seen, index: number) => {
  const [call] = seen.step(index).calls('library.enrol');
  return call?.result as { state?: string; certificate?: string; code?: string } | undefined;
};

/** The library says that it has the certificate which the CA issued in that step. */
export const enrolledIn = (index: number): Expectation =>
  expectation(`in step ${index + 1} the library ends with the certificate that the CA issued`, (seen) => {
    const own = enrolled(seen, index);
    const issued = issues(seen.step(index)).at(-1);
    if (own?.state !== 'issued' || own.certificate === undefined || !issued)
      return [
        {
          kind: 'fail',
          says: 'the enrolment did not end with a certificate',
          actual: own?.code ?? own?.state ?? 'no answer',
        },
      ];
    return Buffer.compare(derOf(own.certificate), issued.der) === 0
      ? []
      : [{ kind: 'fail', says: 'the library has another certificate than the CA issued', at: issued.n }];
  });

/** The card signed the application: signature command and the CMS that holds its result. */
export const signedByCard = (index: number): Expectation =>
  expectation(`in step ${index + 1} the application is signed by the card`, (seen) => {
    const part = seen.step(index);
    const made = signatures(part).filter((a) => a.sw === 0x9000);
    const [own] = applications(part);
    if (made.length === 0 || !own)
      return [{ kind: 'fail', says: 'no application signed by the card was handed in' }];
    return own.cms.reasons.map(
      (says) => ({ kind: 'fail', says: `the signed application: ${says}`, at: own.n }) as const,
    );
  });

export const onePresence = (index: number): Expectation =>
  expectation(`in step ${index + 1} the card is presented once`, (seen) => {
    const count = seen.step(index).presences.length;
    if (count === 1) return [];
    const extra = seen.step(index).all.filter((o) => o.kind === 'card' && o.event === 'connect')[1];
    return [
      {
        kind: 'fail',
        requirement: 'NOTE-ONE-TAP',
        says: `the card was presented ${count} times`,
        expected: '1',
        actual: String(count),
        ...(extra && { at: extra.n }),
      },
    ];
  });

/** A step with a wrong PIN: one VERIFY, the tries shown, no signature, nothing handed in. */
export const stopsAtWrongPin = (index: number, triesLeft: number): Expectation =>
  expectation(
    `in step ${index + 1} one VERIFY, then ${triesLeft} tries left are shown and nothing else happens`,
    (seen) => {
      const part = seen.step(index);
      const found: Finding[] = [];
      const sent = verifies(part);
      if (sent.length !== 1)
        found.push({
          kind: 'fail',
          says: `${sent.length} VERIFY were sent, 1 expected`,
          ...(sent[1] && { at: sent[1].n }),
        });
      const shown = part.calls('ui.show').some((c) => {
        const { kind, triesLeft: told } = c.params as { kind?: string; triesLeft?: number };
        return kind === 'pin-refused' && told === triesLeft;
      });
      if (!shown)
        found.push({ kind: 'fail', says: `the user was not told that ${triesLeft} tries are left` });
      for (const a of signatures(part))
        found.push({ kind: 'fail', says: 'a signature was asked for', at: a.n });
      for (const x of handedIn(part))
        found.push({ kind: 'fail', says: 'an application was handed in', at: x.n });
      if (enrolled(seen, index)?.state !== 'refused')
        found.push({ kind: 'fail', says: 'the enrolment did not end as refused' });
      return found;
    },
  );

interface Shown {
  readonly n: number;
  readonly text: string;
}

const shownTerms = (seen: Seen): readonly Shown[] =>
  seen.calls('ui.show').flatMap((c) => {
    const { kind, text } = c.params as { kind?: string; text?: string };
    return kind === 'terms' && text !== undefined ? [{ n: c.n, text }] : [];
  });

/** Every document of the offer was shown, then agreed to, then signed over. */
export const agreesBeforeSigning = (index: number): Expectation =>
  expectation(
    `in step ${index + 1} the documents are shown and agreed to before the card signs, and signed over`,
    (seen) => {
      const part = seen.step(index);
      const [offered] = part.http({ path: /^\/applications$/ });
      const terms =
        (offered?.response as { terms?: { name: string; sha256: string; text: string }[] } | undefined)
          ?.terms ?? [];
      const [signature] = signatures(part);
      const [own] = applications(part);
      if (terms.length === 0 || !signature || !own)
        return [{ kind: 'fail', says: 'no documents, signature and application to compare' }];
      const found: Finding[] = [];
      const agreed = part
        .calls('ui.prompt')
        .find(
          (c) =>
            (c.params as { kind?: string }).kind === 'agree' &&
            (c.result as { agreed?: boolean } | undefined)?.agreed,
        );
      if (!agreed || agreed.n > signature.n)
        found.push({ kind: 'fail', says: 'the card signed before the user agreed', at: signature.n });
      const limit = agreed?.n ?? 0;
      const signedOver = JSON.stringify(own.content.agreed ?? null);
      for (const { name, sha256, text } of terms) {
        if (!shownTerms(part).some((s) => s.text === text && s.n < limit))
          found.push({ kind: 'fail', says: `"${name}" was not shown before the user agreed` });
        if (!signedOver.includes(sha256))
          found.push({ kind: 'fail', says: `the digest of "${name}" is not in the signed bytes`, at: own.n });
      }
      return found;
    },
  );

/** The answer of `library.login` in a step, decoded. */
const loginAnswer = (seen: Seen, index: number) => {
  const [call] = seen.step(index).calls('library.login');
  const { state, answer } = (call?.result ?? {}) as { state?: string; answer?: string };
  if (state !== 'answered' || answer === undefined) return undefined;
  try {
    const jws = decodeJws(answer);
    return {
      n: call!.n,
      jws,
      payload: JSON.parse(Buffer.from(jws.payload).toString('utf8')) as Record<string, unknown>,
    };
  } catch {
    return { n: call!.n, jws: undefined, payload: {} as Record<string, unknown> };
  }
};

/** Signed by the key that was certified in `enrolStep`, for the challenge that the bank sent in this step. */
export const answersChallenge = (enrolStep: number, index: number): Expectation =>
  expectation(
    `in step ${index + 1} the answer is by the certified key and for this challenge, app and origin`,
    (seen) => {
      const own = loginAnswer(seen, index);
      if (!own) return [{ kind: 'fail', says: 'the library gave no answer' }];
      if (!own.jws) return [{ kind: 'fail', says: 'the answer is no JWS of the profile', at: own.n }];
      const { n, jws, payload } = own;
      const found: Finding[] = jws.reasons.map((says) => ({
        kind: 'fail',
        says: `the answer: ${says}`,
        at: n,
      }));
      if (!jws.verified)
        found.push({ kind: 'fail', says: 'the answer is not signed by the key in it', at: n });
      const certified = enrolled(seen, enrolStep)?.certificate;
      const leaf = jws.x5c[0];
      if (!leaf || certified === undefined || Buffer.compare(leaf, derOf(certified)) !== 0)
        found.push({
          kind: 'fail',
          says: 'the answer is by another certificate than the enrolled one',
          at: n,
        });
      const anchors = ((seen.given('anchors') as { ca?: string[] } | undefined)?.ca ?? []).map(derOf);
      if (leaf) {
        const at = new Date(seen.all.find((o) => o.n === n)!.at);
        const path = judgePath({ leaf, anchors, at, need: { keyUsage: ['digitalSignature'] } });
        if (!path.ok) found.push({ kind: 'fail', says: `its certificate: ${path.reasons[0]!.says}`, at: n });
      }
      const [sent] = seen.step(index).http({ path: /^\/login\/challenges$/ });
      const challenge = (sent?.response ?? {}) as Record<string, unknown>;
      for (const field of ['challenge', 'nonce', 'appId', 'origin'])
        if (challenge[field] === undefined || payload[field] !== challenge[field])
          found.push({
            kind: 'fail',
            says: `${field} is not the challenge's`,
            expected: String(challenge[field]),
            actual: String(payload[field]),
            at: n,
          });
      return found;
    },
  );

export const refusesChallenge = (index: number): Expectation =>
  expectation(`in step ${index + 1} the library refuses to answer`, (seen) => {
    const [call] = seen.step(index).calls('library.login');
    const state = (call?.result as { state?: string } | undefined)?.state;
    return state === 'refused'
      ? []
      : [
          {
            kind: 'fail',
            says: 'the library answered a challenge that is not for it',
            actual: state ?? 'no answer',
            ...(call && { at: call.n }),
          },
        ];
  });

/** As long as the private key of P-256; a PIN has 16 bytes at most. */
const KEY_BYTES = 32;

/** What the IUT sent where a PIN belongs was cut by the recorder, so no key can be looked for there. None is so long. */
const hidden = (all: readonly Observation[]): readonly Finding[] =>
  all.flatMap((o): readonly Finding[] => {
    if (!('cuts' in o) || o.cuts === undefined || (o.kind !== 'apdu' && o.from !== 'iut')) return [];
    return o.cuts
      .filter(({ length }) => length >= KEY_BYTES)
      .map(({ length }) => ({
        kind: 'inconc',
        requirement: 'ESA-R6-3',
        says: `observation ${o.n} has ${length} bytes in the place of a PIN, which were cut: a key could stand there`,
        at: o.n,
      }));
  });

/** INV-06: the private key of every certificate of the case is in no message, in no encoding. */
export const keyNeverLeaves: Expectation = expectation(
  'the private key of the certified key is in no message, raw or encoded',
  (seen) => {
    const issued = issues(seen);
    if (issued.length === 0)
      return [{ kind: 'fail', says: 'no key was certified, so none could be looked for' }];
    const unread = issued.filter(({ certificate }) => certificate?.keyAlgorithm !== 'EC-P-256');
    const leaks = [
      ...unread.map((): Finding => ({ kind: 'inconc', says: 'only keys on P-256 can be looked for' })),
      ...inv06.judge(seen).findings.map((finding): Finding => ({ ...finding, requirement: 'ESA-R6-3' })),
    ];
    return [...leaks, ...hidden(seen.all)];
  },
);
