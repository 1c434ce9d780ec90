/** What a CA said to J-LIS about consents and the latest four items. */
import { decodeCertificate, decodeCms } from '../decode/index.ts';
import { bytesOf, tryTo } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, exchangeText, failedIn } from './instead.ts';
import type { Seen, SeenHttp } from './seen.ts';

const VERIFIER_HOST = 'verifier.jlis.test';
const CONSENTS = /^\/consents$/;
const HOLDER_HOST = 'holder.jlis.test';

/** Questions for the latest items. */
export const questions = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: VERIFIER_HOST, path: /^\/four-items$/ });

/** Consents that reached J-LIS. */
export const consentsSent = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: VERIFIER_HOST, path: /^\/consents$/ });

/** Withdrawals, wherever they were made. */
export const withdrawals = (seen: Seen): readonly SeenHttp[] =>
  [
    ...seen.http({ host: CA_HOST, path: /^\/consents\/withdrawals$/ }),
    ...seen.http({ host: HOLDER_HOST, path: /^\/withdrawals$/ }),
  ].filter(({ status = 0 }) => status >= 200 && status < 300);

export const cmsOf = ({ request }: SeenHttp): unknown => (request as { cms?: unknown } | undefined)?.cms;

/** A consent that the CA took: what was signed, and what it has on record of it. */
export interface RecordedConsent {
  readonly n: number;
  readonly cms: string;
  readonly signed: { readonly service: string; readonly items: readonly string[] };
  readonly answer: {
    readonly state: string;
    readonly service: string;
    readonly items: readonly string[];
    /** Term as J-LIS has it on record, ISO 8601; absent until it has. */
    readonly record?: { readonly from: string; readonly to: string };
  };
}

/** A member that a foreign CA left out is an empty one: the rules then find what is missing. */
export const recordedConsents = (seen: Seen): readonly RecordedConsent[] =>
  seen.http({ host: CA_HOST, path: /^\/consents$/ }).flatMap((x) => {
    const cms = cmsOf(x);
    if (x.status !== 201 || typeof cms !== 'string' || typeof x.response !== 'object') return [];
    const content = tryTo(() => decodeCms(bytesOf(cms)).content);
    const signed = content && tryTo(() => JSON.parse(Buffer.from(content).toString('utf8')));
    if (!signed) return [];
    const answer = x.response as Partial<RecordedConsent['answer']>;
    return [
      {
        n: x.n,
        cms,
        signed: { service: String(signed.service), items: listOf(signed.items) },
        answer: {
          state: String(answer.state),
          service: String(answer.service),
          items: listOf(answer.items),
          ...(answer.record && { record: answer.record }),
        },
      },
    ];
  });

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const sentOn = (index: number, what: string, atCa: RegExp, atJlis: RegExp): Expectation =>
  expectation(`in step ${index + 1} the ${what} reaches J-LIS as it was signed`, (seen) => {
    const part = seen.step(index);
    const [given] = part.http({ host: CA_HOST, path: atCa });
    const sent = part.http({ host: VERIFIER_HOST, path: atJlis });
    const cms = given && cmsOf(given);
    if (cms !== undefined && sent.some((x) => cmsOf(x) === cms)) return [];
    const says = `the ${what} did not reach J-LIS byte for byte`;
    if (!given) return [failedIn(seen, index, says, { path: atCa })];
    const told = failedIn(seen, index, says, { path: atCa });
    const way = sent.length === 0 ? 'nothing was sent to J-LIS' : 'something else was sent to J-LIS';
    return [{ ...told, actual: `${way}; ${told.actual}`, at: sent[0]?.n ?? given.n }];
  });

export const consentSentOn = (index: number): Expectation =>
  sentOn(index, 'consent', /^\/consents$/, /^\/consents$/);
export const withdrawalSentOn = (index: number): Expectation =>
  sentOn(index, 'withdrawal', /^\/consents\/withdrawals$/, /^\/withdrawals$/);

export const consentNotSent = (index: number): Expectation =>
  expectation(`in step ${index + 1} J-LIS hears of no consent`, (seen) =>
    consentsSent(seen.step(index)).map((x) => ({
      kind: 'fail',
      says: 'J-LIS was sent a consent that is none',
      actual: exchangeText(x),
      at: x.n,
    })),
  );

export const asksNothing = (index: number): Expectation =>
  expectation(`in step ${index + 1} the latest items are not asked for`, (seen) =>
    questions(seen.step(index)).map((x) => ({
      kind: 'fail',
      says: 'the latest items were asked for without a ground',
      actual: exchangeText(x),
      at: x.n,
    })),
  );

/** The control: with ground and consent the question is put. */
export const asks = (index: number): Expectation =>
  expectation(`in step ${index + 1} the latest items are asked for`, (seen) =>
    questions(seen.step(index)).length > 0
      ? []
      : [failedIn(seen, index, 'the latest items were not asked for, though there was consent and ground')],
  );

const serialOf = (cms: unknown): string | undefined => {
  const der = typeof cms === 'string' ? tryTo(() => decodeCms(bytesOf(cms)).signerCertDer) : undefined;
  const card = der && tryTo(() => decodeCertificate(der));
  return card && BigInt(`0x${card.serialHex}`).toString();
};

const serviceOf = (cms: unknown): unknown => {
  const content = typeof cms === 'string' ? tryTo(() => decodeCms(bytesOf(cms)).content) : undefined;
  return content && tryTo(() => JSON.parse(Buffer.from(content).toString('utf8')).service);
};

/** Each question is for a service that the person consented to, under the number that signed or one that J-LIS named for it. */
export const asksWithinConsents = (): Expectation =>
  expectation('the latest items are asked for the services that were consented to, and no other', (seen) => {
    const allowed = new Set(
      consentsSent(seen).map((sent) => `${serialOf(cmsOf(sent))} ${String(serviceOf(cmsOf(sent)))}`),
    );
    return questions(seen).flatMap(({ n, request, response }) => {
      const { serial, service } = (request ?? {}) as { serial?: unknown; service?: unknown };
      const named = (response as { serial?: unknown } | undefined)?.serial;
      if (!allowed.has(`${String(serial)} ${String(service)}`))
        return [
          { kind: 'fail', requirement: 'J4-unit', says: 'asked for a service without a consent', at: n },
        ];
      if (named !== undefined) allowed.add(`${String(named)} ${String(service)}`);
      return [];
    });
  });

/** The consent given in one step reached J-LIS in another, and not before. */
export const consentSentLater = (given: number, sent: number): Expectation =>
  expectation(`the consent of step ${given + 1} reaches J-LIS in step ${sent + 1}`, (seen) => {
    const [own] = seen.step(given).http({ host: CA_HOST, path: CONSENTS });
    const cms = own && cmsOf(own);
    const arrived = consentsSent(seen.step(sent)).some(
      (one) => cms !== undefined && cmsOf(one) === cms && (one.status ?? 0) < 300 && one.status !== undefined,
    );
    if (arrived) return [];
    const says = 'the consent did not reach J-LIS later';
    if (!own) return [failedIn(seen, given, says, { path: CONSENTS })];
    const told = consentsSent(seen.step(sent)).map(
      (one) => `${cmsOf(one) === cms ? 'the consent' : 'another consent'}: ${exchangeText(one)}`,
    );
    return [
      {
        kind: 'fail',
        says,
        actual: `step ${given + 1}: ${exchangeText(own)}; step ${sent + 1}: ${told.join('; ') || 'nothing was sent to J-LIS'}`,
        at: consentsSent(seen.step(sent))[0]?.n ?? own.n,
        ...(told.length === 0 && { missing: true }),
      },
    ];
  });
