/** Transactions as a bank proposes them to an app; made by the rig, which can make bad ones too. */

import {
  canonicalContent,
  type PaymentContent,
  profileTime,
  type TransactionProposal,
} from '../../../simulator/profile/index.ts';
import { BANK_APP, BANK_ORIGIN } from '../../../simulator/relying-party/index.ts';
import type { Rig } from '../../runner/rig.ts';

const LIFE_MS = 10 * 60_000;

export const TRANSFER: PaymentContent = {
  template: 'transfer.1',
  payee: 'テスト商店 TEST',
  account: '9999-001-1234567',
  amountYen: 1_234_567,
};

export const proposalOver = (rig: Rig, template: string, content: Uint8Array): TransactionProposal => ({
  profile: 1,
  transaction: rig.world.chance.id(16),
  nonce: rig.world.chance.id(32),
  appId: BANK_APP,
  origin: BANK_ORIGIN,
  template,
  content: Buffer.from(content).toString('base64'),
  expires: profileTime(new Date(rig.world.clock.now().getTime() + LIFE_MS)),
});

export const proposal = (rig: Rig, content: PaymentContent = TRANSFER): TransactionProposal =>
  proposalOver(rig, content.template, canonicalContent(content));

/** JSON as it is, canonical or not. */
export const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');
