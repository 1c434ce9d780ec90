/** The record of decisions beside what was seen outside (INV-40 to 42), and how long its proofs are kept. */
import { beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../ca/index.ts';
import { signedMessage } from '../jlis/index.ts';
import { type CaSetting, caSetting, DAY } from './testing/ca-setting.ts';
import { exchangesOf, inv40, inv41, inv42 } from './testing/record-rules.ts';

let own: CaSetting;
let cps: string;
beforeAll(async () => {
  own = caSetting();
  const phone = await own.enrol(1);
  await own.renew(phone);
  await own.enrol(2, 'shop');
  // Refused for good, and refused because it says nothing about the application.
  const begun = await own.begin();
  const path = `/applications/${begun.offer.application}/signed`;
  const content = own.content(begun, own.scalar());
  await own.post(path, { cms: signedMessage(own.card(1), 'auth', content, own.clock.now()) });
  const other = await own.begin();
  await own.post(`/applications/${other.offer.application}/signed`, { cms: own.signed(1, content) });
  const wish = { purpose: 'revocation', wish: 'lost', at: own.time(), nonce: own.nonce() };
  await own.post('/revocations', { cms: own.signed(2, wish) });
  cps = Buffer.from(await own.bytes('/repository/cps.txt')).toString('utf8');
});

const seen = () => exchangesOf(own.world.recorder.observations);
const kept = (digest: string): boolean => own.ca.store.get('evidence', digest) !== undefined;
const rules = (entries: readonly AuditEntry[], keeps = kept) => [
  inv40(entries),
  inv41(seen(), entries, keeps),
  inv42(cps, entries),
];

test('all three hold, and each had something to look at', () => {
  const judged = rules(own.ca.audit);
  expect(judged.flatMap(({ faults }) => faults)).toEqual([]);
  for (const { looked } of judged) expect(looked).toBeGreaterThan(5);
});

const without = (fits: (entry: AuditEntry) => boolean) => own.ca.audit.filter((entry) => !fits(entry));
const changed = (change: Partial<AuditEntry>, fits: (entry: AuditEntry) => boolean) =>
  own.ca.audit.map((entry) => (fits(entry) ? { ...entry, ...change } : entry));
const isIssue = ({ action }: AuditEntry): boolean => action === 'certificate.issue';
const isNo = ({ action, decision }: AuditEntry): boolean =>
  action === 'application.decide' && decision === 'no';
const isEnd = ({ action }: AuditEntry): boolean => action === 'certificate.revoke';

test.each([
  ['an issue is missing', [40, 41], () => without(isIssue)],
  ['a refusal is missing', [40, 41], () => without(isNo)],
  ['an end is missing', [40, 41], () => without(isEnd)],
  ['a refusal has another reason', [40, 41], () => changed({ why: 'jpki-revoked' }, isNo)],
  ['nobody answers for an issue', [40, 41], () => changed({ decider: '' }, isIssue)],
  ['when an end was asked for is not told', [40, 41], () => changed({ askedAt: '' }, isEnd)],
  ['a decision by rules that nobody approved', [40, 42], () => changed({ rule: 'another version' }, isIssue)],
  ['an actor is not told', [40], () => changed({ actor: '' as never }, ({ n }) => n === 3)],
] as const)('%s: noticed by INV-%j', (_, noticed, entries) => {
  const found = rules(entries()).flatMap(({ faults }, i) => (faults.length > 0 ? [40 + i] : []));
  expect(found).toEqual(noticed);
});

test('what proves a decision is missed when it is gone', () => {
  expect(inv41(seen(), own.ca.audit, () => false).faults).toHaveLength(2);
});

/** 施行規則12条2項. */
test('proofs are kept ten years beyond the end of the certificate, and not longer', async () => {
  const { notAfter } = [...own.ca.store.values('certificate')].find(({ kind }) => kind === 'basic')!;
  const tenYearsOn = new Date(notAfter);
  tenYearsOn.setUTCFullYear(tenYearsOn.getUTCFullYear() + 10);
  own.clock.set(new Date(tenYearsOn.getTime() - DAY));
  await own.ca.tick();
  expect(rules(own.ca.audit).flatMap(({ faults }) => faults)).toEqual([]);
  own.clock.set(new Date(tenYearsOn.getTime() + 2 * DAY));
  await own.ca.tick();
  expect(own.ca.store.size('evidence')).toBe(0);
  // The decisions themselves stay.
  expect(inv40(own.ca.audit).faults).toEqual([]);
});
