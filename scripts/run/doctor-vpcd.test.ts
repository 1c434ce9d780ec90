/** What the doctor says of the driver of vpcd. */
import { expect, test } from 'vitest';
import { QUICKACK, vpcdSymptom } from './doctor-vpcd.ts';

const DEBIAN_12 = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so.0.8';
const PLAIN = `local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1 
local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 
`;
const QUICK = `${PLAIN.trimEnd()} quickack 1 \nbroadcast 127.255.255.255 dev lo proto kernel scope link\n`;

test('no driver: what installs it', () => {
  expect(vpcdSymptom(undefined, PLAIN)).toMatchObject({
    fine: false,
    required: false,
    mend: 'apt-get install pcscd vsmartcard-vpcd',
  });
});

test("Debian 12's driver: what it costs, why, and both cures, in two languages", () => {
  const { fine, found, why, mend } = vpcdSymptom(DEBIAN_12, PLAIN);
  expect({ fine, found, mend }).toEqual({
    fine: false,
    found: `${DEBIAN_12}: 44 ms for each APDU`,
    mend: QUICKACK,
  });
  for (const text of [why?.en, why?.ja]) {
    expect(text).toContain('vpcd 0.8');
    expect(text).toContain('fpos-hil card -- COMMAND');
  }
  expect(why?.ja).toContain('確認応答');
});

test.each([
  ['the same driver where the loopback acknowledges at once', DEBIAN_12, QUICK],
  ['a driver that writes a frame at once', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so.0.9', PLAIN],
  ['a later one', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so.1.0', PLAIN],
  ['one that does not tell its version', '/usr/local/lib/pcsc/drivers/serial/libifdvpcd.so', ''],
])('%s is fine', (_, driver, routes) => {
  expect(vpcdSymptom(driver, routes)).toMatchObject({ fine: true });
});

test('quickack on another route cures nothing', () => {
  const elsewhere = `${PLAIN}local 192.0.2.1 dev eth0 proto kernel scope host src 192.0.2.1 quickack 1\n`;
  expect(vpcdSymptom(DEBIAN_12, elsewhere).fine).toBe(false);
});
