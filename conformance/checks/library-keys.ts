/** Keys, requests and receipts of a library, and what it did with its certificates. */
import { createHash } from 'node:crypto';
import { type Csr, decodeCsr, decodeJws, type Jws } from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { applications, bytesOf, CA_HOST, handedIn, issues, tryTo } from './ca.ts';
import { type Expectation, expectation, thatHolds } from './expectation.ts';
import { resultOf } from './library.ts';
import type { Seen, SeenHttp } from './seen.ts';

const derOf = (text: unknown): Uint8Array | undefined =>
  typeof text === 'string' ? bytesOf(text) : undefined;
const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;

interface SignedJws {
  readonly n: number;
  readonly status: number;
  readonly jws: Jws;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** JWS in this member of what was sent to these addresses of the CA. */
function jwsIn(seen: Seen, path: RegExp, member: string): readonly SignedJws[] {
  return seen.http({ host: CA_HOST, path }).flatMap(({ n, request, status = 0 }) => {
    const text = (request as Record<string, unknown> | undefined)?.[member];
    const jws = typeof text === 'string' ? tryTo(() => decodeJws(text)) : undefined;
    const payload = jws && tryTo(() => JSON.parse(Buffer.from(jws.payload).toString('utf8')));
    return jws && payload ? [{ n, status, jws, payload }] : [];
  });
}

export const renewals = (seen: Seen) => jwsIn(seen, /\/renewal$/, 'jws');
const receipts = (seen: Seen) => jwsIn(seen, /\/acceptance$/, 'receipt');
const revocations = (seen: Seen) => jwsIn(seen, /^\/revocations$/, 'jws');

/** Requests for certificates, on whichever way they came. */
function requests(seen: Seen): readonly { readonly n: number; readonly csr: Csr }[] {
  const texts = [
    ...applications(seen).map(({ n, content }) => [n, content.csr] as const),
    ...renewals(seen).map(({ n, payload }) => [n, payload.csr] as const),
    ...seen
      .http({ host: CA_HOST, path: /\/activation$/ })
      .map(({ n, request }) => [n, (request as { csr?: unknown } | undefined)?.csr] as const),
  ];
  return texts.flatMap(([n, text]) => {
    const der = derOf(text);
    const csr = der && tryTo(() => decodeCsr(der));
    return csr ? [{ n, csr }] : [];
  });
}

/** Each step asks for a key that no step before asked for. */
export const freshKeys = (...steps: readonly number[]): Expectation =>
  expectation('each certificate is asked for with a key of its own', (seen) => {
    const keys = steps.map((index) => requests(seen.step(index))[0]);
    return keys.flatMap((own, i): readonly Finding[] => {
      if (!own) return [{ kind: 'fail', says: `no certificate was asked for in step ${steps[i]! + 1}` }];
      const again = keys.slice(0, i).some((earlier) => same(earlier?.csr.spki, own.csr.spki));
      return again ? [{ kind: 'fail', says: 'the key was used before', at: own.n }] : [];
    });
  });

const BINDING = '1.3.6.1.4.1.32473.2024.1.1';

/** The request carries SHA-256(application ‖ nonce) of this very offer, and is signed by its own key. */
export const boundRequest = (index: number): Expectation =>
  expectation(
    `in step ${index + 1} the request is bound to this application and signed by its own key`,
    (seen) => {
      const part = seen.step(index);
      const [own] = requests(part);
      const [offered] = part.http({ host: CA_HOST, path: /^\/applications$/ });
      const { application, nonce } = (offered?.response ?? {}) as { application?: string; nonce?: string };
      if (!own || application === undefined || nonce === undefined)
        return [{ kind: 'fail', says: 'no offer and request to compare' }];
      const expected = createHash('sha256')
        .update(Buffer.from(application + nonce, 'hex'))
        .digest();
      return [
        ...(same(own.csr.octetAttribute(BINDING), expected)
          ? []
          : [{ kind: 'fail', says: 'the request is not bound to this application', at: own.n } as const]),
        ...(own.csr.popVerified
          ? []
          : [{ kind: 'fail', says: 'the request is not signed by its own key', at: own.n } as const]),
      ];
    },
  );

/** What the card signed is about this application, this app and this installation. */
export const namesItself = (index: number, appId: string): Expectation =>
  expectation(
    `in step ${index + 1} the signed application names this offer, app and installation`,
    (seen) => {
      const part = seen.step(index);
      const [own] = applications(part);
      const [offered] = part.http({ host: CA_HOST, path: /^\/applications$/ });
      if (!own || !offered) return [{ kind: 'fail', says: 'no offer and application to compare' }];
      const sent = (offered.request ?? {}) as Record<string, unknown>;
      const got = (offered.response ?? {}) as Record<string, unknown>;
      const content = own.content as Readonly<Record<string, unknown>>;
      const compared = [
        ['application', got.application],
        ['nonce', got.nonce],
        ['appInstance', sent.appInstance],
        ['appId', appId],
      ] as const;
      return compared
        .filter(([name, expected]) => expected === undefined || content[name] !== expected)
        .map(([name, expected]) => ({
          kind: 'fail',
          says: `the signed ${name} is another`,
          expected: String(expected),
          actual: String(content[name]),
          at: own.n,
        }));
    },
  );

/** The installation is the same in the first two steps and another in the third. */
export const instances = (one: number, again: number, other: number): Expectation =>
  thatHolds('one installation keeps its name, and another has another', (seen) => {
    const of = (index: number): unknown => {
      const [x] = seen.step(index).http({ host: CA_HOST, path: /^\/applications$/ });
      return (x?.request as { appInstance?: unknown } | undefined)?.appInstance;
    };
    return of(one) !== undefined && of(one) === of(again) && of(other) !== undefined && of(one) !== of(other);
  });

/** M11: by the new key, for this application and certificate, and the CA took it. */
export const receiptIn = (index: number): Expectation =>
  expectation(`in step ${index + 1} the new key signs the receipt for this certificate`, (seen) => {
    const part = seen.step(index);
    const issued = issues(part).at(-1);
    const own = receipts(part).at(-1);
    if (!issued || !own) return [{ kind: 'fail', says: 'no certificate and receipt to compare' }];
    const digest = createHash('sha256').update(issued.der).digest('hex');
    const right =
      own.jws.verified &&
      same(own.jws.x5c[0], issued.der) &&
      own.payload.purpose === 'receipt' &&
      own.payload.application === issued.application &&
      own.payload.certificate === digest &&
      own.status < 300;
    return right
      ? []
      : [{ kind: 'fail', says: 'the receipt is not for this certificate by its key', at: own.n }];
  });

/** Whatever came must not be accepted: the operation ends as refused, and no receipt goes out. */
export const doesNotAccept = (
  index: number,
  method: 'library.enrol' | 'library.renew' | 'library.resume',
): Expectation =>
  expectation(`in step ${index + 1} the library does not accept what came`, (seen) => {
    const part = seen.step(index);
    const state = resultOf(part, method)?.state;
    return [
      ...part
        .http({ path: /\/acceptance$/ })
        .map(({ n }) => ({ kind: 'fail', says: 'a receipt was sent for it', at: n }) as const),
      ...(state === 'refused'
        ? []
        : [{ kind: 'fail', says: 'the library accepted it', actual: String(state ?? 'no answer') } as const]),
    ];
  });

/** The certificate that the library answered with in a step. */
export const certificateFrom = (seen: Seen, index: number): Uint8Array | undefined => {
  const part = seen.step(index);
  for (const method of ['library.enrol', 'library.renew', 'library.resume'] as const) {
    const der = derOf(resultOf(part, method)?.certificate);
    if (der) return der;
  }
  return undefined;
};

/** The log-in of a step is answered with the certificate of that earlier step. */
export const logsInWith = (from: number, index: number): Expectation =>
  expectation(
    `in step ${index + 1} the log-in is answered with the certificate of step ${from + 1}`,
    (seen) => {
      const answer = resultOf(seen.step(index), 'library.login')?.answer;
      const jws = typeof answer === 'string' ? tryTo(() => decodeJws(answer)) : undefined;
      if (!jws) return [{ kind: 'fail', says: 'the log-in was not answered' }];
      return jws.verified && same(jws.x5c[0], certificateFrom(seen, from))
        ? []
        : [{ kind: 'fail', says: 'the answer is by another certificate' }];
    },
  );

export const endsAs = (
  index: number,
  method:
    | 'library.enrol'
    | 'library.renew'
    | 'library.resume'
    | 'library.revoke'
    | 'library.login'
    | 'library.consent'
    | 'library.withdrawConsent',
  state: string,
): Expectation =>
  expectation(`in step ${index + 1} ${method} ends as ${state}`, (seen) => {
    const result = resultOf(seen.step(index), method);
    return result?.state === state
      ? []
      : [
          {
            kind: 'fail',
            says: `${method} did not end as ${state}`,
            expected: state,
            actual: String(result?.state ?? 'no answer'),
          },
        ];
  });

/** The renewal is signed by the key of the earlier certificate and asks for another key. */
export const renewedBy = (from: number, index: number): Expectation =>
  expectation(
    `in step ${index + 1} the key of step ${from + 1} signs the application for a new one`,
    (seen) => {
      const part = seen.step(index);
      const [own] = renewals(part);
      if (!own) return [{ kind: 'fail', says: 'no renewal was handed in' }];
      const old = certificateFrom(seen, from);
      const [request] = requests(part);
      const fresh = issues(part).at(-1);
      return [
        ...(own.jws.verified && same(own.jws.x5c[0], old)
          ? []
          : [{ kind: 'fail', says: 'the renewal is not signed by the existing key', at: own.n } as const]),
        ...(request && fresh?.certificate && same(fresh.certificate.spki, request.csr.spki)
          ? []
          : [{ kind: 'fail', says: 'no certificate came for the new key', at: own.n } as const]),
      ];
    },
  );

const sends = (
  index: number,
  what: string,
  select: (part: Seen) => readonly { readonly n: number }[],
): Expectation =>
  expectation(`in step ${index + 1} no ${what} is sent`, (seen) =>
    select(seen.step(index)).map(({ n }) => ({ kind: 'fail', says: `a ${what} was sent`, at: n })),
  );

export const sendsNoRenewal = (index: number): Expectation => sends(index, 'renewal', renewals);
export const sendsNothingSigned = (index: number): Expectation =>
  sends(index, 'message by the card', (part) =>
    part
      .http({ from: 'iut' })
      .filter(({ request }) => (request as { cms?: unknown } | undefined)?.cms !== undefined),
  );

/** The certificate of a step is what the holder asked to be ended, for this reason, and the CA ended it. */
export const revokes = (from: number, index: number, wish: string): Expectation =>
  expectation(
    `in step ${index + 1} the CA is asked to end the certificate of step ${from + 1}: ${wish}`,
    (seen) => {
      const part = seen.step(index);
      const own = revocations(part).at(-1);
      if (!own) return [{ kind: 'fail', says: 'no revocation was asked for by the key' }];
      const certificate = certificateFrom(seen, from);
      const digest = certificate && createHash('sha256').update(certificate).digest('hex');
      const right =
        own.jws.verified &&
        own.payload.purpose === 'revocation' &&
        own.payload.certificate === digest &&
        own.payload.wish === wish &&
        own.status < 300;
      return right
        ? []
        : [
            {
              kind: 'fail',
              says: 'the request is not for this certificate and wish',
              expected: wish,
              actual: String(own.payload.wish),
              at: own.n,
            },
          ];
    },
  );

/** By the card: signed in one tap, for the wish, and the CA ended something. */
export const revokesByCard = (index: number, wish: string): Expectation =>
  thatHolds(`in step ${index + 1} the card signs the end of all certificates: ${wish}`, (seen) =>
    seen
      .step(index)
      .http({ host: CA_HOST, path: /^\/revocations$/ })
      .some(({ request, status = 0 }) => {
        const cms = (request as { cms?: unknown } | undefined)?.cms;
        const text = typeof cms === 'string' ? Buffer.from(cms, 'base64').toString('latin1') : '';
        return status === 200 && text.includes('"purpose":"revocation"') && text.includes(`"wish":"${wish}"`);
      }),
  );

/** Which certificates the phone says it has: those of these steps. */
export const holdsCertificatesOf = (index: number, ...from: readonly number[]): Expectation =>
  expectation(`in step ${index + 1} the phone has ${from.length} certificates`, (seen) => {
    const listed = resultOf(seen.step(index), 'library.certificates')?.certificates;
    if (!Array.isArray(listed)) return [{ kind: 'fail', says: 'the library did not tell its certificates' }];
    const held = listed.map((one) => String((one as { certificate?: unknown }).certificate)).sort();
    const expected = from
      .map((step) => Buffer.from(certificateFrom(seen, step) ?? []).toString('base64'))
      .sort();
    return held.join() === expected.join()
      ? []
      : [
          {
            kind: 'fail',
            says: 'the phone has others',
            expected: String(expected.length),
            actual: String(held.length),
          },
        ];
  });

/** Everything that the library sends goes to the CA, and to the bank when it logs in. */
export const speaksOnlyTo = (...hosts: readonly string[]): Expectation =>
  expectation(`nothing is sent to anybody but ${hosts.join(' and ')}`, (seen) => {
    const sent = seen.http({ from: 'iut' });
    if (sent.length === 0) return [{ kind: 'fail', says: 'nothing was sent at all' }];
    return sent
      .filter(({ host }) => !hosts.includes(host))
      .map(({ n, host }) => ({ kind: 'fail', says: 'a message went elsewhere', actual: host, at: n }));
  });

const bodyOf = ({ request }: SeenHttp): string => JSON.stringify(request ?? null);

/** Over these steps: one application, the same bytes each time it is handed in, and one certificate. */
export const sameBytesAgain = (...steps: readonly number[]): Expectation =>
  expectation('what was signed is handed in again as it was, and leads to one certificate', (seen) => {
    const sent = steps.flatMap((index) => [
      ...handedIn(seen.step(index)),
      ...seen.step(index).http({ path: /\/renewal$/ }),
    ]);
    if (sent.length < 2)
      return [{ kind: 'fail', says: 'it was not handed in again', actual: String(sent.length) }];
    return sent
      .filter((x) => x.path !== sent[0]!.path || bodyOf(x) !== bodyOf(sent[0]!))
      .map(({ n }) => ({ kind: 'fail', says: 'another application, or other bytes, were handed in', at: n }));
  });

/** The same receipt again, and no other. */
export const sameReceiptAgain = (...steps: readonly number[]): Expectation =>
  expectation('the receipt is sent again as it was', (seen) => {
    const sent = steps.flatMap((index) => seen.step(index).http({ path: /\/acceptance$/ }));
    if (sent.length < 2)
      return [{ kind: 'fail', says: 'it was not sent again', actual: String(sent.length) }];
    return sent
      .filter((x) => x.path !== sent[0]!.path || bodyOf(x) !== bodyOf(sent[0]!))
      .map(({ n }) => ({ kind: 'fail', says: 'another receipt was sent', at: n }));
  });
