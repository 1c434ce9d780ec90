/** Keys in hardware at a CA that demands them: attested for the very application, never out of the store, used by an act. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hardwareKeyStore, type KeyStore, softwareKeyStore, testKeyMaker } from '../fpos/index.ts';
import { toPem } from '../pki/index.ts';
import { createWorld, needs } from '../world/index.ts';
import { CA_URL } from './society.ts';
import { APPS, caSetting } from './testing/ca-setting.ts';
import { testPhone } from './testing/phones.ts';

const openssl = needs('openssl', 'openssl');
const at = { appId: APPS[0], ca: CA_URL };

/** The keys of the makers are known before the world is: a CA is told of them when it begins. */
const FOUNDED = new Date('2026-04-01T00:00:00Z');
const { keys } = createWorld({ seed: 'makers' });
const maker = testKeyMaker(keys.p256('maker'), FOUNDED);
const otherMaker = testKeyMaker(keys.p256('other maker'), FOUNDED);

const demanding = () => caSetting({ policy: { attestation: 'required' }, keyMakers: [maker.certificate] });

type Make = (draw: (keyId: string) => Uint8Array) => KeyStore;

function phoneOf(own: ReturnType<typeof caSetting>, make: Make) {
  return testPhone(own, 'a', { keyStore: make });
}
const hardware = (own: ReturnType<typeof caSetting>, by = maker, userAct?: () => Promise<boolean>): Make =>
  hardwareKeyStore({ maker: by, now: () => own.clock.now(), ...(userAct && { userAct }) });

describe('a CA that demands attestation', () => {
  test('takes a key from hardware, at enrolment and at renewal', async () => {
    const own = demanding();
    const { library } = phoneOf(own, hardware(own));
    expect(await library.enrol(at)).toMatchObject({ state: 'done' });
    expect(await library.renew({ appId: APPS[0] })).toMatchObject({ state: 'done' });
  });

  test.for([
    ['a key in software', () => softwareKeyStore],
    ['a maker that it does not know', (own) => hardware(own, otherMaker)],
    [
      'an attestation for another application',
      (own) => (draw) => {
        const store = hardware(own)(draw);
        return {
          ...store,
          generate: () => store.generate({ challenge: new Uint8Array(32), purposes: ['signature'] }),
        };
      },
    ],
    [
      'an attestation of another key',
      (own) => (draw) => {
        const store = hardware(own)(draw);
        return {
          ...store,
          generate: async (request) => ({
            ...(await store.generate(request)),
            attestation: (await store.generate(request)).attestation!,
          }),
        };
      },
    ],
  ] as readonly (readonly [string, (own: ReturnType<typeof caSetting>) => Make])[])(
    'refuses %s',
    async ([, make]) => {
      const own = demanding();
      const { library } = phoneOf(own, make(own));
      expect(await library.enrol(at)).toMatchObject({ code: 'key-not-attested' });
      expect([...own.ca.store.values('certificate')]).toEqual([]);
    },
  );
});

test.for([
  ['both keys of a pair are from hardware', undefined, 'done'],
  ['the one that authenticates is in software', 'authentication', 'key-not-attested'],
  ['the one that signs is in software', 'signature', 'key-not-attested'],
] as const)('a CA that demands attestation of two keys: %s', async ([, soft, ends]) => {
  const policy = { attestation: 'required', separateKeys: true } as const;
  const own = caSetting({ policy, keyMakers: [maker.certificate] });
  const { library } = phoneOf(own, (draw) => {
    const store = hardware(own)(draw);
    return {
      ...store,
      async generate(request) {
        const { attestation, ...key } = await store.generate(request);
        const isSoft = soft !== undefined && request?.purposes.includes(soft);
        return { ...key, ...(attestation && !isSoft && { attestation }) };
      },
    };
  });
  const outcome = await library.enrol(at);
  expect(outcome.state === 'done' ? 'done' : outcome.code).toBe(ends);
});

test('a key that asks for an act signs after one, each time, and not without', async () => {
  const own = caSetting();
  let acts = 0;
  let willing = true;
  const { library } = phoneOf(
    own,
    hardware(own, maker, async () => {
      acts += 1;
      return willing;
    }),
  );
  expect(await library.enrol(at)).toMatchObject({ state: 'done' });
  // The request and the receipt.
  expect(acts).toBe(2);
  const challenge = {
    profile: 1,
    challenge: '00'.repeat(16),
    nonce: '00'.repeat(32),
    appId: APPS[0],
    origin: 'https://a.test',
    expires: '2026-04-01T01:00:00Z',
  } as const;
  const context = { appId: APPS[0], origin: 'https://a.test' };
  expect(await library.login(challenge, context)).toMatchObject({ state: 'done' });
  expect(acts).toBe(3);
  willing = false;
  expect(await library.login(challenge, context)).toMatchObject({ state: 'refused', code: 'cancelled' });
});

test('there is no way to get a key out', async () => {
  const own = caSetting();
  const scalars: Uint8Array[] = [];
  const store = hardware(own)((keyId) => {
    const scalar = own.world.keys.p256(keyId);
    scalars.push(scalar);
    return scalar;
  });
  const key = await store.generate({ challenge: new Uint8Array(32), purposes: ['signature'] });
  await store.sign(key.keyId, Buffer.from('text'), 'der');
  expect(Object.keys(store).sort()).toEqual(['erase', 'generate', 'sign']);
  for (const bytes of [key.spki, key.attestation!, Buffer.from(JSON.stringify({ store, key }))])
    expect(Buffer.from(bytes).includes(Buffer.from(scalars[0]!))).toBe(false);
  await store.erase(key.keyId);
  await expect(store.sign(key.keyId, Buffer.from('text'), 'der')).rejects.toThrow(RangeError);
  expect([...scalars[0]!].every((byte) => byte === 0)).toBe(true);
});

test.runIf(openssl)('OpenSSL: the attestation is a certificate of the maker for the key', async () => {
  const own = caSetting();
  const store = hardware(own)((keyId) => own.world.keys.p256(keyId));
  const { attestation, spki } = await store.generate({
    challenge: new Uint8Array(32).fill(7),
    purposes: ['signature'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-keys-'));
  try {
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const maker509 = file('maker.pem', toPem('CERTIFICATE', maker.certificate));
    const leaf = file('leaf.pem', toPem('CERTIFICATE', attestation!));
    const at509 = String(Math.floor(own.clock.now().getTime() / 1000));
    const run = (...args: readonly string[]): string =>
      execFileSync(openssl!, [...args], { encoding: 'utf8', timeout: 30_000 });
    expect(run('verify', '-attime', at509, '-CAfile', maker509, leaf)).toContain('OK');
    const own509 = run('x509', '-in', leaf, '-noout', '-pubkey');
    expect(own509.replace(/-----[^-]+-----|\s/g, '')).toBe(Buffer.from(spki).toString('base64'));
    expect(run('x509', '-in', leaf, '-noout', '-text')).toContain('1.3.6.1.4.1.32473.2024.1.3');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
