import { describe, expect, test } from 'vitest';
import { CITIZEN_MAX, citizenOf } from '../people/index.ts';
import {
  buildOcspRequest,
  type Certificate,
  certId,
  readCertificate,
  readCrl,
  readOcspResponse,
  verifyCrl,
  verifyIssuedBy,
  verifyOcspResponse,
} from '../pki/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../world/index.ts';
import { createJlis, JLIS_HOSTS, type Jlis, type JpkiKind } from './index.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Setting {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly jlis: Jlis;
}

function setting(at = '2026-04-01T09:00:00+09:00', keys: 'pool' | 'drawn' = 'pool'): Setting {
  const clock = virtualClock(new Date(at));
  const world = createWorld({ seed: 1, clock, keys });
  return { world, clock, jlis: createJlis(world) };
}

/** The anchor that issued it: by key, since all have one name. */
const issuerOf = ({ jlis }: Setting, kind: JpkiKind, certificate: Certificate): Certificate =>
  jlis.anchors[kind].map(readCertificate).find((ca) => verifyIssuedBy(certificate, ca))!;

async function statusOf(own: Setting, kind: JpkiKind, issuer: Certificate, serial: bigint): Promise<string> {
  const asked = certId(issuer.der, serial, 'sha1');
  const response = await own.world.network.fetchAs('rig')(
    `http://${kind === 'sign' ? JLIS_HOSTS.ocspSign : JLIS_HOSTS.ocspAuth}/`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: buildOcspRequest({ certIds: [asked] }),
    },
  );
  const read = readOcspResponse(new Uint8Array(await response.arrayBuffer()));
  const verdict = verifyOcspResponse({
    response: read,
    issuerCert: issuer,
    certId: asked,
    now: own.clock.now(),
  });
  return verdict.ok ? verdict.status : verdict.why;
}

const certificateOf = (own: Setting, number: number, kind: JpkiKind): Certificate => {
  const { signCert, authCert } = own.jlis.issueCard(citizenOf(own.world.chance, number));
  return readCertificate((kind === 'sign' ? signCert : authCert)!);
};

test('a citizen has the same serials in a world where others were asked for before', () => {
  const [one, other] = [setting(), setting()];
  for (let n = 1; n < 6; n++) certificateOf(other, n, 'sign');
  expect(certificateOf(one, 77, 'sign').serial).toBe(certificateOf(other, 77, 'sign').serial);
});

test('a card made in one process is good in another that never saw it; numbers nobody has are unknown', async () => {
  const [here, there] = [setting(undefined, 'drawn'), setting(undefined, 'drawn')];
  for (const number of [1, 3, 7, CITIZEN_MAX - 3]) {
    for (const kind of ['sign', 'auth'] as const) {
      const certificate = certificateOf(here, number, kind);
      const issuer = issuerOf(here, kind, certificate);
      expect(await statusOf(there, kind, issuer, certificate.serial)).toBe('good');
      expect(await statusOf(there, kind, issuer, certificate.serial + 1n)).toBe('unknown');
    }
  }
});

test('OCSP tells a revocation at the next quarter of an hour, the CRL at five o’clock', async () => {
  const own = setting('2026-04-01T09:07:00+09:00');
  const certificate = certificateOf(own, 5, 'sign');
  const issuer = issuerOf(own, 'sign', certificate);
  const listed = async () => {
    const url = `http://${JLIS_HOSTS.crlSign}/full.crl`;
    const crl = readCrl(new Uint8Array(await (await own.world.network.fetchAs('rig')(url)).arrayBuffer()));
    expect(verifyCrl({ crl, issuerCert: issuer, now: own.clock.now() }).ok).toBe(true);
    return crl.entries.get(certificate.serial);
  };
  const recorded = own.clock.now();
  own.jlis.revoke('sign', citizenOf(own.world.chance, 5), 'affiliationChanged');
  expect(await statusOf(own, 'sign', issuer, certificate.serial)).toBe('good');
  own.clock.set(new Date('2026-04-01T09:15:00+09:00'));
  expect(await statusOf(own, 'sign', issuer, certificate.serial)).toBe('revoked');
  expect(await listed()).toBeUndefined();
  own.clock.set(new Date('2026-04-02T05:00:00+09:00'));
  expect(await listed()).toMatchObject({ revocationDate: recorded, reason: 'affiliationChanged' });
  // The certificate of the other kind is untouched.
  const auth = certificateOf(own, 5, 'auth');
  expect(await statusOf(own, 'auth', issuerOf(own, 'auth', auth), auth.serial)).toBe('good');
});

describe('generations', () => {
  const beginnings = (own: Setting) =>
    own.jlis.anchors.sign.map((der) => readCertificate(der).notBefore.toISOString().slice(0, 10));

  test('are valid side by side under one name; another begins when its time comes', () => {
    const own = setting('2027-07-15T12:00:00+09:00');
    expect(beginnings(own)).toEqual(['2019-09-14', '2023-07-15']);
    const [a, b] = own.jlis.anchors.sign.map(readCertificate) as [Certificate, Certificate];
    expect(a.subject).toEqual(b.subject);
    expect(a.ski).not.toEqual(b.ski);
    own.clock.advance(DAY);
    expect(beginnings(own)).toEqual(['2019-09-14', '2023-07-15', '2027-07-15']);
  });

  test('some have a card of the one before, which still lives for a while', () => {
    const own = setting();
    const numbers = Array.from({ length: 60 }, (_, i) => i * 4 + 3);
    const [before, now] = own.jlis.anchors.sign.map(readCertificate) as [Certificate, Certificate];
    const issued = numbers.filter((n) => n % 10 !== 0).map((n) => certificateOf(own, n, 'sign'));
    const older = issued.filter((certificate) => verifyIssuedBy(certificate, before));
    expect(older.length).toBeGreaterThan(5);
    for (const certificate of issued) {
      expect(verifyIssuedBy(certificate, older.includes(certificate) ? before : now)).toBe(true);
      expect(certificate.notAfter.getTime() - own.world.founded.getTime()).toBeGreaterThan(200 * DAY);
    }
    for (const { notBefore } of older) expect(notBefore < now.notBefore).toBe(true);
  });

  test.each(['2016-01-01', '2020-01-01', '2026-01-01', '2040-01-01', '2099-12-31'])(
    'in a world that begins in %s',
    async (day) => {
      const own = setting(`${day}T00:00:00+09:00`);
      expect(own.jlis.anchors.sign.length).toBe(
        day < '2019' ? 1 : day === '2020-01-01' ? 2 : day === '2026-01-01' ? 2 : 3,
      );
      for (const kind of ['sign', 'auth'] as const) {
        const certificate = certificateOf(own, 2, kind);
        expect(await statusOf(own, kind, issuerOf(own, kind, certificate), certificate.serial)).toBe('good');
      }
    },
  );
});
