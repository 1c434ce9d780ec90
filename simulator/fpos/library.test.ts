import { describe, expect, test } from 'vitest';
import { type CardChannel, fromHex } from '../apdu/index.ts';
import type { Notice, UserInterface } from './deps.ts';
import { createLibrary, explain, LIBRARY_CODES, softwareKeyStore } from './index.ts';

const offer = {
  profile: 1,
  application: '00'.repeat(16),
  nonce: '11'.repeat(32),
  route: 'key-in-application',
  expires: '2026-04-01T00:10:00Z',
  terms: [{ name: 'terms', version: '1', sha256: 'a'.repeat(64), text: 'TEST' }],
};

const noCard: CardChannel = {
  connect: () => Promise.reject(new Error('no card')),
  transmit: () => Promise.reject(new Error('no card')),
  reset: () => Promise.reject(new Error('no card')),
  disconnect: async () => {},
};

/** A card that answers with these status words, one after the other. */
function scripted(...answers: readonly string[]): { card: CardChannel; sent: string[] } {
  const left = [...answers];
  const sent: string[] = [];
  const card: CardChannel = {
    connect: async () => ({ atr: fromHex('3B00') }),
    transmit: async (capdu) => {
      sent.push(Buffer.from(capdu).toString('hex').toUpperCase());
      const next = left.shift();
      if (next === undefined) throw new Error('removed');
      return fromHex(next);
    },
    reset: async () => ({ atr: fromHex('3B00') }),
    disconnect: async () => {},
  };
  return { card, sent };
}

function library(
  answer: () => Response | Promise<Response>,
  more: { card?: CardChannel; ui?: Partial<UserInterface> } = {},
) {
  const shown: Notice[] = [];
  const ui: UserInterface = {
    agree: async () => true,
    signPin: async () => 'abc123',
    riskLastTry: async () => true,
    approve: async () => true,
    show: async (notice) => void shown.push(notice),
    ...more.ui,
  };
  const fpos = createLibrary({
    card: more.card ?? noCard,
    fetch: async () => answer(),
    ui,
    keyStore: softwareKeyStore(() => new Uint8Array(32).fill(1)),
    now: () => new Date('2026-04-01T00:00:00Z'),
    id: (n) => '00'.repeat(n),
    caAnchors: [],
  });
  const enrol = () => fpos.enrol({ appId: 'app', ca: 'http://ca.test' });
  return { fpos, enrol, shown };
}

const json =
  (value: unknown, status = 200, type = 'application/json') =>
  () =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': type } });

describe('every way to stop has a code, and the user is told', () => {
  const goodTerms = {
    ...offer,
    terms: [
      { ...offer.terms[0], sha256: '94ee059335e587e501cc4bf90613e0814f00a7b08bc7c648fd865a2af6a22cc2' },
    ],
  };

  test.for([
    ['the network is away', () => Promise.reject(new TypeError('fetch failed')), 'ca-unreachable'],
    ['not JSON', () => new Response('<html>'), 'ca-answer-malformed'],
    ['another shape', json({ hello: 1 }), 'ca-answer-malformed'],
    ['a failure without a problem document', json({}, 500), 'ca-answer-malformed'],
    [
      'a refusal of the CA',
      json(
        { type: 'x', title: 'no', status: 410, code: 'application-expired' },
        410,
        'application/problem+json',
      ),
      'application-expired',
    ],
    ['documents that are not what their digests name', json(offer), 'terms-changed'],
    ['no card', json(goodTerms), 'card-removed'],
  ] as const)('%s', async ([, answer, code]) => {
    const { enrol, shown } = library(answer);
    expect(await enrol()).toMatchObject({ state: 'refused', code });
    expect(shown.at(-1)).toEqual({ kind: 'refused', code });
  });

  test('the user does not agree, or enters no password', async () => {
    for (const ui of [{ agree: async () => false }, { signPin: async () => undefined }])
      expect(await library(json(goodTerms), { ui }).enrol()).toMatchObject({
        state: 'refused',
        code: 'cancelled',
      });
  });

  test.for([
    ['no JPKI application', ['6A82'], 'card-unsuitable', 0],
    ['no try left: no VERIFY is sent', ['9000', '9000', '63C0'], 'pin-blocked', 0],
    ['a query that tells nothing counts as none left', ['9000', '9000', '6983'], 'pin-blocked', 0],
    ['wrong PIN', ['9000', '9000', '63C5', '9000', '63C4'], 'pin-wrong', 1],
    ['the last wrong PIN', ['9000', '9000', '63C1', '9000', '63C0'], 'pin-blocked', 1],
    ['the last try is not risked unasked', ['9000', '9000', '63C1'], 'cancelled', 0, false],
    ['the card leaves the field', ['9000', '9000', '63C5', '9000', '9000'], 'card-removed', 1],
    ['one byte instead of a status word', ['9000', '9000', '90'], 'card-removed', 0],
    [
      'a file that holds no certificate',
      ['9000', '9000', '63C5', '9000', '9000', '9000', 'FFFF9000'],
      'card-unsuitable',
      1,
    ],
    [
      'a file that ends early',
      ['9000', '9000', '63C5', '9000', '9000', '9000', '308206D19000', '6B00'],
      'card-unsuitable',
      1,
    ],
  ] as const)('%s', async ([, answers, code, verifies, risks = true]) => {
    const { card, sent } = scripted(...answers);
    const ui = { riskLastTry: async () => risks };
    expect(await library(json(goodTerms), { card, ui }).enrol()).toMatchObject({ state: 'refused', code });
    expect(sent.filter((capdu) => capdu.startsWith('00200080') && capdu.length > 10)).toHaveLength(verifies);
  });

  test('the password is folded to upper case, as the card holds it', async () => {
    const { card, sent } = scripted('9000', '9000', '63C5', '9000', '63C4');
    await library(json(goodTerms), { card }).enrol();
    expect(sent.at(-1)).toBe(`0020008006${Buffer.from('ABC123').toString('hex').toUpperCase()}`);
  });
});

test('every code is explained in both languages; one that nobody knows is shown as it is', () => {
  for (const code of [...Object.keys(LIBRARY_CODES), 'jpki-revoked']) {
    const { en, ja } = explain(code);
    expect([code, en]).toEqual([code, expect.stringMatching(/^[A-Z].*\.$/)]);
    expect([code, ja]).toEqual([code, expect.stringMatching(/。$/)]);
  }
  expect(explain('no-such-code').en).toContain('no-such-code');
});

test('no log-in without a certificate', async () => {
  const challenge = {
    profile: 1,
    challenge: '00'.repeat(16),
    nonce: '00'.repeat(32),
    appId: 'app',
    origin: 'https://a.test',
    expires: '2026-04-01T00:00:00Z',
  } as const;
  const { fpos } = library(json({}));
  expect(await fpos.login(challenge, { appId: 'app', origin: 'https://a.test' })).toMatchObject({
    state: 'refused',
    code: 'no-certificate',
  });
});
