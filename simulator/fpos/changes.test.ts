/** The one press: what is shown, what a press sends and by which key, and where nothing is sent at all. */
import { describe, expect, test, vi } from 'vitest';
import { type ChangeOffer, changeSetOf, changeText } from '../profile/index.ts';
import { applicationSteps } from './application.ts';
import { changeSteps, decideChange, reportFacts } from './changes.ts';
import { said, surroundings } from './testing/credentials.ts';

const steps = { ...changeSteps, ...applicationSteps };
const CHANGE = '0c'.repeat(16);
const BANK = 'http://bank.test';
const OLD = { name: '見本　花子', address: '見本県試験市一丁目' };
const NEW = { address: '見本県架空市二丁目' };

const offer = (change: Partial<ChangeOffer> = {}): ChangeOffer => ({
  change: CHANGE,
  state: 'pushed',
  source: 'j-lis',
  asOf: '2026-03-31T00:00:00Z',
  expires: '2026-05-01T00:00:00Z',
  changeSet: changeSetOf(NEW),
  items: NEW,
  old: { address: OLD.address },
  ...change,
});

const json = (value: unknown): Response =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
const record = {
  customer: '01'.repeat(16),
  since: '2026-03-01T00:00:00Z',
  version: 3,
  facts: OLD,
  changes: [],
};

/** Bank and CA, of which the bank has this change on offer. */
const answering =
  (offered: ChangeOffer = offer(), known: object = { ...OLD, ...NEW }) =>
  (url: string): Response => {
    if (url === `${BANK}/changes/${CHANGE}`) return json(offered);
    if (url === `${BANK}/record` || url === `${BANK}/reports`) return json(record);
    if (url === 'http://ca.test/facts') return json({ items: known, asOf: '2026-03-31T00:00:00Z' });
    return json({ change: CHANGE, state: 'applied', opened: '2026-03-31T00:00:00Z' });
  };

/** A credential with two keys: the one that looks, and the one that presses. */
async function twoKeys(more: Parameters<typeof surroundings>[0]) {
  const all = await surroundings(more);
  const authentication = await all.certified();
  return { ...all, own: { ...all.own, authentication } };
}

describe('a change that the bank was told of', () => {
  test('old → new, source and date are shown once, and one press sends the digest of just that', async () => {
    const confirmChange = vi.fn(async () => 'confirm' as const);
    const { deps, own, sent } = await twoKeys({ ui: { confirmChange }, fetch: answering() });
    expect(await decideChange(steps, deps, own, BANK, CHANGE)).toBe('confirm');
    expect(confirmChange.mock.calls).toEqual([
      [changeText({ address: OLD.address }, NEW, '2026-03-31T00:00:00Z')],
    ]);
    const [look, press] = sent.map(({ body }) => said(body.jws));
    expect(sent.map(({ url }) => url)).toEqual([
      `${BANK}/changes/${CHANGE}`,
      `${BANK}/changes/${CHANGE}/confirmation`,
    ]);
    expect(look).toMatchObject({ by: own.authentication.keyId, payload: { purpose: 'change-request' } });
    expect(press).toEqual({
      by: own.keyId,
      payload: {
        purpose: 'change-confirmation',
        case: CHANGE,
        changeSet: changeSetOf(NEW),
        decision: 'confirm',
        at: '2026-04-01T00:00:00Z',
      },
    });
  });

  test('one key does both where there is one', async () => {
    const ui = { confirmChange: async () => 'decline' as const };
    const { deps, own, sent } = await surroundings({ ui, fetch: answering() });
    expect(await decideChange(steps, deps, own, BANK, CHANGE)).toBe('decline');
    expect(sent.map(({ body }) => said(body.jws).by)).toEqual([own.keyId, own.keyId]);
    expect(said(sent[1]!.body.jws).payload.decision).toBe('decline');
  });

  test.for([
    ['the user does nothing', { confirmChange: async () => undefined }],
    ['nobody could press', {}],
  ] as const)('%s: nothing is sent', async ([, ui]) => {
    const { deps, own, sent } = await surroundings({ ui, fetch: answering() });
    expect(await decideChange(steps, deps, own, BANK, CHANGE)).toBe('undecided');
    expect(sent).toHaveLength(1);
  });

  test.for([
    ['is over', { state: 'timed-out' as const }, 'change-over'],
    ['is another one', { change: 'ff'.repeat(16) }, 'change-over'],
    ['has another digest than its items', { changeSet: 'ee'.repeat(32) }, 'change-unreadable'],
  ] as const)('one that %s is not shown', async ([, change, code]) => {
    const confirmChange = vi.fn(async () => 'confirm' as const);
    const fetch = answering(offer(change));
    const { deps, own, sent } = await surroundings({ ui: { confirmChange }, fetch });
    await expect(decideChange(steps, deps, own, BANK, CHANGE)).rejects.toMatchObject({ code });
    expect(confirmChange).not.toHaveBeenCalled();
    expect(sent).toHaveLength(1);
  });
});

describe('a change that the person brings', () => {
  test('only what differs is shown, and by one press sent, onto the record beside which it was shown', async () => {
    const confirmChange = vi.fn(async () => 'confirm' as const);
    const { deps, own, sent } = await twoKeys({ ui: { confirmChange }, fetch: answering() });
    expect(await reportFacts(steps, deps, own, BANK)).toBe('confirm');
    expect(confirmChange.mock.calls).toEqual([[changeText(OLD, NEW, '2026-03-31T00:00:00Z')]]);
    expect(sent.map(({ url, body }) => [url, said(body.jws).by, said(body.jws).payload.purpose])).toEqual([
      [`${BANK}/record`, own.authentication.keyId, 'record-request'],
      ['http://ca.test/facts', own.authentication.keyId, 'own-facts'],
      [`${BANK}/reports`, own.keyId, 'facts-report'],
    ]);
    expect(said(sent[2]!.body.jws).payload).toMatchObject({
      onto: 3,
      items: NEW,
      changeSet: changeSetOf(NEW),
    });
  });

  test('where nothing differs nobody is asked', async () => {
    const confirmChange = vi.fn(async () => 'confirm' as const);
    const { deps, own, sent } = await surroundings({ ui: { confirmChange }, fetch: answering(offer(), OLD) });
    expect(await reportFacts(steps, deps, own, BANK)).toBe('unchanged');
    expect(confirmChange).not.toHaveBeenCalled();
    expect(sent).toHaveLength(2);
  });

  test.for(['decline', undefined] as const)('pressed: %s; nothing reaches the bank', async (pressed) => {
    const ui = { confirmChange: async () => pressed };
    const { deps, own, sent } = await surroundings({ ui, fetch: answering() });
    expect(await reportFacts(steps, deps, own, BANK)).toBe(pressed ?? 'undecided');
    expect(sent.map(({ url }) => url)).toEqual([`${BANK}/record`, 'http://ca.test/facts']);
  });
});

test('a push says that there is something, and only to the app that it is for', async () => {
  const push = { profile: 1, kind: 'change', appId: 'app', change: CHANGE } as const;
  const { deps, shown } = await surroundings();
  await steps.showPush(deps, push, 'app');
  expect(shown).toEqual([{ kind: 'push' }]);
  await expect(steps.showPush(deps, push, 'other')).rejects.toMatchObject({ code: 'push-not-for-this-app' });
});
