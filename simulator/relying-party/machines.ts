/** The life of what the bank keeps, as tables; `step` is the only way from one state to another. */
import { type Machine, nextState } from '../profile/index.ts';

export const BANK_MACHINES = {
  payment: {
    says: '取引 — payment',
    start: 'proposed',
    ends: ['executed', 'rejected', 'expired'],
    edges: {
      proposed: {
        verify: { to: 'verified', guard: 'signed-by-the-customer' },
        reject: { to: 'rejected' },
        expire: { to: 'expired' },
      },
      verified: { execute: { to: 'executed' } },
    },
    refusals: { expired: 'transaction-expired', '*': 'transaction-closed' },
  },
  change: {
    says: '届出事項の変更 — change of what is on record',
    start: 'open',
    ends: ['applied', 'declined', 'timed-out', 'overtaken'],
    edges: {
      open: {
        push: { to: 'pushed' },
        confirm: { to: 'confirmed', guard: 'pressed-by-the-customer' },
        decline: { to: 'declined' },
        'time-out': { to: 'timed-out' },
        overtake: { to: 'overtaken', guard: 'newer-change' },
      },
      pushed: {
        confirm: { to: 'confirmed', guard: 'pressed-by-the-customer' },
        decline: { to: 'declined' },
        'time-out': { to: 'timed-out' },
        overtake: { to: 'overtaken', guard: 'newer-change' },
      },
      confirmed: { apply: { to: 'applied' } },
    },
    refusals: { 'timed-out': 'change-expired', overtaken: 'change-overtaken', '*': 'change-closed' },
  },
} as const satisfies Record<string, Machine>;

type Machines = typeof BANK_MACHINES;
export type BankMachine = keyof Machines;
type Edges<M extends BankMachine> = Machines[M]['edges'];
export type BankState<M extends BankMachine> = (keyof Edges<M> & string) | Machines[M]['ends'][number];
export type BankEvent<M extends BankMachine> = { [S in keyof Edges<M>]: keyof Edges<M>[S] }[keyof Edges<M>] &
  string;
export type PaymentState = BankState<'payment'>;

export const step = <M extends BankMachine>(
  name: M,
  state: BankState<M>,
  event: BankEvent<M>,
  ground?: string,
): BankState<M> => nextState(name, BANK_MACHINES[name], state, event, ground) as BankState<M>;
