/** What the library keeps, and what it does when that is damaged or away: stop by name, and lose nothing unseen. */
import { describe, expect, test } from 'vitest';
import { createLibrary, memoryStorage, type Storage, softwareKeyStore } from './index.ts';
import { openState } from './state.ts';

const away = (): never => {
  throw new TypeError('not here');
};

function library(storage: Storage) {
  const notices: string[] = [];
  const fpos = createLibrary({
    card: { connect: away, transmit: away, reset: away, disconnect: async () => {} },
    fetch: async () => away(),
    ui: {
      agree: async () => true,
      signPin: async () => undefined,
      show: async (notice) => void notices.push(notice.kind === 'refused' ? notice.code : notice.kind),
    },
    keyStore: softwareKeyStore(() => new Uint8Array(32).fill(1)),
    storage,
    now: () => new Date('2026-04-01T00:00:00Z'),
    id: (n) => '00'.repeat(n),
    caAnchors: [],
  });
  return { fpos, notices };
}

const at = { appId: 'app', ca: 'http://ca.test' };

async function holding(text: string): Promise<Storage> {
  const storage = memoryStorage();
  await storage.save(text);
  return storage;
}

const DAMAGED = [
  ['half a text', '{"version":1,"apps":{"app":{"appInst'],
  ['nothing', ''],
  ['another version', '{"version":2,"apps":{}}'],
  ['another shape', '{"version":1,"apps":{"app":{"certificate":"AAAA"}}}'],
] as const;

describe.for(DAMAGED)('kept: %s', ([, text]) => {
  test('everything stops with storage-damaged, nothing is overwritten, and the user is told', async () => {
    const storage = await holding(text);
    const { fpos, notices } = library(storage);
    const bank = { appId: 'app', bank: 'http://bank.test' };
    const asks = [
      () => fpos.enrol(at),
      () => fpos.resume(at),
      () => fpos.renew(at),
      () => fpos.revoke({ ...at, wish: 'stop' }),
      () => fpos.revoke({ ...at, wish: 'lost', by: 'card' }),
      () => fpos.reportFacts(bank),
    ];
    for (const ask of asks) expect(await ask()).toMatchObject({ state: 'refused', code: 'storage-damaged' });
    await expect(fpos.certificates()).rejects.toMatchObject({ code: 'storage-damaged' });
    expect(await storage.load()).toBe(text);
    expect(notices).toContain('storage-damaged');
  });

  test('after starting over the way to a certificate is free', async () => {
    const storage = await holding(text);
    const { fpos } = library(storage);
    expect(await fpos.startOver()).toEqual({ state: 'done' });
    expect(await fpos.certificates()).toEqual([]);
    expect(await fpos.enrol(at)).toMatchObject({ code: 'ca-unreachable' });
  });
});

test('what can be read is not given up', async () => {
  const storage = memoryStorage();
  const state = openState(storage, () => 'aa');
  await state.change('app', {});
  const kept = await storage.load();
  expect(await library(storage).fpos.startOver()).toMatchObject({ code: 'storage-not-damaged' });
  expect(await storage.load()).toBe(kept);
});

test('a storage that is away is asked again the next time', async () => {
  const inside = memoryStorage();
  await openState(inside, () => 'aa').change('app', {});
  let isAway = true;
  const storage: Storage = { ...inside, load: async () => (isAway ? away() : inside.load()) };
  const { fpos } = library(storage);
  expect(await fpos.enrol(at)).toMatchObject({ code: 'storage-unavailable' });
  expect(await fpos.startOver()).toMatchObject({ code: 'storage-unavailable' });
  isAway = false;
  expect(await fpos.enrol(at)).toMatchObject({ code: 'ca-unreachable' });
  expect(await openState(inside, () => 'bb').app('app')).toMatchObject({ appInstance: 'aa' });
});
