import { describe, expect, test } from 'vitest';
import { certs, fullKey, holder, testCard } from '../test-card.ts';
import { type CardProfileSource, loadProfile, profileCard, profileIds } from './profile.ts';

const key = testCard().applications[0]!.files.flatMap((file) => (file.kind === 'key' ? [file.key] : []))[0]!;
const person = { ...certs, signKey: key, authKey: key, holder, keys: fullKey };

test('the file of a profile has its name, and the default comes first', () => {
  expect(profileIds[0]).toBe('default');
  expect(profileIds.map((id) => loadProfile(id).id)).toEqual(profileIds);
  expect(profileIds.length).toBeGreaterThanOrEqual(25);
});

test.each(profileIds)('%s makes a card', (id) => {
  expect(profileCard(loadProfile(id), person).applications[0]!.name).toBe('公的個人認証AP');
});

test('a profile of one’s own', () => {
  const own = loadProfile({
    id: 'mine',
    title: { en: 'Mine', ja: '自作' },
    ground: 'me',
    confidence: 'assumed',
    pins: { authPin: '0000' },
    triesLeft: { authPin: 1 },
    knobs: { blockedVerifySw: '6983', birthKeyTries: 3 },
  });
  const card = profileCard(own, person);
  expect(card.knobs).toMatchObject({ blockedVerifySw: 0x6983, birthKeyTries: 3, certEfSize: 3808 });
  const pin = card.applications[0]!.files.find(({ name }) => name === 'IEF.AUTH_PIN');
  expect(pin).toMatchObject({ triesLeft: 1, value: new TextEncoder().encode('0000') });
});

describe('what is no profile', () => {
  const good = { id: 'a', title: { en: 'A', ja: 'ア' }, ground: 'g', confidence: 'assumed' } as const;
  test.each<[RegExp, object]>([
    [/^card profile: id: must be lower-case words/, { ...good, id: 'A b' }],
    [/title\.ja: /, { ...good, title: { en: 'A' } }],
    [/confidence: /, { ...good, confidence: 'sure' }],
    [/knobs\.blockedQuerySw: must be four upper-case/, { ...good, knobs: { blockedQuerySw: '63c0' } }],
    [/knobs: .*speed/, { ...good, knobs: { speed: 1 } }],
    [/knobs\.certEfSize: /, { ...good, knobs: { certEfSize: -1 } }],
    [/triesLeft\.signPin: /, { ...good, triesLeft: { signPin: 1.5 } }],
    [/holder\.birth: /, { ...good, holder: { birth: '1.1.1990' } }],
    [/top level: .*color/, { ...good, color: 'red' }],
  ])('the field is named: %s', (message, source) => {
    expect(() => loadProfile(source as CardProfileSource)).toThrow(
      expect.objectContaining({ code: 'ERR_CARD_PROFILE_SCHEMA', message: expect.stringMatching(message) }),
    );
  });

  test('an unknown id names the known ones', () => {
    for (const id of ['nope', '../package', 'profile']) {
      expect(() => loadProfile(id)).toThrow(
        expect.objectContaining({ code: 'ERR_CARD_PROFILE', hint: expect.stringContaining('default, ') }),
      );
    }
  });
});
