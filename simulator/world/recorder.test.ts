import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecorder, virtualClock } from './index.ts';

const recorder = (cutKey = new Uint8Array(32)) =>
  createRecorder({ caseId: 'x', clock: virtualClock(), cutKey });

const verify = (pin: string): Uint8Array =>
  Uint8Array.of(0x00, 0x20, 0x00, 0x80, pin.length, ...Buffer.from(pin));

test('the PIN of a VERIFY is cut, its length and equality stay', () => {
  const r = recorder();
  for (const pin of ['ABC123', 'ABC124', 'ABC123'])
    r.apdu({ presence: 1, capdu: verify(pin), rapdu: Uint8Array.of(0x90, 0) });
  const [a, b, c] = r.observations.map((o) => (o.kind === 'apdu' ? o : undefined));
  expect(a!.capdu).toBe('0020008006000000000000');
  expect(a!.cuts).toEqual([{ what: 'pin', at: 5, length: 6, hmac: a!.cuts![0]!.hmac }]);
  expect(a!.cuts![0]!.hmac).toBe(c!.cuts![0]!.hmac);
  expect(a!.cuts![0]!.hmac).not.toBe(b!.cuts![0]!.hmac);
});

test('another run gives the same PIN another digest', () => {
  const of = (r: ReturnType<typeof recorder>) => {
    r.apdu({ presence: 1, capdu: verify('ABC123') });
    return r.observations[0]!;
  };
  expect(of(recorder())).not.toEqual(of(recorder(new Uint8Array(32).fill(1))));
});

test('no PIN is left in any observation, whatever form the command has', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z0-9]{6,16}$/),
      fc.constantFrom(0x20, 0x24, 0x2c, 0x32, 0x54),
      fc.constantFrom(0x00, 0x80, 0x08, 0x0c),
      fc.boolean(),
      fc.boolean(),
      (pin, ins, cla, extended, trailingLe) => {
        const lc = extended ? [0, 0, pin.length] : [pin.length];
        const r = recorder();
        const capdu = Uint8Array.of(
          cla,
          ins,
          0,
          0x80,
          ...lc,
          ...Buffer.from(pin),
          ...(trailingLe ? [0] : []),
        );
        r.apdu({ presence: 1, capdu, rapdu: Uint8Array.of(0x63, 0xc4) });
        r.record({
          kind: 'call',
          from: 'iut',
          method: 'ui.prompt',
          params: { kind: 'sign-pin' },
          result: { pin },
        });
        r.record({
          kind: 'http',
          from: 'iut',
          to: 'ca',
          method: 'POST',
          url: 'http://ca.test/',
          request: { type: 'application/json', text: JSON.stringify({ deep: [{ signPin: pin }] }) },
        });
        const text = JSON.stringify(r.observations);
        expect(text).not.toContain(pin);
        expect(text).not.toContain(Buffer.from(pin).toString('hex').toUpperCase());
      },
    ),
  );
});

test('a query of the tries has nothing to cut', () => {
  const r = recorder();
  r.apdu({ presence: 1, capdu: Uint8Array.of(0x00, 0x20, 0x00, 0x80), rapdu: Uint8Array.of(0x63, 0xc5) });
  expect(r.observations[0]).toMatchObject({ capdu: '00200080', rapdu: '63C5' });
  expect(r.observations[0]).not.toHaveProperty('cuts');
});
