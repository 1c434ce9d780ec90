/**
 * What must hold of a CA's record of decisions, beside what was seen on the network: INV-40, 41, 42. A foreign CA does not show its
 * record, so these are judged on the reference alone. Pure; each thing that is wrong is one sentence.
 */
import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../ca/index.ts';
import type { Observation } from '../../world/index.ts';

const CA_HOST = 'ca.test';
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Exchange {
  readonly path: string;
  readonly at: string;
  readonly status: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

const json = (text: string | undefined): Readonly<Record<string, unknown>> =>
  text === undefined || text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);

/** What people and the CA said to one another. */
export const exchangesOf = (observations: readonly Observation[]): readonly Exchange[] =>
  observations.flatMap((o) => {
    if (o.kind !== 'http' || new URL(o.url).hostname !== CA_HOST || o.status === undefined) return [];
    if (!o.response?.type.includes('json') && o.response !== undefined) return [];
    const { pathname: path } = new URL(o.url);
    const [request, response] = [json(o.request?.text), json(o.response?.text)];
    return [{ path, at: o.at, status: o.status, request, response }];
  });

export interface Judged {
  /** How many things were looked at. */
  readonly looked: number;
  readonly faults: readonly string[];
}

const all = <T>(things: readonly T[], fault: (thing: T) => string | undefined): Judged => ({
  looked: things.length,
  faults: things.map(fault).filter((one) => one !== undefined),
});

const der = (text: unknown): Uint8Array => Buffer.from(String(text), 'base64');

/** INV-40. 施行規則4条3号: the chain computed anew; time, actor and rule in every entry. The form of the hash is docs/ca.md's. */
export function inv40(entries: readonly AuditEntry[]): Judged {
  let previous = '0'.repeat(64);
  return all(entries, (entry) => {
    const { n, at, rule, actor, action, object, decision, why, decider, askedAt, inputs = {}, hash } = entry;
    const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
    const own = [n, at, rule, actor, action, object];
    const rest = [decision, why, decider, askedAt].map((one) => one ?? null);
    const right = sha256(JSON.stringify([...own, ...rest, sorted, previous]));
    const broken = entry.previous !== previous || hash !== right;
    previous = hash;
    if (broken) return `entry ${n} does not continue the chain`;
    return own.every((one) => one !== undefined && one !== '') && !Number.isNaN(Date.parse(at))
      ? undefined
      : `entry ${n} lacks time, actor, rule or object`;
  });
}

/**
 * INV-41. 施行規則12条1項: each application decided on, each certificate and each revocation that was seen outside has its entry,
 * with the digest of what was decided on and the accountable role; and what proves it is still there.
 */
export function inv41(
  seen: readonly Exchange[],
  entries: readonly AuditEntry[],
  keeps: (digest: string) => boolean,
): Judged {
  const has = (action: string, fits: (entry: AuditEntry) => boolean): boolean =>
    entries.some((entry) => entry.action === action && fits(entry));
  const decided = seen.filter(({ path }) => /^\/applications\/[^/]+\/signed$/.test(path));
  const applications = all(decided, ({ path, status, request, response }) => {
    const digest = sha256(der(request.cms));
    const word = status < 300 ? 'yes' : 'no';
    const entered = has(
      'application.decide',
      ({ decision, decider, inputs, why }) =>
        inputs?.signed === digest &&
        decision === word &&
        !!decider &&
        (word === 'yes' || why === response.code),
    );
    if (entered)
      return word === 'no' || keeps(digest) ? undefined : `${path}: the signed application is not kept`;
    return `${path}: ${word} is not on record`;
  });
  const issued = all(
    seen.flatMap(({ response }) =>
      [response.certificate, response.attributeCertificate].filter((one) => typeof one === 'string'),
    ),
    (certificate) =>
      has(
        'certificate.issue',
        ({ inputs, decider }) => inputs?.certificate === sha256(der(certificate)) && !!decider,
      )
        ? undefined
        : 'an issued certificate is not on record',
  );
  const ended = all(
    seen.flatMap(({ response }) =>
      Array.isArray(response.revoked) ? (response.revoked as { serial: string }[]) : [],
    ),
    ({ serial }) =>
      has('certificate.revoke', ({ object, why, askedAt }) => object === serial && !!why && !!askedAt)
        ? undefined
        : `the end of ${serial} is not on record`,
  );
  const parts = [applications, issued, ended];
  return {
    looked: parts.reduce((sum, { looked }) => sum + looked, 0),
    faults: parts.flatMap(({ faults }) => faults),
  };
}

/** INV-42. 電子署名法9条1項: every decision was taken by the rules that the published CPS names. */
export const inv42 = (cps: string, entries: readonly AuditEntry[]): Judged => {
  const approved = /^Rules in force: (.+)\.$/m.exec(cps)?.[1];
  return all(entries, ({ n, rule }) =>
    rule === approved ? undefined : `entry ${n} was decided by ${rule}, approved is ${approved ?? 'nothing'}`,
  );
};
