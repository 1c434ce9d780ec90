/** Transactions: what is refused before anybody is asked, what the user sees, and what is signed. */
import { describe, expect, test, vi } from 'vitest';
import {
  canonicalContent,
  digestsOf,
  type PaymentContent,
  shownText,
  type TransactionProposal,
} from '../profile/index.ts';
import { answerTransaction, signingSteps } from './signing.ts';
import { said, surroundings } from './testing/credentials.ts';

const CONTENT: PaymentContent = {
  template: 'transfer.1',
  payee: 'テスト商店 TEST',
  account: '9999-001-1234567',
  amountYen: 1_234_567,
};
const HERE = { appId: 'app', origin: 'https://bank.test' };
const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const proposal = (change: Partial<TransactionProposal> = {}): TransactionProposal => ({
  profile: 1,
  transaction: '01'.repeat(16),
  nonce: '02'.repeat(32),
  ...HERE,
  template: 'transfer.1',
  content: base64(canonicalContent(CONTENT)),
  expires: '2026-04-01T00:10:00Z',
  ...change,
});

test('the text of the template is shown, and its digest is what is signed', async () => {
  const approve = vi.fn(async () => true);
  const { deps, own } = await surroundings({ ui: { approve } });
  const { by, payload } = said(await answerTransaction(signingSteps, deps, own, proposal(), HERE));
  expect(approve.mock.calls).toEqual([[shownText('transfer.1', CONTENT)]]);
  expect(by).toBe(own.keyId);
  expect(payload).toEqual({
    purpose: 'transaction',
    transaction: '01'.repeat(16),
    nonce: '02'.repeat(32),
    ...HERE,
    template: 'transfer.1',
    ...digestsOf(CONTENT),
    at: '2026-04-01T00:00:00Z',
  });
});

describe('not signed, and the user is not even asked', () => {
  const content = (value: unknown) => ({ content: base64(JSON.stringify(value)) });
  test.for([
    ['proposed to another app', { appId: 'other' }, 'transaction-not-for-this-app'],
    ['proposed at another origin', { origin: 'https://bank.example' }, 'transaction-not-for-this-app'],
    ['past its expiry', { expires: '2026-03-31T23:59:59Z' }, 'transaction-expired'],
    ['of an unknown template', { template: 'transfer.9' }, 'transaction-unreadable'],
    ['of another template than it says', { template: 'monthly-transfer.1' }, 'transaction-unreadable'],
    ['not JSON', { content: base64('{') }, 'transaction-unreadable'],
    ['with a member that no text shows', content({ ...CONTENT, fee: 1 }), 'transaction-unreadable'],
    [
      'members in another order',
      content({ payee: CONTENT.payee, template: CONTENT.template, account: CONTENT.account, amountYen: 1 }),
      'transaction-unreadable',
    ],
    ['a second line in a name', content({ ...CONTENT, payee: 'A\nB' }), 'transaction-unreadable'],
    ['part of a yen', content({ ...CONTENT, amountYen: 0.5 }), 'transaction-unreadable'],
  ] as const)('%s', async ([, change, code]) => {
    const approve = vi.fn(async () => true);
    const { deps, own } = await surroundings({ ui: { approve } });
    await expect(answerTransaction(signingSteps, deps, own, proposal(change), HERE)).rejects.toMatchObject({
      code,
    });
    expect(approve).not.toHaveBeenCalled();
  });
});

test('a proposal may be signed up to the second in which it expires', async () => {
  const { deps, own } = await surroundings({ ui: { approve: async () => true } });
  const last = proposal({ expires: '2026-04-01T00:00:00Z' });
  expect(said(await answerTransaction(signingSteps, deps, own, last, HERE)).by).toBe(own.keyId);
});

test('without a yes of the user nothing is signed: declined, or nobody there who could approve', async () => {
  for (const ui of [{ approve: async () => false }, {}]) {
    const { deps, own } = await surroundings({ ui });
    const sign = vi.spyOn(deps.keyStore, 'sign');
    await expect(answerTransaction(signingSteps, deps, own, proposal(), HERE)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(sign).not.toHaveBeenCalled();
  }
});
