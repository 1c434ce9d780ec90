/** CA and bank as J-LIS sees them, inside one process. */
import { beforeAll, expect, test } from 'vitest';
import { createWorld, virtualClock, type World } from '../world/index.ts';
import { createSociety, type Society, tlsOf, VERIFIER_URL } from './index.ts';

let world: World;
let society: Society;
beforeAll(async () => {
  world = createWorld({ seed: 5, clock: virtualClock(new Date('2026-12-31T23:30:00+09:00')) });
  society = await createSociety(world);
});

const report = async (clientCertificate: Uint8Array | undefined, base = VERIFIER_URL) => {
  const fetch = world.network.fetchAs('ca', { clientCertificate });
  return (await fetch(`${base}/report/2026`)).status;
};

test('J-LIS answers CA and bank, over TLS only, and nobody else', async () => {
  const { ca, bank } = society.clients;
  expect(await report(ca.certificate)).toBe(200);
  expect(await report(bank.certificate)).toBe(200);
  expect(await report(undefined)).toBe(403);
  expect(await report(ca.certificate, VERIFIER_URL.replace('https', 'http'))).toBe(403);
  expect(await report(society.tls.client('somebody').certificate)).toBe(403);
  expect(society.jlis.audit.map(({ who }) => who)).toEqual([
    'fpos-test-ca',
    'abc-bank',
    undefined,
    undefined,
    undefined,
  ]);
});

test('worlds that begin at the same time share their certificates, whatever their seed; others have others', () => {
  expect(tlsOf(world).client('fpos-test-ca')).toEqual(society.clients.ca);
  expect(tlsOf(createWorld({ seed: 6, clock: world.clock as never }))).toBe(society.tls);
  const later = virtualClock(new Date(world.founded.getTime() + 86_400_000));
  expect(tlsOf(createWorld({ seed: 5, clock: later })).root).not.toEqual(society.tls.root);
});

test('a clock of J-LIS that is off dates what it answers, and nothing else', async () => {
  society.faults.set('verifier', [{ type: 'clock-off', ms: 3_600_000, next: 1 }]);
  await report(society.clients.ca.certificate);
  await report(society.clients.ca.certificate);
  const [off, right] = society.jlis.audit.slice(-2);
  expect(off!.at).toEqual(new Date('2027-01-01T00:30:00+09:00'));
  expect(right!.at).toEqual(new Date('2026-12-31T23:30:00+09:00'));
});
