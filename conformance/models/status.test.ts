/**
 * What J-LIS tells of its certificates, against a model of a few lines: who recorded what when, and the two rhythms of
 * publication. Judged by the strict readers and the linter, which share no code with what builds the answers.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJlis, JLIS_HOSTS, type Jlis, type JpkiKind } from '../../simulator/jlis/index.ts';
import { citizenOf } from '../../simulator/people/index.ts';
import { buildOcspRequest, certId } from '../../simulator/pki/index.ts';
import { createWorld, virtualClock, type World } from '../../simulator/world/index.ts';
import { type Certificate, decodeCertificate, decodeCrl, judgeOcsp } from '../decode/index.ts';
import { lintCrl, lintOcsp } from '../lint/index.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The last two may have a first card of the generation before. */
const CITIZENS = [1, 3, 7, 15] as const;
const KINDS = ['sign', 'auth'] as const;
const REASONS = [
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'keyCompromise',
  'certificateHold',
] as const;

/** The model: every certificate, and what was recorded about it, in order. */
type Known = {
  kind: JpkiKind;
  citizen: number;
  certificate: Certificate;
  records: { at: number; reason: string }[];
};

type Step =
  | { do: 'wait'; ms: number }
  | { do: 'revoke'; citizen: number; kind: JpkiKind; reason: (typeof REASONS)[number] }
  | { do: 'ask'; citizen: number; kind: JpkiKind; nonce: number }
  | { do: 'fetch'; kind: JpkiKind };

const citizen = fc.constantFrom(...CITIZENS);
const kind = fc.constantFrom(...KINDS);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 20 * MINUTE }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 2 * DAY }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 700 * DAY }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('revoke' as const),
      citizen,
      kind,
      reason: fc.constantFrom(...REASONS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('ask' as const), citizen, kind, nonce: fc.nat({ max: 32 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fetch' as const), kind }) },
);

/** How often each was seen: what was never seen was never tried. */
const seen = {
  good: 0,
  revoked: 0,
  unknown: 0,
  entries: 0,
  dropped: 0,
  olderGeneration: 0,
  laterGeneration: 0,
};

const quarter = (now: number): number => now - (now % (15 * MINUTE));
/** The last 05:00 in Japan, which is 20:00 UTC. */
const morning = (now: number): number => now - ((now + 4 * 3_600_000) % DAY);

/** What a service may tell that speaks of this tick: since when, in whole seconds, and why as recorded last. */
function lossTold({ records }: Known, tick: number): { at: Date; reason: string } | undefined {
  const told = records.filter(({ at }) => at < tick);
  const [first] = told;
  // X.509 (10/2019), 9.5.2.3: a hold that becomes a revocation keeps its date.
  return first && { at: new Date(first.at - (first.at % 1000)), reason: told.at(-1)!.reason };
}

async function bytesAt(world: World, url: string, body?: Uint8Array): Promise<Uint8Array> {
  const response = await world.network.fetchAs('rig')(url, body && { method: 'POST', body });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

const shall = ({ rules, findings }: ReturnType<typeof lintCrl>): readonly object[] => {
  expect(rules).toBeGreaterThan(10);
  return findings.filter(({ level }) => level === 'shall');
};

/** The anchor that signed this certificate: all have one name, the key identifier decides. */
const issuerOf = (jlis: Jlis, { kind, certificate }: Known): Uint8Array =>
  jlis.anchors[kind].find((anchor) => decodeCertificate(anchor).skiHex === certificate.akiHex)!;

async function ask(world: World, jlis: Jlis, known: Known, nonceLength: number): Promise<void> {
  const now = world.clock.now();
  const tick = quarter(now.getTime());
  const { certificate, kind } = known;
  const issuer = issuerOf(jlis, known);
  const nonce = world.chance.bytes(nonceLength);
  const asked = certId(
    issuer,
    BigInt(`0x${certificate.serialHex}`),
    nonceLength % 2 === 0 ? 'sha1' : 'sha256',
  );
  const request = buildOcspRequest({ certIds: [asked], ...(nonceLength > 0 && { nonce }) });
  const host = kind === 'sign' ? JLIS_HOSTS.ocspSign : JLIS_HOSTS.ocspAuth;
  const response = await bytesAt(world, `http://${host}/`, request);
  const verdict = judgeOcsp({
    response,
    issuer,
    serialHex: certificate.serialHex,
    at: now,
    ...(nonceLength > 0 && { nonceHex: Buffer.from(nonce).toString('hex') }),
  });
  if (decodeCertificate(issuer).notAfter < now) {
    // Nobody may speak for a key of the CA that has ended; another key's responder says that it does not know.
    expect(verdict.ok ? [] : verdict.reasons.map(({ rule }) => rule)).toContain('responder-not-authorised');
    return;
  }
  const lost = lossTold(known, tick);
  const status = certificate.notAfter.getTime() < tick ? 'unknown' : lost ? 'revoked' : 'good';
  seen[status]++;
  expect(verdict).toMatchObject({
    ok: true,
    status,
    thisUpdate: new Date(tick),
    nextUpdate: new Date(tick + 15 * MINUTE),
    ...(status === 'revoked' && { reason: lost!.reason, revokedAt: lost!.at }),
  });
  expect(shall(lintOcsp('jpki-answer', response, issuer))).toEqual([]);
}

/** What lists of this generation have to name. */
function due(known: readonly Known[], keyId: string, tick: number): Known[] {
  return known.filter((one) => {
    const { certificate } = one;
    if (certificate.akiHex !== keyId || lossTold(one, tick) === undefined) return false;
    const listed = certificate.notAfter.getTime() >= tick - DAY;
    if (!listed) seen.dropped++;
    return listed;
  });
}

async function fetchLists(world: World, jlis: Jlis, kind: JpkiKind, all: readonly Known[]): Promise<void> {
  const now = world.clock.now().getTime();
  const tick = morning(now);
  const known = all.filter((one) => one.kind === kind);
  const origin = `http://${kind === 'sign' ? JLIS_HOSTS.crlSign : JLIS_HOSTS.crlAuth}`;
  const index = JSON.parse(Buffer.from(await bytesAt(world, `${origin}/`)).toString('utf8'));
  expect(index.newListsAt).toBe(new Date(tick + DAY).toISOString().replace('.000', ''));
  for (const { keyId, full, arl, municipality, generation } of index.generations) {
    const issuer = jlis.anchors[kind].find((anchor) => decodeCertificate(anchor).skiHex === keyId)!;
    const expected = due(known, keyId, tick);
    if (generation < index.generations.at(-1).generation) seen.olderGeneration += expected.length;
    if (generation > 3) seen.laterGeneration++;
    const read = async (path: string, lint: 'jpki-full' | 'jpki-partitioned' | 'jpki-arl') => {
      const der = await bytesAt(world, origin + path);
      expect(shall(lintCrl(lint, der, issuer))).toEqual([]);
      const crl = decodeCrl(der);
      expect([crl.verifiedBy(issuer), crl.unknownCritical]).toEqual([true, []]);
      const begun = Math.max(tick, decodeCertificate(issuer).notBefore.getTime());
      expect(crl.thisUpdate).toEqual(new Date(begun));
      return crl;
    };
    const complete = await read(full, 'jpki-full');
    const rows = (some: readonly Known[]) =>
      some
        .map((one) => ({ serialHex: one.certificate.serialHex, ...lossTold(one, tick)! }))
        .sort((a, b) => (BigInt(`0x${a.serialHex}`) < BigInt(`0x${b.serialHex}`) ? -1 : 1));
    expect(complete.entries).toEqual(rows(expected));
    seen.entries += expected.length;
    expect((await read(arl, 'jpki-arl')).entries).toEqual([]);
    // Only the municipalities where somebody of this world lives: the others are alike.
    const codes = new Set(known.map(({ citizen }) => citizenOf(world.chance, citizen).municipality.code));
    const parts: string[] = [];
    for (const code of codes) {
      const part = await read(municipality.replace('{code}', code), 'jpki-partitioned');
      const covered = known.filter(
        ({ certificate }) => certificate.akiHex === keyId && part.covers(certificate.der),
      );
      expect(part.entries).toEqual(rows(expected.filter((one) => covered.includes(one))));
      expect(part.number).toBe(complete.number);
      parts.push(...part.entries.map(({ serialHex }) => serialHex));
    }
    expect(parts.sort()).toEqual(complete.entries.map(({ serialHex }) => serialHex).sort());
    // Fetched again, it is the same list.
    expect(await bytesAt(world, origin + full)).toEqual(await bytesAt(world, origin + full));
  }
}

async function run(seed: number, steps: readonly Step[]): Promise<void> {
  const clock = virtualClock();
  const world = createWorld({ seed, clock });
  const jlis = createJlis(world);
  const known: Known[] = [];
  for (const number of CITIZENS) {
    const { signCert, authCert } = jlis.issueCard(citizenOf(world.chance, number));
    for (const [kind, der] of [
      ['sign', signCert],
      ['auth', authCert],
    ] as const)
      if (der) known.push({ kind, citizen: number, certificate: decodeCertificate(der), records: [] });
  }
  const find = (number: number, kind: JpkiKind) =>
    known.find((one) => one.citizen === number && one.kind === kind);
  for (const step of steps) {
    if (step.do === 'wait') clock.advance(step.ms);
    else if (step.do === 'fetch') await fetchLists(world, jlis, step.kind, known);
    else {
      const one = find(step.citizen, step.kind);
      // A generation that ended is no longer asked about.
      const alive = one && one.certificate.notAfter >= clock.now();
      if (step.do === 'ask' && one) await ask(world, jlis, one, step.nonce);
      else if (step.do === 'revoke' && alive) {
        jlis.revoke(step.kind, citizenOf(world.chance, step.citizen), step.reason);
        const before = one.records.at(-1)?.reason;
        // A hold may become a revocation; a revocation stays.
        if (before === undefined || (before === 'certificateHold' && step.reason !== before))
          one.records.push({ at: clock.now().getTime(), reason: step.reason });
      }
    }
  }
}

/** Seen in every run of this test: all states, an older and a later generation, what lists no longer name. */
const everything: Step[] = [
  { do: 'ask', citizen: 1, kind: 'auth', nonce: 0 },
  { do: 'revoke', citizen: 1, kind: 'auth', reason: 'superseded' },
  { do: 'revoke', citizen: 7, kind: 'auth', reason: 'certificateHold' }, // of the generation before, with seed 1
  { do: 'wait', ms: 15 * MINUTE },
  { do: 'ask', citizen: 1, kind: 'auth', nonce: 32 },
  { do: 'wait', ms: DAY },
  { do: 'fetch', kind: 'auth' },
  { do: 'wait', ms: 6 * 365 * DAY },
  { do: 'ask', citizen: 1, kind: 'auth', nonce: 1 },
  { do: 'fetch', kind: 'auth' },
];

const long = process.env.FPOS_HIL_LONG === '1';
const timeout = long ? 1_200_000 : 120_000; // a guard against hanging, not a measure

test('OCSP and lists tell what was recorded, each in its rhythm', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 1_000 }), fc.array(anyStep, { minLength: 6, maxLength: 20 }), run),
    {
      numRuns: process.env.FPOS_HIL_LONG === '1' ? 300 : 12,
      endOnFailure: true,
      examples: [[1, everything]],
    },
  );
  console.log(`status: ${JSON.stringify(seen)}`);
  for (const [what, times] of Object.entries(seen)) expect([what, times > 0]).toEqual([what, true]);
});
