/** Many at once over loopback HTTP, with revocations in between: none lost, none double. */
import { expect, test } from 'vitest';
import { CA_HOST, verifyAudit } from '../ca/index.ts';
import { adultNumber } from '../people/index.ts';
import { serveOnLoopback } from './servers.ts';
import { caSetting, type Phone } from './testing/ca-setting.ts';

const ENROLMENTS = 500;
/** A few people in many apps' instances: keys of cards are few, and the same person comes again and again. */
const PEOPLE = 8;

test(`${ENROLMENTS} enrolments at once`, async () => {
  const own = caSetting({ policy: { severalPhones: true } });
  const server = await serveOnLoopback((request) => own.ca.handler(request), { host: CA_HOST });
  // From here on what people send to the CA goes over a socket.
  own.world.network.serve(CA_HOST, 'ca', async (request) => {
    const { pathname } = new URL(request.url);
    const { method } = request;
    return fetch(`${server.url}${pathname}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' && { body: await request.text() }),
    });
  });
  try {
    const phones: Phone[] = await Promise.all(
      Array.from({ length: ENROLMENTS }, async (_, i) => {
        const phone = await own.enrol(adultNumber(1 + (i % PEOPLE)), 'abc-bank');
        if (i % 10 !== 0) return phone;
        const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
        expect((await own.post('/revocations', { jws: own.jws(phone, wish) })).status).toBe(200);
        return phone;
      }),
    );
    const basics = [...own.ca.store.values('certificate')].filter(({ kind }) => kind === 'basic');
    expect(basics).toHaveLength(ENROLMENTS);
    expect(new Set(basics.map(({ serial }) => serial)).size).toBe(ENROLMENTS);
    expect(new Set(phones.map(({ issued }) => issued.certificate))).toEqual(
      new Set(basics.map(({ der }) => der)),
    );
    expect(basics.filter(({ state }) => state === 'revoked')).toHaveLength(ENROLMENTS / 10);
    expect(own.ca.store.size('person')).toBe(PEOPLE);
    expect(verifyAudit(own.ca.audit)).toMatchObject({ ok: true });
  } finally {
    await server.close();
  }
}, 180_000);
