/** What a library did with the card and with its user around one tap. */

import type { Finding } from '../verdict/types.ts';
import { CA_HOST, handedIn, issues } from './ca.ts';
import { isSignature, isVerify, signatures, verifies } from './card.ts';
import { type Expectation, expectation, thatHolds } from './expectation.ts';
import { resultOf } from './library.ts';
import type { Seen, SeenApdu } from './seen.ts';

const INS_SELECT = 0xa4;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** P1P2 of SELECT: 04xx by name, 02xx an elementary file of the current application. */
const isByName = (a: SeenApdu): boolean => a.ins === INS_SELECT && a.p1p2 >> 8 === 0x04;
const isFile = (a: SeenApdu): boolean => a.ins === INS_SELECT && a.p1p2 >> 8 === 0x02;

const connects = (part: Seen) => part.all.filter((o) => o.kind === 'card' && o.event === 'connect');

export const taps = (index: number, count: number): Expectation =>
  expectation(
    `in step ${index + 1} the card is presented ${count === 0 ? 'never' : `${count} times`}`,
    (seen) => {
      const found = connects(seen.step(index));
      const extra = found[count];
      return found.length === count
        ? []
        : [
            {
              kind: 'fail',
              says: `the card was presented ${found.length} times`,
              expected: String(count),
              actual: String(found.length),
              ...(extra && { at: extra.n }),
            },
          ];
    },
  );

export const verifiesIn = (index: number, count: number): Expectation =>
  expectation(`in step ${index + 1} ${count} VERIFY are sent`, (seen) => {
    const found = verifies(seen.step(index));
    const extra = found[count];
    return found.length === count
      ? []
      : [
          {
            kind: 'fail',
            says: `${found.length} VERIFY were sent`,
            expected: String(count),
            actual: String(found.length),
            ...(extra && { at: extra.n }),
          },
        ];
  });

export const signsIn = (index: number, count: number): Expectation =>
  thatHolds(
    `in step ${index + 1} the card makes ${count} signatures`,
    (seen) => signatures(seen.step(index)).filter((a) => a.sw === 0x9000).length === count,
  );

/** Where the user said yes, and where the password came from. */
const prompts = (part: Seen, kind: string) =>
  part.calls('ui.prompt').filter((c) => (c.params as { kind?: unknown }).kind === kind);

/** Nobody holds a card while reading documents or typing. */
export const asksBeforeTheTap = (index: number): Expectation =>
  expectation(
    `in step ${index + 1} documents and password are asked for before the card is touched`,
    (seen) => {
      const part = seen.step(index);
      const [first] = connects(part);
      if (!first) return [{ kind: 'fail', says: 'there was no tap' }];
      return ['agree', 'sign-pin'].flatMap((kind): readonly Finding[] => {
        const asked = prompts(part, kind);
        if (asked.length === 0) return [{ kind: 'fail', says: `the user was never asked: ${kind}` }];
        return asked
          .filter(({ n }) => n > first.n)
          .map(({ n }) => ({ kind: 'fail', says: `${kind} was asked for during the tap`, at: n }) as const);
      });
    },
  );

/** Every tap asks for its password: none is kept from an earlier one. */
export const asksForThePassword = (index: number): Expectation =>
  thatHolds(
    `in step ${index + 1} the user is asked for the password`,
    (seen) => prompts(seen.step(index), 'sign-pin').length === 1,
  );

/** VERIFY only after a query that told more than none. */
export const looksBeforeVerify = (index: number): Expectation =>
  expectation(`in step ${index + 1} the tries are looked at before VERIFY`, (seen) => {
    const apdus = seen.step(index).apdus;
    const sent = apdus.filter(isVerify);
    if (sent.length === 0) return [{ kind: 'fail', says: 'there was no VERIFY' }];
    return sent
      .filter(
        (v) => !apdus.some((a) => a.ins === v.ins && !isVerify(a) && a.n < v.n && a.presence === v.presence),
      )
      .map(
        ({ n }) => ({ kind: 'fail', says: 'VERIFY was sent without a look at the tries', at: n }) as const,
      );
  });

const JPKI = 'D392F000260100000001';
/** PIN, key and certificate of the signing pair; the certificate of its CA, for who wants to look. */
const NEEDED = ['001B', '001A', '0001', '0002'];

export const selectsOnlyJpki = (index: number): Expectation =>
  expectation(`in step ${index + 1} no other application of the card is selected`, (seen) =>
    seen
      .step(index)
      .apdus.filter(isByName)
      .filter(({ data }) => hex(data) !== JPKI)
      .map(({ n, data }) => ({
        kind: 'fail',
        says: 'another application was selected',
        expected: JPKI,
        actual: hex(data),
        at: n,
      })),
  );

export const selectsOnlyWhatItNeeds = (index: number): Expectation =>
  expectation(`in step ${index + 1} only the files of the signing pair are selected`, (seen) =>
    seen
      .step(index)
      .apdus.filter(isFile)
      .filter(({ data }) => !NEEDED.includes(hex(data)))
      .map(({ n, data }) => ({
        kind: 'fail',
        says: 'a file was selected that signing does not need',
        actual: hex(data),
        at: n,
      })),
  );

/** The current file of each signature command is the key of the signing pair. */
export const signsWithTheSigningKey = (index: number): Expectation =>
  expectation(`in step ${index + 1} signatures are made with the signing key`, (seen) => {
    const apdus = seen.step(index).apdus;
    const made = apdus.filter(isSignature);
    if (made.length === 0) return [{ kind: 'fail', says: 'no signature was asked for' }];
    return made.flatMap((s) => {
      const before = apdus.filter((a) => a.n < s.n && (isFile(a) || isByName(a))).at(-1);
      return before && isFile(before) && hex(before.data) === '001A'
        ? []
        : [{ kind: 'fail', says: 'another key was selected for a signature', at: s.n } as const];
    });
  });

/** The last presence has ended before anything that the card signed is sent. */
export const cardIsFreeBeforeSending = (index: number): Expectation =>
  expectation(`in step ${index + 1} the card is let go before the application is sent`, (seen) => {
    const part = seen.step(index);
    const [sent] = handedIn(part);
    if (!sent) return [{ kind: 'fail', says: 'no application was sent' }];
    const ends = part.all.filter((o) => o.kind === 'card' && o.event === 'disconnect');
    return ends.some(({ n }) => n < sent.n)
      ? []
      : [{ kind: 'fail', says: 'the card was still held when the application was sent', at: sent.n }];
  });

/** Each presence has its end. */
export const letsTheCardGo = (index: number): Expectation =>
  thatHolds(`in step ${index + 1} each presence is ended`, (seen) => {
    const part = seen.step(index);
    const ends = part.all.filter(
      (o) => o.kind === 'card' && (o.event === 'disconnect' || o.event === 'removed'),
    );
    return ends.length === connects(part).length;
  });

/** An enrolment that must not happen: refused, and nothing handed in, issued or signed for. */
export const endsWithNothing = (index: number): Expectation =>
  expectation(`in step ${index + 1} the enrolment is refused and no application is handed in`, (seen) => {
    const part = seen.step(index);
    const state = resultOf(part, 'library.enrol')?.state;
    return [
      ...(state === 'refused'
        ? []
        : [{ kind: 'fail', says: 'the enrolment did not end as refused', actual: String(state) } as const]),
      ...handedIn(part).map(
        ({ n }) => ({ kind: 'fail', says: 'an application was handed in', at: n }) as const,
      ),
      ...issues(part).map(({ n }) => ({ kind: 'fail', says: 'a certificate came out', at: n }) as const),
    ];
  });

/** The user is shown this. */
export const shows = (
  index: number,
  kind: string,
  more: Readonly<Record<string, unknown>> = {},
): Expectation =>
  thatHolds(`in step ${index + 1} the user is shown ${[kind, ...Object.values(more)].join(' ')}`, (seen) =>
    seen
      .step(index)
      .calls('ui.show')
      .some(({ params }) => {
        const shown = params as Record<string, unknown>;
        return shown.kind === kind && Object.entries(more).every(([name, value]) => shown[name] === value);
      }),
  );

/** The code of the CA's refusal reaches the user. */
export const showsTheRefusal = (index: number): Expectation =>
  expectation(`in step ${index + 1} the user is shown the code with which the CA refused`, (seen) => {
    const part = seen.step(index);
    const codes = part
      .http({ host: CA_HOST })
      .flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    if (codes.length === 0) return [{ kind: 'fail', says: 'the CA refused nothing' }];
    const shown = part
      .calls('ui.show')
      .map(({ params }) => params as { kind?: unknown; code?: unknown })
      .filter(({ kind }) => kind === 'refused');
    return shown.some(({ code }) => code === codes.at(-1))
      ? []
      : [
          {
            kind: 'fail',
            says: 'the user does not learn why the CA refused',
            expected: codes.at(-1)!,
            actual: String(shown.at(-1)?.code ?? 'nothing'),
          },
        ];
  });

/** The user was asked whether the last try may be risked. */
export const asksForTheLastTry = (index: number): Expectation =>
  thatHolds(
    `in step ${index + 1} the user is asked before the last try`,
    (seen) => prompts(seen.step(index), 'last-try').length > 0,
  );
