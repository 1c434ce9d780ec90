/** J-LIS: certificates beside bare signatures, years of a life, and what it costs to have touched a citizen. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createAuthority } from '../../simulator/jlis/authority/authority.ts';
import { recordedItems } from '../../simulator/jlis/authority/four-items.ts';
import { createJlis, JLIS_KNOBS, type Jlis } from '../../simulator/jlis/index.ts';
import { citizenOf } from '../../simulator/people/index.ts';
import { rsaSigner, spkiOf } from '../../simulator/pki/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../../simulator/world/index.ts';
import { type BenchResult, type Comparison, compare, type Subject } from './harness.ts';
import { benchKey } from './specimen.ts';

const DAY_MS = 86_400_000;
const MEGABYTE = 1_048_576;
const MANY = 100_000;
const FEW = 100;

/** About as long as what is signed in a certificate. */
const TBS = new Uint8Array(1_500);

async function certificates(): Promise<BenchResult> {
  const world = createWorld({ seed: 1 });
  const authority = createAuthority(world, 'sign', JLIS_KNOBS);
  const citizen = citizenOf(world.chance, 1);
  const { municipality } = citizen;
  const items = recordedItems(citizen, undefined);
  const spki = spkiOf(benchKey('sign'));
  const generation = authority.generations.issuingAt(world.founded);
  const ca = rsaSigner(benchKey('sign'));
  const ours: Subject = {
    name: 'signing certificates',
    run(times) {
      for (let n = 0; n < times; n++) {
        const serial = authority.serials.next();
        const validity = {
          issuedAt: world.founded,
          notAfter: new Date(world.founded.getTime() + 365 * DAY_MS),
        };
        authority.certificate(
          { carrier: 'card', generation, serial, municipality, items, ...validity },
          spki,
        );
      }
    },
  };
  const bare: Subject = {
    name: 'bare RSA-2048 signatures',
    run(times) {
      for (let n = 0; n < times; n++) ca.sign(TBS);
    },
  };
  const what = 'a signing certificate, against the one signature that it needs';
  return compare({ id: 'certificate', what, aim: '0.6 × or more' }, ours, bare);
}

function founded(): { world: World; clock: VirtualClock; jlis: Jlis } {
  const clock = virtualClock();
  const world = createWorld({ seed: 1, clock, keepAtMost: 0 });
  return { world, clock, jlis: createJlis(world) };
}

/** A year: a move, a new signing certificate, a phone that is lost and resumed, a look at the record. No bytes are written. */
function liveAYear(jlis: Jlis, clock: VirtualClock, number: number): void {
  const { entry } = jlis.person(number);
  jlis.happen(number, {
    type: 'move-within',
    address: entry.address.endsWith('１') ? '見本町２' : '見本町１',
  });
  clock.advance(30 * DAY_MS);
  jlis.happen(number, { type: 'reissue-card' });
  jlis.happen(number, { type: 'apply-phone', phone: 'a' });
  clock.advance(30 * DAY_MS);
  jlis.happen(number, { type: 'stop-phone' });
  jlis.happen(number, { type: 'resume-phone' });
  clock.advance(305 * DAY_MS);
}

function years(): Promise<BenchResult> {
  let now = founded();
  let lived = 0;
  const ours: Subject = {
    name: 'citizen-years',
    run(times) {
      for (let n = 0; n < times; n++) {
        // Nobody lives longer than the world: after thirty years another one begins.
        if (lived++ % 30 === 0) now = founded();
        liveAYear(now.jlis, now.clock, 1);
      }
    },
  };
  const { world } = founded();
  let number = 0;
  const peer: Subject = {
    name: 'citizens computed',
    run(times) {
      for (let n = 0; n < times; n++) citizenOf(world.chance, (number++ % 1_000_000) + 1);
    },
  };
  const what =
    'a year of a life with five events (a thirtieth of the founding of a world included), against computing one citizen';
  return compare({ id: 'citizen-years', what }, ours, peer);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Megabytes on the heap after something happened to so many people. */
function memoryOf(count: number): { megabytes: number; kept: Jlis } {
  const { jlis } = founded();
  const before = heap();
  // Spread over all 120 million.
  for (let n = 0; n < count; n++)
    jlis.happen(1 + n * 1_199, { type: 'revoke', certificate: 'auth', reason: 'superseded' });
  return { megabytes: (heap() - before) / MEGABYTE, kept: jlis };
}

async function touched(): Promise<BenchResult> {
  const { world, jlis } = founded();
  let number = 0;
  const ours: Subject = {
    name: 'citizens touched',
    run(times) {
      for (let n = 0; n < times; n++)
        jlis.happen((number++ % 100_000) + 1, { type: 'revoke', certificate: 'auth', reason: 'superseded' });
    },
  };
  const peer: Subject = {
    name: 'citizens computed',
    run(times) {
      for (let n = 0; n < times; n++) citizenOf(world.chance, (number++ % 1_000_000) + 1);
    },
  };
  const what = 'a first event of a citizen, who is kept from then on, against computing the citizen';
  const result: Comparison = await compare({ id: 'touched', what }, ours, peer);
  const [few, many] = [memoryOf(FEW), memoryOf(MANY)].map(({ megabytes }) => megabytes) as [number, number];
  return {
    ...result,
    note: `heap: ${FEW} touched ${few.toFixed(2)} MB, ${MANY.toLocaleString('en')} touched ${many.toFixed(0)} MB`,
  };
}

export async function benchJlis(): Promise<BenchResult[]> {
  return [await certificates(), await years(), await touched()];
}
