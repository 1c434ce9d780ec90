import { describe, expect, test } from 'vitest';
import { createCard } from '../../card/index.ts';
import type { UsageError } from '../../errors.ts';
import { citizenOf } from '../../people/index.ts';
import { createWorld } from '../../world/index.ts';
import { createJlis, type DeskEventInput, DeskRefusal, type JlisKnobs } from '../index.ts';
import { type Setting, SOMEBODY, setting } from '../testing/setting.ts';

const elsewhere = { municipality: '99201', address: '神奈川県見本市架空町１' } as const;

/** Reason of refusal, or what was recorded and issued, in short: `-card sign affiliationChanged`, `+card sign`. */
function short({ jlis }: Setting, event: DeskEventInput, citizen = SOMEBODY): string[] | string {
  try {
    const { recorded, issued } = jlis.happen(citizen, event);
    return [
      ...recorded.map(({ certificate: c, reason }) => `-${c.carrier} ${c.kind} ${reason ?? 'resumed'}`),
      ...issued.map((c) => `+${c.carrier} ${c.kind}`),
    ].sort();
  } catch (error) {
    if (error instanceof DeskRefusal) return error.reason;
    throw error;
  }
}

/** Which certificates live: `card auth, card sign`. */
const alive = ({ jlis }: Setting, citizen = SOMEBODY): string =>
  jlis
    .person(citizen)
    .certificates.filter((c) => c.alive)
    .map((c) => `${c.carrier} ${c.kind}`)
    .sort()
    .join(', ');

const withPhone = (at?: string, knobs?: Partial<JlisKnobs>): Setting => {
  const own = setting(at, knobs && { knobs });
  own.jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'a' });
  return own;
};
const BOTH = 'card auth, card sign, phone auth, phone sign';
const SIGN_ENDS = ['-card sign affiliationChanged', '-phone sign affiliationChanged'];
const ALL_END = [
  '-card auth cessationOfOperation',
  '-card sign cessationOfOperation',
  '-phone auth cessationOfOperation',
  '-phone sign cessationOfOperation',
];

describe('a real change of the four items ends the signing certificates and no other', () => {
  test.each<[string, DeskEventInput]>([
    ['move', { type: 'move-within', address: '東京都見本市別町１' }],
    ['name', { type: 'change-name', family: '例', given: '花子' }],
    ['former name', { type: 'former-name', family: '擬' }],
    ['gender', { type: 'correct-gender', gender: '1' }],
    ['gender', { type: 'correct-gender', gender: '2' }],
    ['birth', { type: 'correct-birth', birth: '1970-00-00' }],
    ['reading', { type: 'correct-kana', kana: { family: 'ベツ', given: 'ノヨミ' } }],
  ])('%s', (_name, event) => {
    const own = withPhone();
    const told = short(own, event);
    if (told === 'no-change') expect(event.type).toBe('correct-gender');
    else {
      expect(told).toEqual(SIGN_ENDS);
      expect(alive(own)).toBe('card auth, phone auth');
    }
  });

  test('an alias of a foreign resident too', () => {
    const own = setting();
    const foreigner = Array.from({ length: 30 }, (_, i) => i + 1).find(
      (n) => n % 10 !== 0 && citizenOf(own.world.chance, n).nationality.kind === 'foreign',
    )!;
    expect(short(own, { type: 'alias', alias: '別名' }, foreigner)).toEqual([
      '-card sign affiliationChanged',
    ]);
    expect(short(own, { type: 'former-name', family: '擬' }, foreigner)).toBe('only-japanese');
    expect(short(own, { type: 'alias', alias: '別名' })).toBe('only-foreigners');
  });
});

test('a minor correction ends nothing, and the certificate keeps the old text until the next issue', () => {
  const own = withPhone();
  const before = own.newest('sign')!.items!;
  expect(short(own, { type: 'minor-correction', address: '東京都見本市新住居表示１番１号' })).toEqual([]);
  expect(short(own, { type: 'correct-kana', kana: { family: 'ミ', given: 'ホン' }, minor: true })).toEqual(
    [],
  );
  expect(alive(own)).toBe(BOTH);
  expect(own.newest('sign')!.items).toEqual(before);
  own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
  expect(own.newest('sign')!.items!.address).toBe('東京都見本市新住居表示１番１号');
});

test('a variant character that becomes the ordinary one is minor by itself', () => {
  const own = setting();
  own.jlis.happen(SOMEBODY, { type: 'change-name', family: '髙見本', given: '花' });
  own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['sign'] });
  expect(own.newest('sign')!.items).toMatchObject({ name: '高見本　花', nameFlags: '10000' });
  expect(short(own, { type: 'change-name', family: '高見本', given: '花' })).toEqual([]);
});

describe('moving to another municipality', () => {
  test('the signing certificate ends on the day of leaving; the card must be continued within 90 days', () => {
    const own = withPhone();
    expect(short(own, { type: 'move-in', ...elsewhere })).toBe('not-leaving');
    expect(short(own, { type: 'move-out', on: '2026-04-05' })).toEqual([]);
    expect(short(own, { type: 'move-out', on: '2026-04-05' })).toBe('already-leaving');
    own.goTo('2026-04-04T23:59:59+09:00');
    expect(alive(own)).toBe(BOTH);
    own.goTo('2026-04-05T00:00:00+09:00');
    expect(alive(own)).toBe('card auth, phone auth');
    expect(own.newest('sign')!.lost).toEqual({
      at: new Date('2026-04-05T00:00:00+09:00'),
      reason: 'affiliationChanged',
    });
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] })).toBe('not-resident');
    own.goTo('2026-04-10');
    expect(short(own, { type: 'move-in', ...elsewhere, movedOn: '2026-04-05' })).toEqual([]);
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] })).toBe('card-not-continued');
    expect(short(own, { type: 'continue-card' })).toEqual([]);
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] })).toEqual(['+card sign']);
    const { items } = own.newest('sign')!;
    expect(items!.address).toBe(elsewhere.address);
    own.goTo('2026-12-01');
    expect(alive(own)).toBe('card auth, card sign, phone auth');
  });

  const arrived = (): Setting => {
    const own = withPhone();
    own.jlis.happen(SOMEBODY, { type: 'move-out', on: '2026-04-01' });
    return own;
  };

  test('void: no arrival within 30 days of the planned leaving', () => {
    const own = arrived();
    own.goTo('2026-05-01T23:59:59+09:00');
    expect(alive(own)).toBe('card auth, phone auth');
    own.goTo('2026-05-02T00:00:00+09:00');
    expect(alive(own)).toBe('');
    expect(short(own, { type: 'move-in', ...elsewhere })).toEqual([]);
    expect(short(own, { type: 'continue-card' })).toBe('no-card');
    expect(short(own, { type: 'reissue-card' })).toEqual(['+card auth', '+card sign']);
  });

  test('void: arrival told more than 14 days after the move', () => {
    const own = arrived();
    own.goTo('2026-04-20');
    expect(short(own, { type: 'move-in', ...elsewhere, movedOn: '2026-04-05' })).toEqual([
      '-card auth cessationOfOperation',
      '-phone auth cessationOfOperation',
    ]);
  });

  test('void: not continued within 90 days, at the first moment after them', () => {
    const own = arrived();
    own.jlis.happen(SOMEBODY, { type: 'move-in', ...elsewhere });
    own.goTo('2026-06-30T23:59:59+09:00');
    expect(alive(own)).toBe('card auth, phone auth');
    own.goTo('2026-07-05');
    expect(alive(own)).toBe('');
    expect(own.newest('auth')!.lost!.at).toEqual(new Date('2026-07-01T00:00:00+09:00'));
  });

  test('void: moved on again before it was continued', () => {
    const own = arrived();
    own.jlis.happen(SOMEBODY, { type: 'move-in', ...elsewhere });
    own.jlis.happen(SOMEBODY, { type: 'move-out', on: '2026-04-01' });
    own.jlis.happen(SOMEBODY, { type: 'move-in', municipality: '99301', address: '北海道見本市例１' });
    expect(alive(own)).toBe('');
  });

  test.each([
    ['notice', '2026-04-01T09:00:00+09:00'],
    ['day-of-leaving', '2026-04-05T00:00:00+09:00'],
    ['arrival', '2026-04-06T09:00:00+09:00'],
  ] as const)('the knob says when it ends: %s', (leavingEnds, at) => {
    const own = withPhone(undefined, { leavingEnds });
    own.jlis.happen(SOMEBODY, { type: 'move-out', on: '2026-04-05' });
    own.goTo('2026-04-06');
    own.jlis.happen(SOMEBODY, { type: 'move-in', ...elsewhere });
    expect(own.newest('sign')!.lost!.at).toEqual(new Date(at));
  });

  test('days that make no sense, places that are nowhere', () => {
    const own = setting();
    expect(short(own, { type: 'move-out', on: '2026-04-16' })).toBe('day-out-of-range');
    expect(short(own, { type: 'move-out', on: '2026-03-17' })).toBe('day-out-of-range');
    own.jlis.happen(SOMEBODY, { type: 'move-out', on: '2026-04-01' });
    expect(short(own, { type: 'move-in', municipality: '00000', address: '何処' })).toBe(
      'municipality-unknown',
    );
    expect(short(own, { type: 'move-in', ...elsewhere, movedOn: '2026-04-02' })).toBe('day-out-of-range');
  });
});

describe('leaving the country', () => {
  test('with the card: the signing certificate ends on the day, one with the address abroad follows', () => {
    const own = withPhone();
    expect(short(own, { type: 'go-abroad', on: '2026-04-01', continueCard: true })).toBe('day-out-of-range');
    expect(short(own, { type: 'go-abroad', on: '2026-04-03', continueCard: true })).toEqual([]);
    own.goTo('2026-04-03');
    expect(alive(own)).toBe('card auth, phone auth');
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] })).toEqual(['+card sign']);
    expect(own.newest('sign')!.items!.address).toBe('国外転出　２０２６年０４月０３日');
    own.goTo('2027-01-10');
    expect(short(own, { type: 'move-in', ...elsewhere })).toEqual(['-card sign affiliationChanged']);
    expect(short(own, { type: 'continue-card' })).toEqual([]);
    expect(alive(own)).toBe('card auth, phone auth');
  });

  test('without it everything ends', () => {
    const own = withPhone();
    expect(short(own, { type: 'go-abroad', on: '2026-04-01', continueCard: false })).toEqual(ALL_END);
    expect(own.jlis.cardOf(SOMEBODY)).toBeUndefined();
  });
});

test('the dead have none, and nothing happens to them any more', () => {
  const own = withPhone();
  own.jlis.happen(SOMEBODY, { type: 'move-out', on: '2026-04-10' });
  expect(short(own, { type: 'die' })).toEqual(ALL_END);
  own.goTo('2026-06-01');
  expect(own.jlis.person(SOMEBODY).status).toBe('dead');
  expect(short(own, { type: 'reissue-card' })).toBe('person-dead');
  const other = withPhone();
  expect(short(other, { type: 'delete-entry' })).toEqual(ALL_END);
  expect(short(other, { type: 'die' })).toBe('entry-deleted');
});

describe('the card', () => {
  test('lost: held by telephone, the phone lives on; found: what was held ends and is issued anew', () => {
    const own = withPhone();
    expect(short(own, { type: 'lose-card' })).toEqual([
      '-card auth certificateHold',
      '-card sign certificateHold',
    ]);
    expect(alive(own)).toBe('phone auth, phone sign');
    expect(short(own, { type: 'lose-card' })).toBe('card-stopped');
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] })).toBe('card-stopped');
    const [heldAt, held] = [own.clock.now(), own.newest('sign')!];
    own.goTo('2026-04-03');
    expect(short(own, { type: 'find-card' })).toEqual(['+card auth', '+card sign', ...ALL_END]);
    expect(alive(own)).toBe('card auth, card sign');
    expect(own.newest('sign')).toMatchObject({ predecessor: held.serial });
    // The date of the hold stays.
    expect(own.jlis.certificate('sign', held.serial)!.lost).toEqual({
      at: heldAt,
      reason: 'cessationOfOperation',
    });
    expect(short(own, { type: 'find-card' })).toBe('card-not-stopped');
  });

  test('re-issued: another card with other keys; the phone must apply again', () => {
    const own = withPhone();
    const before = own.jlis.cardOf(SOMEBODY)!;
    expect(short(own, { type: 'reissue-card' })).toEqual([
      '+card auth',
      '+card sign',
      '-card auth superseded',
      '-card sign superseded',
      '-phone auth superseded',
      '-phone sign superseded',
    ]);
    const after = own.jlis.cardOf(SOMEBODY)!;
    expect(after.signCert).not.toEqual(before.signCert);
    expect(own.jlis.person(SOMEBODY).card).toMatchObject({ sequence: 2, state: 'in-use' });
  });

  test('returned: void', () => {
    const own = withPhone();
    expect(short(own, { type: 'return-card' })).toEqual(ALL_END);
    expect(short(own, { type: 'return-card' })).toBe('no-card');
    expect(short(own, { type: 'lose-card' })).toBe('no-card');
  });

  test('that lies in a phone’s field keeps what it holds until the desk writes to it', () => {
    const own = setting();
    const chip = createCard(own.jlis.cardOf(SOMEBODY)!.data);
    /** The signing certificate, as a program reads it that knows the PIN. */
    const read = (): string => {
      chip.power('on');
      const send = (hex: string) => chip.transmit(Uint8Array.from(Buffer.from(hex, 'hex')));
      for (const command of ['00A4040C0AD392F000260100000001', '0020009B06414243313233']) send(command);
      return Buffer.concat([send('00B0810000').slice(0, -2), send('00B0010000').slice(0, -2)]).toString(
        'hex',
      );
    };
    const begins = (der: Uint8Array): string => Buffer.from(der).toString('hex').slice(0, 1024);
    const old = own.jlis.cardOf(SOMEBODY)!.signCert!;
    own.jlis.happen(SOMEBODY, { type: 'move-within', address: '東京都見本市別町１' }, chip);
    expect(read()).toBe(begins(old));
    own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['sign'] });
    expect(read()).toBe(begins(old)); // applied for elsewhere
    own.jlis.happen(SOMEBODY, { type: 'update-card' }, chip);
    expect(read()).toBe(begins(own.jlis.cardOf(SOMEBODY)!.signCert!));
    expect(begins(old)).not.toBe(begins(own.jlis.cardOf(SOMEBODY)!.signCert!));
  });

  test('a new PIN on the card at the desk, full tries; without a value the initial one', () => {
    const own = setting();
    const chip = createCard(own.jlis.cardOf(SOMEBODY)!.data);
    const verify = (pin: string): string => {
      chip.power('on');
      chip.transmit(Uint8Array.from(Buffer.from('00A4040C0AD392F000260100000001', 'hex')));
      const value = Buffer.from(pin);
      const command = Buffer.concat([Buffer.from([0x00, 0x20, 0x00, 0x98, value.length]), value]);
      return Buffer.from(chip.transmit(command)).toString('hex');
    };
    expect([verify('9999'), verify('9999'), verify('9999')].at(-1)).toBe('63c0');
    own.jlis.happen(SOMEBODY, { type: 'reset-pin', pin: 'auth', value: '7777' }, chip);
    expect([verify('1234'), verify('7777')]).toEqual(['63c2', '9000']);
    own.jlis.happen(SOMEBODY, { type: 'reset-pin', pin: 'auth' }, chip);
    expect(verify('1234')).toBe('9000');
    expect(() => own.jlis.happen(SOMEBODY, { type: 'reset-pin', pin: 'auth', value: 'ABCD' }, chip)).toThrow(
      /digits/,
    );
  });

  test('a new PIN revokes nothing', () => {
    const own = withPhone();
    expect(short(own, { type: 'reset-pin', pin: 'sign', value: 'NEW123' })).toEqual([]);
    expect(alive(own)).toBe(BOTH);
  });
});

describe('certificates', () => {
  test('renewal opens three months before the end and reaches to the sixth birthday', () => {
    const own = setting();
    const { birth } = own.jlis.person(SOMEBODY).entry;
    const end = own.newest('auth')!.notAfter;
    expect(short(own, { type: 'renew-certificates' })).toBe('renewal-too-early');
    own.clock.set(new Date(end.getTime() - 80 * 86_400_000));
    expect(short(own, { type: 'renew-certificates' })).toEqual([
      '+card auth',
      '+card sign',
      '-card auth superseded',
      '-card sign superseded',
    ]);
    const renewed = own.newest('sign')!;
    // The card of an adult ends on the tenth birthday; the sixth after the renewal would be the eleventh.
    const year = end.getUTCFullYear() + 5;
    expect(renewed.notAfter).toEqual(new Date(`${year}-${birth.slice(5)}T23:59:59+09:00`));
    own.clock.set(new Date(renewed.notAfter.getTime() - 80 * 86_400_000));
    expect(short(own, { type: 'renew-certificates' })).toBe('card-ends');
  });

  test('a signing certificate issued after a move ends with the older authentication certificate', () => {
    const own = setting();
    own.goTo('2028-04-01');
    own.jlis.happen(SOMEBODY, { type: 'move-within', address: '東京都見本市別町１' });
    own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['sign'] });
    expect(own.newest('sign')!.notAfter).toEqual(own.newest('auth')!.notAfter);
  });

  test('what still lives is not issued a second time', () => {
    const own = setting();
    expect(short(own, { type: 'apply-certificates', kinds: ['auth'] })).toBe('certificate-alive');
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['auth'] });
    expect(short(own, { type: 'request-revocation', kinds: ['auth'] })).toBe('nothing-to-revoke');
    expect(short(own, { type: 'apply-certificates', kinds: ['auth'] })).toEqual(['+card auth']);
  });

  test('a signing certificate never outlasts the authentication certificate, also when that one is issued later', () => {
    const own = setting();
    own.clock.set(new Date(own.newest('auth')!.notAfter.getTime() - 80 * 86_400_000));
    own.jlis.happen(SOMEBODY, { type: 'renew-certificates' });
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['auth'] });
    own.jlis.happen(SOMEBODY, { type: 'apply-certificates', kinds: ['auth'] });
    expect(own.newest('sign')!.notAfter <= own.newest('auth')!.notAfter).toBe(true);
  });

  test('a compromised key, and a request for one kind; the phone follows kind by kind', () => {
    const own = withPhone();
    expect(short(own, { type: 'report-compromise', kinds: ['sign'] })).toEqual([
      '-card sign keyCompromise',
      '-phone sign keyCompromise',
    ]);
    expect(short(own, { type: 'request-revocation', kinds: ['auth'], carrier: 'phone' })).toEqual([
      '-phone auth cessationOfOperation',
    ]);
    expect(alive(own)).toBe('card auth');
  });

  test('coming of age: the signing certificate comes on application, from the fifteenth birthday on', () => {
    const own = setting();
    const child = Array.from({ length: 40 }, (_, i) => (i + 1) * 10).find(
      (n) => citizenOf(own.world.chance, n).birth.slice(0, 4) === '2012',
    )!;
    const { birth } = citizenOf(own.world.chance, child);
    const fifteenth = `2027${birth.slice(4)}`;
    expect(alive(own, child)).toBe('card auth');
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] }, child)).toBe('too-young');
    own.clock.set(new Date(new Date(`${fifteenth}T00:00:00+09:00`).getTime() - 1));
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] }, child)).toBe('too-young');
    own.goTo(fifteenth);
    expect(alive(own, child)).toBe('card auth');
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] }, child)).toEqual(['+card sign']);
  });

  test('a record once made stays; a tester’s second reason changes nothing', () => {
    const own = setting();
    own.jlis.revoke('sign', citizenOf(own.world.chance, SOMEBODY), 'keyCompromise');
    own.clock.advance(1000);
    own.jlis.revoke('sign', citizenOf(own.world.chance, SOMEBODY), 'superseded');
    expect(own.newest('sign')!.lost).toEqual({
      at: new Date('2026-04-01T09:00:00+09:00'),
      reason: 'keyCompromise',
    });
  });
});

describe('the phone', () => {
  test('needs the card’s signing certificate; another phone ends the former', () => {
    const own = withPhone();
    expect(own.newest('sign', 'phone')!.notAfter).toEqual(own.newest('sign')!.notAfter);
    expect(short(own, { type: 'apply-phone', phone: 'b' })).toEqual([
      '+phone auth',
      '+phone sign',
      '-phone auth superseded',
      '-phone sign superseded',
    ]);
    own.jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: ['sign'] });
    expect(alive(own)).toBe('card auth, phone auth');
    expect(short(own, { type: 'apply-phone', phone: 'b' })).toBe('no-signing-certificate');
  });

  test('lost and resumed: authentication has effect again, signing is issued anew', () => {
    const own = withPhone();
    expect(short(own, { type: 'stop-phone' })).toEqual([
      '-phone auth certificateHold',
      '-phone sign certificateHold',
    ]);
    expect(short(own, { type: 'stop-phone' })).toBe('phone-stopped');
    expect(alive(own)).toBe('card auth, card sign');
    expect(short(own, { type: 'resume-phone' })).toEqual([
      '+phone sign',
      '-phone auth resumed',
      '-phone sign cessationOfOperation',
    ]);
    expect(alive(own)).toBe(BOTH);
    expect(short(own, { type: 'resume-phone' })).toBe('phone-not-stopped');
  });

  test('given up: ended; what the card’s end took cannot be resumed', () => {
    const own = withPhone();
    own.jlis.happen(SOMEBODY, { type: 'stop-phone' });
    own.jlis.happen(SOMEBODY, { type: 'reissue-card' });
    expect(short(own, { type: 'resume-phone' })).toBe('no-phone');
    expect(short(own, { type: 'give-up-phone' })).toBe('no-phone');
  });
});

describe('the batch at midnight', () => {
  test('a change is recorded with the next midnight in Japan; until then the certificate has effect', () => {
    const own = withPhone('2025-12-31', { revocationBatch: 'midnight' });
    expect(short(own, { type: 'move-within', address: '東京都見本市別町１' })).toEqual([]);
    expect(alive(own)).toBe(BOTH);
    own.goTo('2026-01-01T00:00:00+09:00');
    expect(alive(own)).toBe('card auth, phone auth');
    expect(own.newest('sign')!.lost!.at).toEqual(new Date('2026-01-01T00:00:00+09:00'));
  });

  test('whoever applies on the same day gets a new one, and the old ends at once', () => {
    const own = withPhone('2025-12-31', { revocationBatch: 'midnight' });
    const old = own.newest('sign')!;
    own.jlis.happen(SOMEBODY, { type: 'move-within', address: '東京都見本市別町１' });
    expect(short(own, { type: 'apply-certificates', kinds: ['sign'] })).toEqual(['+card sign', ...SIGN_ENDS]);
    own.goTo('2026-01-02');
    expect(alive(own)).toBe('card auth, card sign, phone auth');
    expect(own.jlis.certificate('sign', old.serial)!.lost!.reason).toBe('affiliationChanged');
  });
});

test('what is no event is refused with a code, and changes nothing', () => {
  const own = setting();
  const code = (event: unknown): string => {
    try {
      own.jlis.happen(SOMEBODY, event as DeskEventInput);
      return 'none';
    } catch (error) {
      return (error as UsageError).code;
    }
  };
  expect(code({ type: 'win-the-lottery' })).toBe('ERR_DESK_EVENT');
  expect(code({ type: 'move-within', address: '' })).toBe('ERR_DESK_EVENT');
  expect(code({ type: 'move-within', address: 'a\u0000' })).toBe('ERR_DESK_EVENT');
  expect(code({ type: 'die', now: true })).toBe('ERR_DESK_EVENT');
  expect(() => own.jlis.happen(0, { type: 'die' })).toThrow(/ERR_CITIZEN|citizen 0/);
  expect(alive(own)).toBe('card auth, card sign');
});

test('who is not born yet has no card, and nothing happens', () => {
  const world = createWorld({ seed: 1, founded: new Date('2016-01-01T00:00:00+09:00') });
  const jlis = createJlis(world);
  const unborn = Array.from({ length: 40 }, (_, i) => (i + 1) * 10).find(
    (n) => citizenOf(world.chance, n).birth > '2016-01-01',
  )!;
  expect(jlis.person(unborn).certificates).toEqual([]);
  expect(() => jlis.issueCard(citizenOf(world.chance, unborn))).toThrow(/born/);
});
