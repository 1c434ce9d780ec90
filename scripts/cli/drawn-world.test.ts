import { expect, test } from 'vitest';
import { createWorld, virtualClock, type World } from '../../simulator/world/index.ts';
import { drawnWorld } from './drawn-world.ts';

const at = new Date('2026-04-01T00:30:00+09:00');

test('a world that runs for days keeps its last observations only, and goes on counting', () => {
  const { recorder } = drawnWorld({ seed: 1, clock: virtualClock(at), keepAtMost: 3 });
  for (let i = 0; i < 10; i++) recorder.record({ kind: 'given', name: 'i', value: i });
  expect(recorder.observations.map(({ n }) => n)).toEqual([7, 8, 9]);
});

test('keys and chance are those of any other world of the seed; it is founded at midnight in Japan', () => {
  const [drawn, plain] = [
    drawnWorld({ seed: 5, clock: virtualClock(at), keepAtMost: 0 }),
    createWorld({ seed: 5 }),
  ];
  expect(drawn.founded).toEqual(new Date('2026-03-31T15:00:00Z'));
  expect(drawn.chance.fork('x').id(16)).toBe(plain.chance.fork('x').id(16));
  expect(drawn.keys.p256('x')).toEqual(plain.keys.p256('x'));
  // Drawn and not taken from the pool: the key of a citizen's card hangs on no other that was asked for before.
  const modulus = (world: World): unknown => world.keys.rsa('card 2 sign').export({ format: 'jwk' }).n;
  drawn.keys.rsa('card 1 sign');
  expect(modulus(drawn)).toBe(modulus(createWorld({ seed: 5, keys: 'drawn' })));
});

test('what passes over its network is seen by its recorder, with PINs cut', async () => {
  const { network, recorder } = drawnWorld({ seed: 1, clock: virtualClock(at), keepAtMost: 9 });
  network.serve('x.test', 'ca', () => new Response('ok'));
  const headers = { 'content-type': 'application/json' };
  await network.fetchAs('iut')('http://x.test/', { method: 'POST', headers, body: '{"pin":"1234"}' });
  expect(recorder.observations).toHaveLength(1);
  expect(JSON.stringify(recorder.observations)).not.toContain('1234');
});
