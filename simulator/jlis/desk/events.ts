/**
 * What can happen to a person at a municipality's desk, by telephone or in an app, as far as cards and certificates notice.
 * docs/jlis.md lists them with their effects, and those that are not here.
 */
import { z } from 'zod';
import { type CrlReason, crlReasons } from '../../pki/index.ts';
import { carrier, jpkiKind } from '../../profile/index.ts';

const day = z.iso.date().meta({ description: 'a day in Japan, YYYY-MM-DD' });
const birthday = z
  .string()
  .regex(/^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])$/, 'YYYY-MM-DD')
  .meta({ description: 'YYYY-MM-DD; 00 for a month or day that is not known' });
const text = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'without control characters');
const kinds = z
  .array(jpkiKind)
  .min(1)
  .max(2)
  .refine((list) => new Set(list).size === list.length, 'each kind once');
const kana = z.strictObject({ family: text, given: text, formerFamily: text.optional() });

// RFC 5280 5.3.1: removeFromCRL stands in delta CRLs only.
const reasons = Object.keys(crlReasons).filter((reason) => reason !== 'removeFromCRL') as [
  CrlReason,
  ...CrlReason[],
];

const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, ja: string, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape }).meta({ title: ja });

export const deskEvent = z.discriminatedUnion('type', [
  // The register.
  event('move-within', '転居', { address: text }),
  event('move-out', '転出届', { on: day.meta({ description: 'planned day of leaving' }) }),
  event('move-in', '転入届', {
    municipality: z.string().regex(/^\d{5}$/),
    address: text,
    movedOn: day.optional().meta({ description: 'default: today' }),
  }),
  event('go-abroad', '国外転出', { on: day, continueCard: z.boolean() }),
  event('change-name', '氏名の変更（婚姻、離婚、養子縁組等）', {
    family: text,
    given: z.string().max(200),
    kana: kana.optional(),
  }),
  event('former-name', '旧氏の記載・削除', {
    family: text.nullable(),
    kana: text.optional().meta({ description: 'its reading' }),
  }),
  event('alias', '通称の記載・削除', { alias: text.nullable() }),
  event('correct-kana', '振り仮名の記載・訂正', { kana, minor: z.boolean().default(false) }),
  event('minor-correction', '軽微な修正', {
    family: text.optional(),
    given: text.optional(),
    address: text.optional(),
  }),
  event('correct-gender', '性別の訂正', { gender: z.enum(['1', '2']) }),
  event('correct-birth', '生年月日の訂正', { birth: birthday }),
  event('extend-stay', '在留期間の更新', { until: day }),
  event('die', '死亡', {}),
  event('delete-entry', '職権消除', {}),
  // The card.
  event('continue-card', '継続利用', {}),
  event('update-card', '券面事項の更新', {}),
  event('lose-card', '一時停止（カードの紛失）', {}),
  event('find-card', '一時停止の解除（カードの発見）', {}),
  event('reissue-card', '再交付', {}),
  event('return-card', '返納', {}),
  event('reset-pin', '暗証番号の再設定', {
    pin: z.enum(['sign', 'auth', 'text', 'office']),
    value: z.string().min(4).max(16).optional().meta({ description: 'default: the initial one of the card' }),
  }),
  // Certificates of the card.
  event('apply-certificates', '発行申請', { kinds }),
  event('renew-certificates', '更新', {}),
  event('request-revocation', '失効申請', { kinds, carrier: carrier.default('card') }),
  event('report-compromise', '秘密鍵漏えい等の届出', { kinds, carrier: carrier.default('card') }),
  // Certificates of the phone.
  event('apply-phone', 'スマホ用電子証明書の発行申請', {
    phone: z.string().min(1).max(64).meta({ description: 'names the phone; another name is another phone' }),
    model: z.enum(['android', 'iphone']).default('android'),
  }),
  event('stop-phone', 'スマホ用電子証明書の一時停止', {}),
  event('resume-phone', 'スマホ用電子証明書の一時停止の解除', {}),
  event('give-up-phone', 'スマホ用電子証明書の失効', {}),
  // What only a tester does.
  event('revoke', '（試験用）失効の記録', {
    certificate: jpkiKind,
    carrier: carrier.default('card'),
    reason: z.enum(reasons).default('unspecified'),
  }),
]);

/** An event as it is handed in: what has a default may be left out. */
export type DeskEventInput = z.input<typeof deskEvent>;
export type DeskEvent = z.output<typeof deskEvent>;
export type DeskEventType = DeskEvent['type'];

export const DESK_EVENT_TYPES: readonly DeskEventType[] = deskEvent.options.map(
  (option) => option.shape.type.value,
);

/** Why an event cannot happen. Codes never change; CONTRIBUTING.md. */
export const DESK_REFUSALS = {
  'person-dead': 'the person is dead',
  'entry-deleted': 'the register entry was deleted',
  'not-born': 'the person is not born yet',
  'not-resident': 'the person lives in no municipality now',
  'not-leaving': 'no notice of leaving was given',
  'already-leaving': 'a notice of leaving was given already',
  'day-out-of-range': 'the day lies too far away, or on the wrong side of today',
  'municipality-unknown': 'no municipality has this code',
  'no-change': 'the register says so already',
  'only-japanese': 'for Japanese nationals only',
  'only-foreigners': 'for foreign residents only',
  'no-stay': 'the person has no period of stay',
  'stay-ended': 'the period of stay has ended',
  'no-card': 'the person has no card that can be used',
  'card-stopped': 'the card is stopped',
  'card-not-stopped': 'the card is not stopped',
  'card-not-continued': 'the card was not continued after the move',
  'nothing-to-continue': 'the card need not be continued',
  'certificate-alive': 'a living certificate of this kind is there',
  'too-young': 'too young for a signing certificate',
  'card-ends': 'the card ends too soon: a new certificate would not last longer',
  'renewal-too-early': 'renewal opens three months before the end',
  'nothing-to-renew': 'no living certificate is there to be renewed',
  'nothing-to-revoke': 'no certificate of this kind is there that still has, or may regain, effect',
  'no-signing-certificate': 'the card has no living signing certificate',
  'no-phone': 'no phone has living certificates',
  'phone-stopped': 'the certificates of the phone are stopped',
  'phone-not-stopped': 'the certificates of the phone are not stopped',
} as const;
export type DeskRefusalCode = keyof typeof DESK_REFUSALS;
