/** A CA on a file, ended and started again between a person's card and phone: it knows the same people, and draws nothing twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../ca/index.ts';
import { signedMessage } from '../jlis/index.ts';
import { caSetting } from './testing/ca-setting.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-restart-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SOMEBODY = 1;

test('by card, a restart, by the certificate in the phone: one person, linked by J-LIS alone', async () => {
  const own = caSetting({ file: join(folder, 'ca.sqlite'), policy: { phoneCertificates: true } });
  const first = await own.enrol(SOMEBODY, 'abc-bank');
  own.jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'new phone', model: 'android' });
  own.restart();

  const begun = await own.begin('shop');
  const content = own.content(begun, own.requests(begun, own.scalar()));
  const cms = signedMessage(own.jlis.phoneOf(SOMEBODY)!, 'sign', content, own.clock.now());
  const { status, body } = await own.post(`/applications/${begun.offer.application}/signed`, { cms });
  expect([status, body.state]).toEqual([201, 'issued']);
  const { store } = own.ca;
  expect(store.size('person')).toBe(1);
  const [person] = store.values('person');
  expect(Object.keys(person!.pairwise)).toEqual(['abc-bank', 'shop']);
  expect(person!.anchors).toHaveLength(2);
  expect(own.jlis.audit.filter(({ operation }) => operation === 'link')).toHaveLength(1);

  // What was acknowledged before the restart is there, and nothing was drawn twice.
  own.restart();
  const certificates = [...own.ca.store.values('certificate')];
  expect(certificates.map(({ der }) => der)).toContain(first.issued.certificate);
  expect(new Set(certificates.map(({ serial }) => serial)).size).toBe(certificates.length);
  expect(verifyAudit(own.ca.audit)).toMatchObject({ ok: true });
  expect(own.ca.audit.filter(({ action }) => action === 'ca.start')).toHaveLength(3);
  own.ca.close();
});
