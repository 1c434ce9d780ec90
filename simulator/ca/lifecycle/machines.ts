/**
 * The life of everything the CA keeps, as tables: (state, event) → state, with the guard that must hold.
 *
 * What stands in no table cannot happen: `transition` is the only way from one state to another. The states are those
 * that can be told apart at the CA's own door; what happens inside the phone (terms shown, key made, card signed) arrives
 * in one message, so `offered` covers it.
 */
import type { Machine } from '../../profile/index.ts';

/** From every state of an application before its certificate exists. */
const SIDE_EXITS = {
  refuse: { to: 'refused' },
  expire: { to: 'expired' },
  cancel: { to: 'cancelled' },
} as const;

export const MACHINES = {
  application: {
    says: '申込み — application',
    start: 'offered',
    ends: ['accepted', 'refused', 'expired', 'cancelled'],
    edges: {
      offered: {
        verify: { to: 'verified', guard: 'person-proved' },
        inspect: { to: 'inspecting', guard: 'person-proved' },
        ...SIDE_EXITS,
      },
      inspecting: { approve: { to: 'verified', guard: 'inspected' }, ...SIDE_EXITS },
      verified: {
        issue: { to: 'issued', guard: 'key-proved' },
        'send-code': { to: 'code-sent', guard: 'code-made' },
        'ask-second-tap': { to: 'second-tap' },
        ...SIDE_EXITS,
      },
      'second-tap': { 'send-code': { to: 'code-sent', guard: 'code-made' }, ...SIDE_EXITS },
      'code-sent': { 'use-code': { to: 'code-used', guard: 'code-right' }, ...SIDE_EXITS },
      'code-used': { issue: { to: 'issued', guard: 'key-proved' }, ...SIDE_EXITS },
      issued: { accept: { to: 'accepted', guard: 'receipt-by-new-key' }, expire: { to: 'expired' } },
    },
    refusals: { expired: 'application-expired', '*': 'application-replayed' },
  },
  certificate: {
    says: '電子証明書 — certificate',
    start: 'pending',
    ends: ['revoked', 'expired'],
    edges: {
      pending: {
        activate: { to: 'valid', guard: 'accepted' },
        revoke: { to: 'revoked', guard: 'ground' },
        expire: { to: 'expired', guard: 'past-its-end' },
      },
      // There is no hold: what is revoked stays revoked.
      valid: {
        revoke: { to: 'revoked', guard: 'ground' },
        expire: { to: 'expired', guard: 'past-its-end' },
      },
    },
    refusals: { '*': 'certificate-ended' },
  },
  device: {
    says: '端末との結び付き — device binding',
    start: 'none',
    ends: ['replaced', 'removed'],
    edges: {
      none: { bind: { to: 'bound', guard: 'accepted' } },
      bound: {
        replace: { to: 'replaced', guard: 'card-or-key-proved' },
        remove: { to: 'removed', guard: 'ground' },
      },
    },
    refusals: { '*': 'certificate-ended' },
  },
  consent: {
    says: '基本4情報の提供同意 — consent to the latest four items',
    start: 'received',
    ends: ['withdrawn', 'expired', 'stopped', 'rejected'],
    edges: {
      received: {
        record: { to: 'active', guard: 'recorded-by-j-lis' },
        reject: { to: 'rejected', guard: 'refused-by-j-lis' },
        withdraw: { to: 'withdrawn', guard: 'signed-by-the-person' },
      },
      active: {
        withdraw: { to: 'withdrawn', guard: 'signed-by-the-person' },
        expire: { to: 'expired', guard: 'ten-years-over' },
        stop: { to: 'stopped', guard: 'service-ended' },
      },
    },
    refusals: { withdrawn: 'consent-withdrawn', '*': 'consent-ended' },
  },
  anchor: {
    says: 'トラストアンカー（署名用電子証明書） — the JPKI certificate known to the CA',
    start: 'live',
    ends: ['relinked', 'lost'],
    edges: {
      live: { die: { to: 'dead', guard: 'revoked-or-expired' } },
      dead: {
        relink: { to: 'relinked', guard: 'told-by-j-lis' },
        wait: { to: 'waiting', guard: 'no-new-certificate' },
        lose: { to: 'lost', guard: 'consent-ended' },
      },
      waiting: {
        relink: { to: 'relinked', guard: 'told-by-j-lis' },
        lose: { to: 'lost', guard: 'consent-ended' },
      },
    },
    refusals: { '*': 'anchor-ended' },
  },
  'attribute-case': {
    says: '届出事項の変更 — change of attributes at one relying party',
    start: 'open',
    ends: ['applied', 'declined', 'timed-out', 'overtaken'],
    edges: {
      open: {
        fetch: { to: 'pushed' },
        decline: { to: 'declined' },
        'time-out': { to: 'timed-out' },
        overtake: { to: 'overtaken', guard: 'newer-change' },
      },
      pushed: {
        confirm: { to: 'confirmed', guard: 'confirmed-by-the-person' },
        decline: { to: 'declined' },
        'time-out': { to: 'timed-out' },
        overtake: { to: 'overtaken', guard: 'newer-change' },
      },
      confirmed: { apply: { to: 'applied' } },
    },
    refusals: { '*': 'case-closed' },
  },
} as const satisfies Record<string, Machine>;

export type MachineName = keyof typeof MACHINES;
type Edges<M extends MachineName> = (typeof MACHINES)[M]['edges'];
export type StateOf<M extends MachineName> = (keyof Edges<M> & string) | (typeof MACHINES)[M]['ends'][number];
export type EventOf<M extends MachineName> = { [S in keyof Edges<M>]: keyof Edges<M>[S] }[keyof Edges<M>] &
  string;
