/** How long proofs of decisions are kept. What the record must hold is INV-40 to 42 of the suite. */
import { expect, test } from 'vitest';
import { verifyAudit } from '../ca/index.ts';
import { caSetting, DAY } from './testing/ca-setting.ts';

/** 施行規則12条2項. */
test('proofs are kept ten years beyond the end of the certificate, and not longer', async () => {
  const own = caSetting();
  await own.enrol(1);
  const before = own.ca.store.size('evidence');
  expect(before).toBeGreaterThan(1);
  const { notAfter } = [...own.ca.store.values('certificate')].find(({ kind }) => kind === 'basic')!;
  const tenYearsOn = new Date(notAfter);
  tenYearsOn.setUTCFullYear(tenYearsOn.getUTCFullYear() + 10);
  own.clock.set(new Date(tenYearsOn.getTime() - DAY));
  await own.ca.tick();
  expect(own.ca.store.size('evidence')).toBe(before);
  own.clock.set(new Date(tenYearsOn.getTime() + 2 * DAY));
  await own.ca.tick();
  expect(own.ca.store.size('evidence')).toBe(0);
  // The decisions themselves stay.
  expect(verifyAudit(own.ca.audit).ok).toBe(true);
});
