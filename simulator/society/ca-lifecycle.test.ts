/** The CA beside the real J-LIS: what follows enrolment. */
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../ca/index.ts';
import { nameAttribute, OID, readCertificate } from '../pki/index.ts';
import { sha256Hex } from '../profile/index.ts';
import { tlsOf } from './society.ts';
import {
  type CaSetting,
  type CaSettingOptions,
  caSetting,
  DAY,
  MINUTE,
  type Phone,
  recordOf,
  serialOf,
} from './testing/ca-setting.ts';

const SOMEBODY = 1;
const ANOTHER = 2;

let own: CaSetting;
const begin = (options: CaSettingOptions = {}): void => {
  own = caSetting(options);
};
beforeEach(() => begin());

const record = (phone: Phone) => recordOf(own, phone)!;
const stateOf = (phone: Phone) => record(phone).state;
const personOf = (phone: Phone): string => {
  const { person } = record(phone);
  return own.ca.store.get('person', person)!.joinedTo ?? person;
};
describe('enrolment', () => {
  test('the same bytes again give the same certificate until it is accepted, and none after', async () => {
    const begun = await own.begin();
    const scalar = own.scalar();
    const body = { cms: own.signed(SOMEBODY, own.content(begun, own.requests(begun, scalar))) };
    const path = `/applications/${begun.offer.application}/signed`;
    const [first, second] = await Promise.all([own.post(path, body), own.post(path, body)]);
    expect([first.status, second]).toEqual([201, first]);
    expect(await own.post(path, body)).toEqual(first);
    const other = { cms: own.signed(SOMEBODY, own.content(begun, own.requests(begun, own.scalar()))) };
    expect((await own.post(path, other)).body.code).toBe('application-replayed');
    expect(own.ca.store.size('certificate')).toBe(2); // basic and attribute
    const phone = { ...begun, scalar, issued: first.body, application: begun.offer.application };
    const certificate = new Uint8Array(Buffer.from(first.body.certificate, 'base64'));
    expect((await own.accept({ ...phone, certificate })).status).toBe(204);
    expect((await own.accept({ ...phone, certificate })).status).toBe(204); // its answer may have been lost
    expect((await own.post(path, body)).body.code).toBe('application-replayed');
  });

  test('two apps are one person with two identifiers; two people are two', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    const b = await own.enrol(SOMEBODY, 'shop');
    const c = await own.enrol(ANOTHER, 'shop');
    expect(personOf(a)).toBe(personOf(b));
    expect(personOf(c)).not.toBe(personOf(a));
    const { pairwise } = own.ca.store.get('person', personOf(a))!;
    expect(new Set(Object.values(pairwise)).size).toBe(2);
  });

  test('a new phone: a new key and certificate, the old one ended in the same step', async () => {
    const old = await own.enrol(SOMEBODY);
    const fresh = await own.enrol(SOMEBODY, 'abc-bank', { accept: false });
    expect([stateOf(old), stateOf(fresh)]).toEqual(['valid', 'pending']);
    await own.accept(fresh);
    expect([stateOf(old), stateOf(fresh)]).toEqual(['revoked', 'valid']);
    expect(record(old).revocation).toMatchObject({ reason: 'superseded' });
    expect(personOf(old)).toBe(personOf(fresh));
    expect((await own.post('/applications/00/acceptance', { receipt: 'x' })).status).toBe(404);
  });
});

describe('policy', () => {
  test.each([
    [{ recordsAddress: true, recordsBirth: true }, ['address', 'birth']],
    [{}, []],
  ])('%j is what the certificate records', async (policy, recorded) => {
    begin({ policy });
    const { recorded: found } = record(await own.enrol(SOMEBODY));
    expect(['address', 'birth'].filter((item) => item in found)).toEqual(recorded);
  });

  test('status by list instead of OCSP', async () => {
    begin({ policy: { status: 'crl' } });
    await own.enrol(SOMEBODY);
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['sign'] });
    own.clock.advance(DAY);
    await expect(own.enrol(SOMEBODY)).rejects.toThrow('jpki-revoked');
    own.world.network.setReachable('crl-sign.jlis.test', false);
    await expect(own.enrol(ANOTHER)).rejects.toThrow('jpki-status-unavailable');
  });

  test('a list of days ago tells nothing of today', async () => {
    begin({ policy: { status: 'crl' } });
    const kept = new Map<string, Uint8Array>();
    own.world.network.tamper({
      host: 'crl-sign.jlis.test',
      says: 'the first list that was given is given for ever',
      response(answer, { url }) {
        const body = kept.get(url) ?? answer.body;
        kept.set(url, body);
        return { ...answer, body };
      },
    });
    await own.enrol(SOMEBODY);
    own.clock.advance(4 * DAY);
    await expect(own.enrol(ANOTHER)).rejects.toThrow('jpki-status-unavailable');
  });

  test('agreed in the future: the clock of the phone is wrong', async () => {
    begin();
    const begun = await own.begin();
    const hand = async (content: object) =>
      own.post(`/applications/${begun.offer.application}/signed`, { cms: own.signed(SOMEBODY, content) });
    const content = own.content(begun, own.requests(begun, own.scalar()));
    const ahead = { ...content, agreedAt: '2026-04-01T10:00:00Z' };
    expect((await hand(ahead)).body.code).toBe('terms-not-agreed');
  });

  test('the schemes of before: inspection at first, another tap for the code', async () => {
    begin({ policy: { scheme: 'inspection', route: 'code-after-signature' } });
    const begun = await own.begin();
    const path = `/applications/${begun.offer.application}`;
    const first = await own.post(`${path}/signed`, { cms: own.signed(SOMEBODY, own.content(begun)) });
    expect([first.status, first.body]).toEqual([202, { state: 'inspecting' }]);
    const ask = (citizen: number) => {
      const { application, nonce } = begun.offer;
      return own.post(`${path}/code`, {
        cms: own.signed(citizen, { purpose: 'code-request', application, nonce }),
      });
    };
    expect((await ask(SOMEBODY)).body.code).toBe('application-replayed');
    const word = new Request(`http://operations.test/inspections/${begun.offer.application}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'approve' }),
    });
    expect((await own.ca.operations(word)).status).toBe(204);
    expect((await ask(ANOTHER)).body.code).toBe('application-mismatch');
    const code = await ask(SOMEBODY);
    expect(code.body.state).toBe('verified');
    const csr = own.csr(begun.offer, own.scalar());
    expect((await own.post(`${path}/activation`, { code: code.body.code, csr })).status).toBe(201);
  });

  test('until 2024-10 a new phone waits for a person at the CA, since then it does not', async () => {
    for (const [at, states] of [
      ['2024-05-01', ['second-tap', 'inspecting']],
      ['2024-11-01', ['verified', 'verified']],
    ] as const) {
      begin({ at, policy: { route: 'code-after-signature', activation: 'on-issue' } });
      const seen: string[] = [];
      for (const _ of [1, 2]) {
        const begun = await own.begin();
        const path = `/applications/${begun.offer.application}`;
        let { body } = await own.post(`${path}/signed`, { cms: own.signed(SOMEBODY, own.content(begun)) });
        seen.push(body.state);
        if (body.state === 'second-tap') {
          const { application, nonce } = begun.offer;
          const cms = own.signed(SOMEBODY, { purpose: 'code-request', application, nonce });
          ({ body } = await own.post(`${path}/code`, { cms }));
        }
        if (body.code)
          await own.post(`${path}/activation`, { code: body.code, csr: own.csr(begun.offer, own.scalar()) });
      }
      expect(seen).toEqual(states);
    }
  });
});

describe('the end of a certificate', () => {
  const wish = (phone: Phone, more: object = {}) =>
    own.post('/revocations', {
      jws: own.jws(phone, {
        purpose: 'revocation',
        wish: 'stop',
        at: own.time(),
        nonce: own.nonce(),
        ...more,
      }),
    });

  test('by its key, with notice to holder and relying party, both moments on record', async () => {
    const phone = await own.enrol(SOMEBODY);
    expect((await wish(phone)).body.revoked).toHaveLength(2);
    expect(record(phone).revocation).toMatchObject({ reason: 'cessationOfOperation', ground: 'holder-wish' });
    const entry = own.ca.audit.find(({ action }) => action === 'certificate.revoke')!;
    expect(Date.parse(entry.at) - Date.parse(entry.askedAt!)).toBe(0);
    const as = tlsOf(own.world).client('abc-bank').certificate;
    const { events } = (await own.get('/events', { as })).body;
    expect(events).toMatchObject([{ kind: 'certificate-ended', subject: serialOf(phone) }]);
    const ask = { purpose: 'notices', after: 0, at: own.time(), nonce: own.nonce() };
    const { notices } = (await own.post('/notices', { jws: own.jws(phone, ask) })).body;
    expect(notices).toMatchObject([{ kind: 'certificate-revoked', serial: serialOf(phone) }]);
  });

  test('by the card, for all apps; an old request ends nothing newer', async () => {
    const a = await own.enrol(SOMEBODY, 'abc-bank');
    const b = await own.enrol(SOMEBODY, 'shop');
    const request = { purpose: 'revocation', wish: 'lost', at: own.time(), nonce: own.nonce() };
    const cms = own.signed(SOMEBODY, request);
    expect((await own.post('/revocations', { cms })).status).toBe(200);
    expect([stateOf(a), stateOf(b)]).toEqual(['revoked', 'revoked']);
    own.clock.advance(MINUTE);
    const fresh = await own.enrol(SOMEBODY);
    await own.post('/revocations', { cms });
    expect(stateOf(fresh)).toBe('valid');
    own.clock.advance(20 * MINUTE);
    expect((await own.post('/revocations', { cms })).body.code).toBe('request-stale');
  });

  test('not by the key of another app, nor by somebody else', async () => {
    const bank = await own.enrol(SOMEBODY, 'abc-bank');
    const shop = await own.enrol(SOMEBODY, 'shop');
    const certificate = sha256Hex(bank.certificate);
    expect((await wish(shop, { certificate })).body.code).toBe('request-not-yours');
    const other = await own.enrol(ANOTHER, 'abc-bank');
    expect((await wish(other, { certificate })).body.code).toBe('request-not-yours');
    expect(stateOf(bank)).toBe('valid');
  });

  test('renewal by the key: for five years from the tap, and not a day longer', async () => {
    let phone = await own.enrol(SOMEBODY);
    const { provedAt } = record(phone);
    for (let year = 0; year < 4; year++) {
      own.clock.advance(365 * DAY);
      const old = phone;
      phone = await own.renew(phone);
      expect([stateOf(old), stateOf(phone)]).toEqual(['revoked', 'valid']);
      const end = new Date(provedAt);
      end.setUTCFullYear(end.getUTCFullYear() + 5);
      expect(record(phone).notAfter).toBeLessThan(end.getTime());
    }
    own.clock.advance(365.5 * DAY); // half a day is left
    await expect(own.renew(phone)).rejects.toThrow('renewal-limit');
  });

  test('a certificate that nobody accepted ends by itself', async () => {
    const phone = await own.enrol(SOMEBODY, 'abc-bank', { accept: false });
    await own.settle(2 * DAY);
    expect(record(phone)).toMatchObject({ state: 'revoked', revocation: { ground: 'not-accepted' } });
    expect((await own.accept(phone)).body.code).toBe('application-expired');
  });
});

test('the audit record of all this is whole, and any change shows', async () => {
  const phone = await own.enrol(SOMEBODY);
  await own.renew(phone);
  const entries = structuredClone(own.ca.audit) as (typeof own.ca.audit)[number][];
  const { head } = verifyAudit(entries) as { head: { n: number; hash: string } };
  expect(verifyAudit(entries, head)).toEqual({ ok: true, head });
  for (let i = 0; i < entries.length; i++) {
    const removed = entries.filter((_, at) => at !== i);
    expect(verifyAudit(removed, head)).toMatchObject({ ok: false });
    const altered = entries.with(i, { ...entries[i]!, why: 'something else' });
    expect(verifyAudit(altered)).toMatchObject({ ok: false });
  }
  expect(JSON.stringify(entries)).not.toContain(
    nameAttribute(readCertificate(phone.certificate).subject, OID.commonName)!,
  );
});
