/** What stands in the lists that are measured: eight-octet serial numbers, a moment for each, a reason. */
import { type CrlEntry, rsaSigner } from '../../simulator/pki/index.ts';
import { testKey } from '../../simulator/world/test-keys.ts';

export const THIS_UPDATE = new Date('2026-04-01T05:00:00+09:00');
export const crlKey = testKey(0);
export const crlSigner = rsaSigner(crlKey);

const FIRST = 0x1000_0000_0000_0000n;
const DAY_SECONDS = 86_400;

/** Entry `n`: rising serial numbers, some a day apart. */
export const crlEntry = (n: number): CrlEntry => ({
  serial: FIRST + BigInt(n),
  revocationDate: new Date(THIS_UPDATE.getTime() - 1000 * ((n * 7919) % (300 * DAY_SECONDS))),
  reason: 'superseded',
});

const utcTime = (at: Date): string => `${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`;

/** The same for `openssl ca`: revoked, expiry, revocation with its reason, serial, file, subject. */
export function indexLine(n: number): string {
  const { serial, revocationDate, reason } = crlEntry(n);
  const number = serial.toString(16).toUpperCase();
  return `R\t360101000000Z\t${utcTime(revocationDate)},${reason}\t${number}\tunknown\t/C=JP/CN=${n}\n`;
}
