/** The library at the reference CA: everything that a person does with it. */
import { describe, expect, test } from 'vitest';
import { CA_HOST } from '../ca/index.ts';
import { readCertificate } from '../pki/index.ts';
import { CA_URL } from './society.ts';
import { APPS, caSetting, DAY } from './testing/ca-setting.ts';
import { type TestPhone, testPhone } from './testing/phones.ts';

const at = { appId: APPS[0], ca: CA_URL };
const BANK = { verifier: 'fpos-test-ca', service: APPS[0] };
const ALL = ['name', 'address', 'birth', 'gender'] as const;

/** Certificates of the basic kind that are in force at the CA. */
const inForce = (own: ReturnType<typeof caSetting>): readonly string[] =>
  [...own.ca.store.values('certificate')]
    .filter(({ state, kind }) => state === 'valid' && kind === 'basic')
    .map(({ der }) => der);

const held = async ({ library }: TestPhone): Promise<readonly string[]> =>
  (await library.certificates()).map(({ credential }) =>
    Buffer.from(credential.certificate).toString('base64'),
  );

const presences = (own: ReturnType<typeof caSetting>): number =>
  own.world.recorder.observations.filter((o) => o.kind === 'card' && o.event === 'connect').length;

async function done<T extends { readonly state: string }>(
  work: Promise<T>,
): Promise<Extract<T, { state: 'done' }>> {
  const outcome = await work;
  expect(outcome).toMatchObject({ state: 'done' });
  return outcome as Extract<T, { state: 'done' }>;
}

describe('consent', () => {
  test('in the tap of enrolment: one presence, one VERIFY, two signatures, the chosen items only', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    phone.person.items = ['address', 'name'];
    await done(phone.library.enrol({ ...at, consent: { ...BANK, items: ['name', 'address', 'birth'] } }));
    expect(presences(own)).toBe(1);
    const apdus = own.world.recorder.observations.flatMap((o) => (o.kind === 'apdu' ? [o.capdu] : []));
    expect(apdus.filter((c) => c.startsWith('0020') && c.length > 10)).toHaveLength(1);
    expect(apdus.filter((c) => c.startsWith('802A'))).toHaveLength(2);
    expect([...own.ca.store.values('consent')]).toMatchObject([
      { service: APPS[0], items: ['name', 'address'], state: 'active' },
    ]);
    expect(phone.shown.slice(-2)).toEqual([{ kind: 'consent-given' }, { kind: 'issued' }]);
  });

  test('refused: the certificate comes all the same, and nothing is signed but the application', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    await done(phone.library.enrol({ ...at, consent: { ...BANK, items: ALL } }));
    expect([...own.ca.store.values('consent')]).toEqual([]);
    expect(await held(phone)).toEqual(inForce(own));
  });

  test('later; then one item is withdrawn, then all', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    await done(phone.library.enrol(at));
    expect(await phone.library.consent({ ...at, ...BANK, items: ALL })).toMatchObject({
      code: 'nothing-chosen',
    });
    phone.person.items = ALL;
    await done(phone.library.consent({ ...at, ...BANK, items: ALL }));
    const { given } = await done(phone.library.withdrawConsent({ ...at, ...BANK, items: ['address'] }));
    expect(given.items).toEqual(['name', 'birth', 'gender']);
    const consents = () =>
      [...own.ca.store.values('consent')].map(({ items, state }) => [items.length, state] as const);
    expect(consents()).toEqual([
      [4, 'withdrawn'],
      [3, 'active'],
    ]);
    await done(phone.library.withdrawConsent({ ...at, ...BANK }));
    expect(consents().map(([, state]) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(presences(own)).toBe(4);
    expect(await phone.library.withdrawConsent({ ...at, ...BANK, items: ['name'] })).toMatchObject({
      code: 'no-consent',
    });
  });
});

describe('certificates', () => {
  test('several apps on one phone; a new phone ends the old one’s certificate of that app alone', async () => {
    const own = caSetting();
    const [old, fresh] = [testPhone(own, 'old'), testPhone(own, 'new')];
    await done(old.library.enrol(at));
    await done(old.library.enrol({ ...at, appId: APPS[1] }));
    expect(await held(old)).toEqual(inForce(own));
    await done(fresh.library.enrol(at));
    expect(inForce(own)).toEqual([...(await held(old)).slice(1), ...(await held(fresh))]);
  });

  test('renewal: a new key without the card, no longer than five years after the tap; then the limit', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    const first = (await done(phone.library.enrol(at))).credential;
    own.clock.advance(1000 * DAY);
    const second = (await done(phone.library.renew({ appId: APPS[0] }))).credential;
    expect(presences(own)).toBe(1);
    expect(second.spki).not.toEqual(first.spki);
    expect(await held(phone)).toEqual(inForce(own));
    const end = readCertificate(second.certificate).notAfter;
    expect(end <= readCertificate(first.certificate).notAfter).toBe(true);
    expect((await phone.library.certificates())[0]).toMatchObject({ due: false, notAfter: end });
    own.clock.advance(end.getTime() - own.clock.now().getTime() - DAY / 2);
    expect((await phone.library.certificates())[0]).toMatchObject({ due: true });
    expect(await phone.library.renew({ appId: APPS[0] })).toMatchObject({ code: 'renewal-limit' });
    expect(await held(phone)).toEqual(inForce(own));
    own.clock.advance(DAY);
    expect(await phone.library.renew({ appId: APPS[0] })).toMatchObject({ code: 'certificate-expired' });
  });

  test('a new name: the old key signs the application before the old certificate is revoked', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    phone.person.items = ALL;
    const first = (await done(phone.library.enrol({ ...at, consent: { ...BANK, items: ALL } }))).credential;
    own.clock.advance(2 * DAY);
    own.jlis.happen(1, { type: 'change-name', family: '改姓', given: '花子' });
    own.jlis.happen(1, { type: 'apply-certificates', kinds: ['sign'] });
    await own.settle();
    // Untrue, and still in force: nothing is interrupted.
    expect(await held(phone)).toEqual(inForce(own));
    const second = (await done(phone.library.renew({ appId: APPS[0] }))).credential;
    const nameOf = (der: Uint8Array): string => readCertificate(der).subjectText;
    expect(nameOf(second.certificate)).toContain('改姓');
    expect(nameOf(first.certificate)).not.toContain('改姓');
    expect(await held(phone)).toEqual(inForce(own));
  });

  test('revocation by the key, and by the card when the phone is lost', async () => {
    const own = caSetting();
    const [lost, other] = [testPhone(own, 'lost'), testPhone(own, 'other')];
    await done(lost.library.enrol(at));
    await done(other.library.enrol({ ...at, appId: APPS[1] }));
    await done(other.library.revoke({ ...at, appId: APPS[1], wish: 'stop' }));
    expect(await held(other)).toEqual([]);
    expect(inForce(own)).toEqual(await held(lost));
    await done(other.library.enrol({ ...at, appId: APPS[2] }));
    // Everything ends, and this phone forgets what it had for another app, too.
    await done(other.library.revoke({ ...at, appId: APPS[1], wish: 'lost', by: 'card' }));
    expect(inForce(own)).toEqual([]);
    expect(await held(other)).toEqual([]);
    expect(await other.library.revoke({ ...at, appId: APPS[1], wish: 'stop' })).toMatchObject({
      code: 'no-certificate',
    });
  });

  test('another person’s card changes nothing', async () => {
    const own = caSetting();
    const [mine, tapped] = [testPhone(own, 'mine'), testPhone(own, 'new phone', { citizen: 2 })];
    const { credential } = await done(mine.library.enrol(at));
    const { value } = [...readCertificate(credential.attributeCertificate!).otherNames]
      .map(([type, name]) => ({ type, value: name }))
      .find(({ type }) => type.endsWith('.3.7'))!;
    expect(await tapped.library.enrol({ ...at, pairwise: value })).toMatchObject({ code: 'other-person' });
    expect(await held(tapped)).toEqual([]);
    expect(inForce(own)).toEqual(await held(mine));
  });

  test('where a person is expected and the CA does not tell who it is, nobody is accepted', async () => {
    const own = caSetting({ policy: { attributeCertificate: false } });
    const phone = testPhone(own, 'a');
    expect(await phone.library.enrol({ ...at, pairwise: '00'.repeat(16) })).toMatchObject({
      code: 'other-person',
    });
    await done(phone.library.enrol(at));
    await done(phone.library.renew({ appId: APPS[0] }));
    expect(await held(phone)).toEqual(inForce(own));
  });
});

describe('interruptions', () => {
  test('the app is killed before the answer comes: it goes on without another tap', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    phone.person.items = ALL;
    own.world.network.setReachable(CA_HOST, true);
    const stop = own.world.network.tamper({
      host: CA_HOST,
      says: 'the answer is lost',
      response: (answer, { url }) => {
        if (!url.endsWith('/signed')) return answer;
        own.world.network.setReachable(CA_HOST, false);
        return { ...answer, body: answer.body.slice(0, 9) };
      },
    });
    expect(await phone.library.enrol({ ...at, consent: { ...BANK, items: ALL } })).toMatchObject({
      state: 'refused',
    });
    stop();
    own.world.network.setReachable(CA_HOST, true);
    phone.restart();
    await done(phone.library.resume({ appId: APPS[0] }));
    expect(await held(phone)).toEqual(inForce(own));
    expect([...own.ca.store.values('consent')]).toMatchObject([{ state: 'active' }]);
    expect(presences(own)).toBe(1);
    expect(await phone.library.resume({ appId: APPS[0] })).toMatchObject({ code: 'nothing-begun' });
    phone.restart();
    expect(await held(phone)).toEqual(inForce(own));
  });

  test('J-LIS gives no answer: the signed application is kept and handed in again', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    own.world.network.setReachable('ocsp-sign.jlis.test', false);
    expect(await phone.library.enrol(at)).toMatchObject({ code: 'jpki-status-unavailable' });
    own.world.network.setReachable('ocsp-sign.jlis.test', true);
    await done(phone.library.resume({ appId: APPS[0] }));
    expect(presences(own)).toBe(1);
  });

  test('two things at once for one app: the second is told to wait', async () => {
    const own = caSetting();
    const phone = testPhone(own, 'a');
    const [first, second] = await Promise.all([phone.library.enrol(at), phone.library.enrol(at)]);
    expect(first.state).toBe('done');
    expect(second).toMatchObject({ code: 'busy' });
    expect(await held(phone)).toEqual(inForce(own));
  });
});
