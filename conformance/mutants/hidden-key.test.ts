/**
 * The recorder cuts what stands in the place of a PIN, before any search for a leaked key can see it. A key hidden there is
 * not found, but it is not overlooked either: no PIN is so long, and the case is inconclusive.
 */
import { expect, test } from 'vitest';
import { concat, FID, selectEf } from '../../simulator/apdu/index.ts';
import { fposSteps as reference, softwareKeyStore } from '../../simulator/fpos/index.ts';
import privateKeyNeverLeaves from '../cases/library/private-key-never-leaves.case.ts';
import { inProcess } from '../iut/in-process.ts';
import { runCase } from '../runner/run-case.ts';
import { judgeCase } from '../verdict/judge.ts';
import { mutant } from './define.ts';

type Enrolment = Parameters<typeof reference.presentPin>[0];

/** A library that puts its private key somewhere while it presents the PIN. */
const hiding = (hide: (enrolment: Enrolment, scalar: Uint8Array) => Promise<unknown>) =>
  mutant('mutant:library-hides-its-key', 'library', 'The private key stands in the place of a PIN.', () => {
    let scalar = new Uint8Array() as Uint8Array;
    return {
      keyStore: (draw: (keyId: string) => Uint8Array) =>
        softwareKeyStore((keyId) => {
          scalar = draw(keyId);
          return scalar;
        }),
      library: {
        presentPin: async (enrolment, pin) => {
          await hide(enrolment, scalar);
          return reference.presentPin(enrolment, pin);
        },
      },
    };
  });

test.each([
  [
    'the data of VERIFY',
    async ({ deps: { card } }: Enrolment, scalar: Uint8Array) => {
      await card.transmit(selectEf(FID.SIGN_PIN));
      await card.transmit(concat(Uint8Array.of(0x00, 0x20, 0x00, 0x80, scalar.length), scalar));
    },
  ],
  [
    'a member named pin',
    ({ deps, request }: Enrolment, scalar: Uint8Array) =>
      deps
        .fetch(`${request.ca}/diagnostics`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ pin: Buffer.from(scalar).toString('base64') }),
        })
        .catch(() => undefined),
  ],
])('a key in %s is not passed over', async (_, hide) => {
  const connector = inProcess(hiding(hide).factory);
  const observations = await runCase(privateKeyNeverLeaves, {
    connector,
    seed: '1',
    controlledClock: true,
  });
  const { verdict, reason } = judgeCase(privateKeyNeverLeaves, observations);
  expect({ verdict, reason }).toEqual({
    verdict: 'inconc',
    reason: expect.stringMatching(/^observation \d+ has (32|44) bytes in the place of a PIN, which were cut/),
  });
});
