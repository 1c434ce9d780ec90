/**
 * The whole way in other years: worlds that begin long ago, now, far ahead, and minutes before the New Year in Japan, of which
 * one crosses into the years that only GeneralizedTime can write (RFC 5280, 4.1.2.5), and before a new key of J-LIS. Judged by
 * the strict readers.
 */
import { expect, test } from 'vitest';
import { CA_URI } from '../../simulator/ca/index.ts';
import { JLIS_HOSTS } from '../../simulator/jlis/index.ts';
import { buildOcspRequest, certId } from '../../simulator/pki/index.ts';
import { createHolders, createSociety, VERIFIER_URL } from '../../simulator/society/index.ts';
import { createWorld, virtualClock } from '../../simulator/world/index.ts';
import { decodeCertificate, decodeCrl, judgeCrl, judgeOcsp, judgePath } from '../decode/index.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SIGN = { keyUsage: ['digitalSignature', 'nonRepudiation'] };

/** Begin, and how far the clock goes twice before the second half: over midnight, since a consent counts from the day after. */
const RUNS = [
  ['2020-01-06T09:00:00+09:00', DAY],
  ['2026-04-01T09:00:00+09:00', DAY],
  ['2040-02-29T09:00:00+09:00', DAY],
  ['2026-12-31T23:50:00+09:00', 20 * MINUTE],
  ['2049-12-31T23:50:00+09:00', 20 * MINUTE],
  ['2027-07-15T23:50:00+09:00', 20 * MINUTE],
] as const;

test.each(RUNS)('a world that begins at %s', async (begin, ms) => {
  const clock = virtualClock(new Date(begin));
  const world = createWorld({ seed: 21, clock });
  // The schemes before the one tap ask for an inspection; they are the business of other tests.
  const society = await createSociety(world, { policy: { scheme: 'one-tap' } });
  const { jlis, caAnchors } = society;
  const holders = createHolders(world, jlis, { appId: 'abc-bank' });
  const fetch = world.network.fetchAs('ca', { clientCertificate: society.clients.ca.certificate });
  const bytes = async (url: string, init?: RequestInit) =>
    new Uint8Array(await (await fetch(url, init as never)).arrayBuffer());

  /** What OCSP at this address says of a certificate. */
  async function status(
    url: string,
    certificate: Uint8Array,
    issuers: readonly Uint8Array[],
  ): Promise<string> {
    const { serialHex, akiHex } = decodeCertificate(certificate);
    const issuer = issuers.find((der) => decodeCertificate(der).skiHex === akiHex)!;
    const nonce = world.chance.bytes(16);
    const body = buildOcspRequest({ certIds: [certId(issuer, BigInt(`0x${serialHex}`), 'sha256')], nonce });
    const headers = { 'content-type': 'application/ocsp-request' };
    const response = await bytes(url, { method: 'POST', headers, body: new Uint8Array(body) });
    const nonceHex = Buffer.from(nonce).toString('hex').toUpperCase();
    const judged = judgeOcsp({ response, issuer, serialHex, at: clock.now(), nonceHex });
    return judged.ok ? judged.status : judged.reasons.map(({ says }) => says).join('; ');
  }
  const atJlis = (certificate: Uint8Array) =>
    status(`http://${JLIS_HOSTS.ocspSign}/`, certificate, jlis.anchors.sign);
  const atCa = (certificate: Uint8Array) => status(CA_URI.ocsp, certificate, caAnchors);
  const path = (leaf: Uint8Array, anchors: readonly Uint8Array[], need = SIGN) =>
    judgePath({ leaf, anchors, at: clock.now(), need });

  // Before: somebody enrols, and all that came out can be relied on.
  const first = holders.card(1).signCert!;
  expect(path(first, jlis.anchors.sign)).toMatchObject({ ok: true });
  const phone = await holders.enrol(1);
  expect(path(phone.certificate, caAnchors, { keyUsage: ['digitalSignature'] })).toMatchObject({ ok: true });
  expect([await atJlis(first), await atCa(phone.certificate)]).toEqual(['good', 'good']);
  expect((await holders.consent(1, 'abc-bank')).status).toBe(201);

  // The card's certificate is lost and issued anew on the other side.
  jlis.happen(1, { type: 'request-revocation', kinds: ['sign'] });
  clock.advance(ms);
  jlis.happen(1, { type: 'apply-certificates', kinds: ['sign'] });
  clock.advance(ms);
  const second = holders.card(1).signCert!;
  expect(path(second, jlis.anchors.sign)).toMatchObject({ ok: true });
  expect([await atJlis(first), await atJlis(second)]).toEqual(['revoked', 'good']);
  // J-LIS tells the CA by consent that it is the same person, so the certificate of the phone before ends.
  const again = await holders.enrol(1);
  expect(path(again.certificate, caAnchors, { keyUsage: ['digitalSignature'] })).toMatchObject({ ok: true });
  expect([await atCa(phone.certificate), await atCa(again.certificate)]).toEqual(['revoked', 'good']);

  // Lists: the one of the day after names what was revoked, of J-LIS and of the CA.
  clock.advance(DAY);
  const issuerOf = (certificate: Uint8Array) =>
    jlis.anchors.sign.find((der) => decodeCertificate(der).skiHex === decodeCertificate(certificate).akiHex)!;
  const generation = jlis.anchors.sign.indexOf(issuerOf(first));
  const index = (await (await fetch(`http://${JLIS_HOSTS.crlSign}/`)).json()) as {
    generations: { keyId: string; full: string }[];
  };
  const keyId = decodeCertificate(jlis.anchors.sign[generation]!).skiHex!;
  const place = index.generations.find((one) => one.keyId === keyId)!.full;
  const list = await bytes(`http://${JLIS_HOSTS.crlSign}${place}`);
  const judge = (crl: Uint8Array, certificate: Uint8Array, issuer: Uint8Array) =>
    judgeCrl({ crl, certificate, issuer, at: clock.now() });
  expect(judge(list, first, issuerOf(first))).toMatchObject({ ok: true, status: 'revoked' });
  const own = await bytes(CA_URI.crl);
  expect(judge(own, phone.certificate, caAnchors[0]!)).toMatchObject({ ok: true, status: 'revoked' });
  expect(judge(own, again.certificate, caAnchors[0]!)).toMatchObject({ ok: true, status: 'good' });
  expect(decodeCrl(own).thisUpdate <= clock.now()).toBe(true);

  // J-LIS counts what it gave by the calendar year in Japan.
  const year = new Date(clock.now().getTime() + 9 * 3_600_000).getUTCFullYear();
  const report = (await (await fetch(`${VERIFIER_URL}/report/${year}`)).json()) as { year: number };
  expect(report.year).toBe(year);
});

test('a new key of J-LIS began while the CA ran: a card issued under it enrols, and one of the key before still does', async () => {
  const clock = virtualClock(new Date('2027-07-15T23:50:00+09:00'));
  const world = createWorld({ seed: 22, clock });
  const society = await createSociety(world);
  const holders = createHolders(world, society.jlis, { appId: 'abc-bank' });
  const keyOf = (certificate: Uint8Array) => decodeCertificate(certificate).akiHex;
  const before = society.jlis.anchors.sign;
  const old = holders.card(1).signCert!;
  await holders.enrol(1);
  clock.advance(20 * MINUTE);
  expect(society.jlis.anchors.sign).toHaveLength(before.length + 1);
  society.jlis.happen(2, { type: 'request-revocation', kinds: ['sign'] });
  society.jlis.happen(2, { type: 'apply-certificates', kinds: ['sign'] });
  const fresh = holders.card(2).signCert!;
  const newest = decodeCertificate(society.jlis.anchors.sign.at(-1)!);
  expect([keyOf(fresh), keyOf(old) === newest.skiHex]).toEqual([newest.skiHex, false]);
  await holders.enrol(2);
  await holders.enrol(1, 'shop');
  expect(before.map((der) => decodeCertificate(der).skiHex)).not.toContain(newest.skiHex);
});
