/** Two keys on a phone: one signs, one authenticates. The library at the reference CA and bank; OpenSSL tells what each is for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hardwareKeyStore, softwareKeyStore, testKeyMaker } from '../fpos/index.ts';
import { readCertificate, toPem } from '../pki/index.ts';
import type { KeyPurpose } from '../profile/index.ts';
import { needs } from '../world/index.ts';
import { CA_URL } from './society.ts';
import { APPS, caSetting } from './testing/ca-setting.ts';
import { testPhone } from './testing/phones.ts';

const openssl = needs('openssl', 'openssl');
const at = { appId: APPS[0], ca: CA_URL };
const policy = { separateKeys: true } as const;

/** A key store that tells which keys are in it. */
function counted() {
  const keys = new Map<string, readonly KeyPurpose[]>();
  const keyStore: typeof softwareKeyStore = (draw) => {
    const store = softwareKeyStore(draw);
    return {
      ...store,
      async generate(request) {
        const key = await store.generate(request);
        keys.set(key.keyId, request?.purposes ?? []);
        return key;
      },
      async erase(keyId) {
        keys.delete(keyId);
        await store.erase(keyId);
      },
    };
  };
  return { keys, keyStore };
}

const inForce = (own: ReturnType<typeof caSetting>) =>
  [...own.ca.store.values('certificate')].filter(({ state }) => state === 'valid').map(({ kind }) => kind);

for (const route of ['key-in-application', 'code-after-signature'] as const)
  test(`two keys from enrolment over renewal and a new phone to the end (${route})`, async () => {
    const own = caSetting({ policy: { ...policy, route } });
    const { keys, keyStore } = counted();
    const phone = testPhone(own, 'a', { keyStore });
    const ALL = ['basic', 'attribute', 'authentication'];
    expect(await phone.library.enrol(at)).toMatchObject({ state: 'done' });
    expect([...keys.values()]).toEqual([['signature'], ['authentication']]);
    expect(inForce(own)).toEqual(ALL);
    expect(await phone.library.renew(at)).toMatchObject({ state: 'done' });
    expect([...keys]).toEqual([
      ['key-3', ['signature']],
      ['key-4', ['authentication']],
    ]);
    expect(inForce(own)).toEqual(ALL);
    const next = counted();
    const other = testPhone(own, 'b', next);
    expect(await other.library.enrol(at)).toMatchObject({ state: 'done' });
    expect(inForce(own)).toEqual(ALL);
    expect(await other.library.revoke({ ...at, wish: 'stop' })).toMatchObject({ state: 'done' });
    expect([next.keys.size, inForce(own)]).toEqual([0, []]);
  });

test('one key does both where the CA asks for one', async () => {
  const own = caSetting();
  const { keys, keyStore } = counted();
  await testPhone(own, 'a', { keyStore }).library.enrol(at);
  expect([...keys.values()]).toEqual([['authentication', 'signature']]);
});

test('what was begun with two keys and is given up leaves neither', async () => {
  const own = caSetting({ policy });
  const { keys, keyStore } = counted();
  const phone = testPhone(own, 'a', { keyStore });
  phone.person.pin = undefined;
  expect(await phone.library.enrol(at)).toMatchObject({ code: 'cancelled' });
  phone.restart();
  phone.person.pin = 'ABC123';
  expect(await phone.library.enrol(at)).toMatchObject({ state: 'done' });
  expect([...keys.keys()]).toEqual(['key-3', 'key-4']);
});

test('hardware asks for an act of the user by what the key is for', async () => {
  const own = caSetting({ policy });
  const asked: string[] = [];
  const maker = testKeyMaker(own.world.keys.p256('maker'), own.world.founded);
  const keyStore = hardwareKeyStore({
    maker,
    now: () => own.world.clock.now(),
    userAct: async (purposes) => {
      asked.push(purposes.join());
      return true;
    },
  });
  await testPhone(own, 'a', { keyStore }).library.enrol(at);
  // Two requests, one receipt.
  expect(asked).toEqual(['signature', 'authentication', 'signature']);
});

test.runIf(openssl)(
  'OpenSSL: one certificate is to sign, the other for a client to authenticate',
  async () => {
    const own = caSetting({ policy });
    const phone = testPhone(own, 'a');
    const outcome = await phone.library.enrol(at);
    if (outcome.state !== 'done') throw new Error(outcome.code);
    const { certificate, authentication } = outcome.credential;
    const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-two-keys-'));
    try {
      const text = (name: string, der: Uint8Array): string => {
        writeFileSync(join(folder, name), toPem('CERTIFICATE', der));
        const args = ['x509', '-in', name, '-noout', '-text', '-nameopt', 'utf8'];
        return execFileSync(openssl!, args, { cwd: folder, encoding: 'utf8', timeout: 30_000 });
      };
      const [signs, authenticates] = [
        text('signs.pem', certificate),
        text('authenticates.pem', authentication!.certificate),
      ];
      expect(signs).toMatch(/Digital Signature, Non Repudiation/);
      expect(signs).not.toMatch(/Extended Key Usage/);
      expect(authenticates).toMatch(/TLS Web Client Authentication/);
      expect(authenticates).not.toMatch(/Non Repudiation/);
      writeFileSync(join(folder, 'ca.pem'), toPem('CERTIFICATE', own.ca.certificate));
      const seconds = String(Math.floor(own.clock.now().getTime() / 1000));
      const verify = [
        'verify',
        '-x509_strict',
        '-purpose',
        'sslclient',
        '-attime',
        seconds,
        '-CAfile',
        'ca.pem',
      ];
      expect(
        execFileSync(openssl!, [...verify, 'authenticates.pem'], { cwd: folder, encoding: 'utf8' }),
      ).toContain('OK');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const [one, other] = [certificate, authentication!.certificate].map(readCertificate);
    expect(Buffer.from(one!.subject)).toEqual(Buffer.from(other!.subject));
  },
);
