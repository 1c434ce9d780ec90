/** What a CA did, read from its HTTP answers. */
import {
  type Certificate,
  decodeCertificate,
  decodeCms,
  fourItemsOfCertificate,
  judgePath,
} from '../decode/index.ts';
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import { answeredInstead, CA_HOST, exchangeText, failedIn, lastAnswer } from './instead.ts';
import { oncePerView, type Seen, type SeenHttp } from './seen.ts';

export { CA_HOST } from './instead.ts';

export interface SeenIssue {
  readonly n: number;
  /** Application id, from the path. */
  readonly application: string;
  readonly der: Uint8Array;
  /** Undefined when what was issued cannot be read. */
  readonly certificate: Certificate | undefined;
}

export const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

export const tryTo = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** The certificates of the attribute kind that came beside them; a CA need not issue any. */
export const attributeIssues = oncePerView((seen) => issued(seen, 'attributeCertificate'));

/** Those for a key that authenticates only, where the CA keeps the keys apart. */
export const authenticationIssues = oncePerView((seen) => issued(seen, 'authenticationCertificate'));

const applicationOf = ({ path }: SeenHttp): string => /^\/applications\/([^/]+)/.exec(path)?.[1] ?? '';

/** Every certificate that came out of the CA. Whatever the rig changed on the way is left out. */
export const issues = oncePerView((seen) => issued(seen, 'certificate'));

const issued = (
  seen: Seen,
  member: 'certificate' | 'attributeCertificate' | 'authenticationCertificate',
): readonly SeenIssue[] =>
  seen.http({ host: CA_HOST }).flatMap((x) => {
    const text = (x.response as Readonly<Record<string, unknown>> | undefined)?.[member];
    if (typeof text !== 'string') return [];
    const der = bytesOf(text);
    return [{ n: x.n, application: applicationOf(x), der, certificate: tryTo(() => decodeCertificate(der)) }];
  });

/** Refusals of the CA: problem documents, with the status that goes with them. */
export const refusals = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: CA_HOST }).filter((x) => x.problem !== undefined && (x.status ?? 0) >= 400);

/** The messages that hand in a signed application, as the CA received them. */
export const handedIn = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: CA_HOST, path: /^\/applications\/[^/]+\/signed$/ });

export interface SignedApplication {
  readonly n: number;
  readonly cms: ReturnType<typeof decodeCms>;
  /** The certificate under it, if it can be read. */
  readonly card: Certificate | undefined;
  readonly content: {
    readonly application?: unknown;
    readonly nonce?: unknown;
    readonly csr?: unknown;
    readonly agreed?: unknown;
    readonly appInstance?: unknown;
  };
}

/** The signed applications that can be read. */
export const applications = oncePerView((seen): readonly SignedApplication[] =>
  handedIn(seen).flatMap((x) => {
    const text = (x.request as { cms?: unknown } | undefined)?.cms;
    const cms = typeof text === 'string' ? tryTo(() => decodeCms(bytesOf(text))) : undefined;
    const content = cms?.content && tryTo(() => JSON.parse(Buffer.from(cms.content!).toString('utf8')));
    if (!cms || !content) return [];
    const card = cms.signerCertDer && tryTo(() => decodeCertificate(cms.signerCertDer!));
    return [{ n: x.n, cms, card, content: content as SignedApplication['content'] }];
  }),
);

/** What the card signed for a certificate: it stands in the message that was answered, or the code came back in a later one. */
export const signedFor = (
  signed: readonly SignedApplication[],
  issue: { readonly n: number; readonly application: string },
): SignedApplication | undefined =>
  signed.find(({ n }) => n === issue.n) ??
  signed.findLast(({ n, content }) => n < issue.n && content.application === issue.application);

/** Trust anchors of the CA, as it gave them at the beginning. */
export const anchorsOf = (seen: Seen): readonly Uint8Array[] => {
  const anchors = seen.given('anchors') as { ca?: readonly string[] } | undefined;
  return (anchors?.ca ?? []).map(bytesOf);
};

const commonNameOf = (certificate: Certificate): string | undefined =>
  certificate.subject.find((a) => a.type === 'CN')?.value;

const FIVE_YEARS = 5;

/** 施行規則6条4号, by the calendar: five years from notBefore, both ends inclusive (RFC 5280 4.1.2.5). */
function longerThanFiveYears({ notBefore, notAfter }: Certificate): boolean {
  const end = new Date(notBefore);
  end.setUTCFullYear(end.getUTCFullYear() + FIVE_YEARS);
  return notAfter >= end;
}

/** Why a certificate does not hold under the anchors of the CA, at the moment it came out. */
function pathFaults(seen: Seen, { certificate, n, der }: SeenIssue): readonly Finding[] {
  if (!certificate) return [{ kind: 'fail', says: 'what the CA issued is no certificate', at: n }];
  const at = new Date(seen.all.find((o) => o.n === n)!.at);
  const path = judgePath({
    leaf: der,
    anchors: anchorsOf(seen),
    at,
    need: { keyUsage: ['digitalSignature'] },
  });
  if (path.ok) return [];
  return path.reasons.map((r) => ({
    kind: 'fail',
    says: `the certificate does not hold: ${r.says}`,
    actual: r.rule,
    at: n,
  }));
}

/** All that is wrong with one issued certificate, for the citizen whose card was in the reader. */
export function faultsOf(seen: Seen, issue: SeenIssue): readonly Finding[] {
  const { certificate, n } = issue;
  const found: Finding[] = [...pathFaults(seen, issue)];
  if (!certificate) return found;
  const fault = (says: string, more: Partial<Finding> = {}): Finding => ({
    kind: 'fail',
    says,
    at: n,
    ...more,
  });
  const holder = (seen.given('citizen') as { certifiedName?: string } | undefined)?.certifiedName;
  const name = commonNameOf(certificate);
  if (name !== holder)
    found.push(
      fault('the certificate names somebody else than the card', {
        requirement: 'OP-NAME',
        expected: holder ?? 'a name',
        actual: name ?? 'no name',
      }),
    );
  if (longerThanFiveYears(certificate))
    found.push(
      fault('the certificate is valid for more than five years', {
        requirement: 'ESA-R6-4',
        actual: certificate.notAfter.toISOString(),
      }),
    );
  return found;
}

/** Where certificates come out. */
const HANDING_OUT = /\/(signed|activation|renewal)$/;

const one = (
  index: number,
  says: string,
  judge: (seen: Seen, issue: SeenIssue) => readonly Finding[],
): Expectation =>
  expectation(says, (seen) => {
    const part = seen.step(index);
    const found = issues(part);
    const says = `${found.length} certificates were issued in step ${index + 1}, 1 expected`;
    if (found.length === 0) return [failedIn(seen, index, says, { path: HANDING_OUT })];
    if (found.length > 1) return [{ kind: 'fail', says, actual: answersWith(part, found), at: found[1]!.n }];
    return judge(part, found[0]!);
  });

/** One certificate came out, and all of it is right. */
export const issuedRightly = (index: number): Expectation =>
  one(index, `in step ${index + 1} the CA issues one certificate, and it is right`, faultsOf);

/** The control of negative cases: without the defect a certificate comes out. Nothing passes by doing nothing. */
export const issuedIn = (index: number): Expectation =>
  one(index, `in step ${index + 1} the CA issues one certificate`, pathFaults);

const answersWith = (part: Seen, found: readonly SeenIssue[]): string =>
  part
    .http({ host: CA_HOST })
    .filter((x) => found.some(({ n }) => n === x.n))
    .map(exchangeText)
    .join('; ');

/** Certificates that came out though none may: which answer held each. */
export const mustNotExist = (part: Seen, found: readonly SeenIssue[]): readonly Finding[] =>
  found.map(({ n }) => ({
    kind: 'fail',
    says: 'a certificate was issued that must not exist',
    ...answeredInstead(part.http({ host: CA_HOST }).filter((x) => x.n === n)),
  }));

const notRefused = (seen: Seen, index: number, code: string): readonly Finding[] =>
  refusals(seen.step(index)).some(({ problem }) => problem === code)
    ? []
    : [failedIn(seen, index, `the CA did not refuse with ${code}`, { expected: code })];

/** In step `index` the CA refuses with this code, and no certificate comes out. */
export const refusedWith = (index: number, code: string): Expectation =>
  expectation(`in step ${index + 1} the CA refuses with ${code} and issues nothing`, (seen) => {
    const part = seen.step(index);
    return [...mustNotExist(part, issues(part)), ...notRefused(seen, index, code)];
  });

/** In step `index` the CA refuses with this code; certificates are not what the step is about. */
export const saysNo = (index: number, code: string): Expectation =>
  expectation(`in step ${index + 1} the CA refuses with ${code}`, (seen) => notRefused(seen, index, code));

/** In step `index` the issued certificate names what was put on record as the name. */
export const namedAsGiven = (index: number): Expectation =>
  one(
    index,
    `in step ${index + 1} the certificate has the name of the present card`,
    (seen, { certificate, n }) => {
      const name = certificate && commonNameOf(certificate);
      const expected = String(seen.given('name'));
      return name === expected
        ? []
        : [
            {
              kind: 'fail',
              requirement: 'OP-NAME',
              says: 'the certificate has another name',
              expected,
              actual: name ?? 'no name',
              at: n,
            },
          ];
    },
  );

/** Bits that a serial number must hold at least so that nobody guesses it (RFC 5280 wants it unique; 64 is what public CAs hold). */
const SERIAL_BITS_MIN = 64;

/** The numbers of all certificates of the case are different, long, and no two follow each other. */
export const numbersAreDrawn = (): Expectation =>
  expectation('numbers of certificates are unique and cannot be guessed', (seen) => {
    const found = [...issues(seen), ...attributeIssues(seen)].flatMap(({ n, certificate }) =>
      certificate ? [{ n, number: BigInt(`0x${certificate.serialHex}`) }] : [],
    );
    const fail = (says: string, at: number, actual: string): Finding => ({ kind: 'fail', says, at, actual });
    if (found.length < 2)
      return [
        {
          kind: 'fail',
          says: 'there are too few certificates to compare',
          expected: '2 or more',
          ...lastAnswer(seen),
          missing: true,
        },
      ];
    return found.flatMap(({ n, number }, i) => {
      const others = found.slice(0, i);
      const near = others.some((other) => {
        const distance = number > other.number ? number - other.number : other.number - number;
        return distance < 2n ** 32n;
      });
      return [
        ...(number < 2n ** BigInt(SERIAL_BITS_MIN - 1)
          ? [fail('a number is too short to be drawn by chance', n, number.toString(16))]
          : []),
        ...(near ? [fail('two numbers are the same or follow each other', n, number.toString(16))] : []),
      ];
    });
  });

/** In step `index` the certified key is of this kind. */
export const certifiesKey = (index: number, algorithm: string): Expectation =>
  one(index, `in step ${index + 1} the certified key is ${algorithm}`, (_, { certificate, n }) =>
    certificate?.keyAlgorithm === algorithm
      ? []
      : [
          {
            kind: 'fail',
            says: 'another kind of key was certified',
            expected: algorithm,
            actual: certificate?.keyAlgorithm ?? 'none',
            at: n,
          },
        ],
  );

const NAME_SUBSTITUTES = '1.3.6.1.4.1.32473.2024.3.4';

/** In step `index` the certificate marks the substitutes in the name as the card does. */
export const marksAsOnTheCard = (index: number): Expectation =>
  one(
    index,
    `in step ${index + 1} substitutes in the name are marked as on the card`,
    (seen, { certificate, n }) => {
      const [signed] = applications(seen);
      const card =
        signed?.cms.signerCertDer && tryTo(() => fourItemsOfCertificate(signed.cms.signerCertDer!));
      const marks = card?.nameSubstitutes;
      if (!marks?.includes('1'))
        return [{ kind: 'inconc', says: 'the name on the card holds no substitute' }];
      const told = certificate?.otherNames[NAME_SUBSTITUTES];
      return told === marks
        ? []
        : [
            {
              kind: 'fail',
              requirement: 'OP-NAME',
              says: 'the marks of substitutes are not those of the card',
              expected: marks,
              actual: told ?? 'none',
              at: n,
            },
          ];
    },
  );

/** In step `index` the CA says what it waits for (202), and hands out neither a code nor a certificate. */
export const waitsFor = (index: number, state: 'inspecting' | 'second-tap'): Expectation =>
  expectation(`in step ${index + 1} the CA waits: ${state}`, (seen) => {
    const [answer] = handedIn(seen.step(index));
    const told = (answer?.response ?? {}) as { state?: unknown; code?: unknown; certificate?: unknown };
    const waits = answer?.status === 202 && told.state === state;
    const early = told.code !== undefined || told.certificate !== undefined;
    if (waits && !early) return [];
    const says = early ? 'a code or a certificate was handed out at once' : 'the CA does not wait';
    const told202 = answer?.status === 202 && told.state !== undefined && { actual: String(told.state) };
    return [failedIn(seen, index, says, { expected: state, path: /\/signed$/, ...told202 })];
  });

/** In step `index` a one-time code is handed out. */
export const handsOutCode = (index: number): Expectation =>
  expectation(`in step ${index + 1} a one-time code is handed out`, (seen) => {
    const path = /\/(signed|code)$/;
    const answers = seen.step(index).http({ host: CA_HOST, path });
    const given = answers.some(({ response }) => typeof (response as { code?: unknown })?.code === 'string');
    return given ? [] : [failedIn(seen, index, 'no one-time code was handed out', { path })];
  });

/** Whom the CA asked: services of J-LIS, at least once, and nobody else. */
export const asksJlisAlone = (): Expectation =>
  expectation('the CA asks J-LIS and nobody else', (seen) => {
    const asked = seen.http({ from: 'iut' });
    if (asked.length === 0)
      return [{ kind: 'fail', says: 'the CA asked nobody', ...lastAnswer(seen), missing: true }];
    return asked
      .filter(({ host }) => !host.endsWith('.jlis.test'))
      .map(({ n, host }) => ({ kind: 'fail', says: 'the CA asked somebody else', actual: host, at: n }));
  });
