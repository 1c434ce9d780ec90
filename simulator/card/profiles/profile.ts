/**
 * Kinds of cards as data: each file `*.json` of this folder is one. A new card is a new file; nothing else is touched.
 *
 * A profile says how a card differs from the default one. Whose card it is comes from the citizen and from J-LIS.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import type { CardData } from '../card-data.ts';
import { firstIssue, knobChanges } from '../codecs.ts';
import type { CardKnobs } from '../knobs.ts';
import { defaultFullPins, fullCard } from './full-card.ts';
import type { FullPersonalisation } from './full-personalisation.ts';
import { defaultPins, jpkiCard } from './jpki-card.ts';

const tries = z.int().min(0).max(10).optional();
const text = (length: number) => z.string().max(length).optional();
const certificate = z.enum(['valid', 'expired', 'none']);

const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
  title: z.strictObject({ en: z.string().min(1), ja: z.string().min(1) }),
  /** Where the differences are known from. */
  ground: z.string().min(1),
  /** `observed` on real cards, or `assumed`. */
  confidence: z.enum(['observed', 'assumed']),
  /** The whole card, or the JPKI-AP alone. */
  applications: z.enum(['all', 'jpki']).default('all'),
  /** What holds the certificates: マイナンバーカード, or 移動端末設備, whose certificates have a policy of their own. */
  carrier: z.enum(['card', 'phone']).default('card'),
  /** Of the two JPKI key pairs. */
  algorithm: z.enum(['rsa-2048', 'ecdsa-p384']).default('rsa-2048'),
  /** The plastic itself. */
  card: z.enum(['valid', 'expired']).default('valid'),
  certificates: z
    .strictObject({ sign: certificate.default('valid'), auth: certificate.default('valid') })
    .prefault({}),
  /** In place of the citizen's own. */
  holder: z
    .strictObject({
      birth: z.iso.date().optional(),
      gender: z.enum(['1', '2']).optional(),
      birthYear: z.enum(['era', 'gregorian']).optional(),
      /** セキュリティコード, printed on the face; drawn for each card if not given. */
      securityCode: z
        .string()
        .regex(/^\d{4}$/, 'must be four digits')
        .optional(),
    })
    .prefault({}),
  pins: z
    .strictObject({
      signPin: z.string().default(defaultPins.signPin),
      authPin: z.string().default(defaultPins.authPin),
      textPin: z.string().default(defaultFullPins.textPin),
      officePin: z.string().default(defaultFullPins.officePin),
    })
    .prefault({}),
  triesLeft: z
    .strictObject({
      signPin: tries,
      authPin: tries,
      textPin: tries,
      textNumberA: tries,
      textNumberB: tries,
      birth: tries,
      surfaceNumberA: tries,
      surfaceNumberB: tries,
      commonPin: tries,
      jukiPin: tries,
    })
    .prefault({}),
  tokenInfo: z
    .strictObject({
      manufacturerId: text(32),
      model: text(16),
      hardwareVersion: text(2),
      firmwareVersion: text(2),
    })
    .prefault({}),
  knobs: knobChanges.prefault({}),
});

/** A kind of card. */
export type CardProfile = z.output<typeof profileSchema>;
/** The same as written in a file: what is left out is as on the default card. */
export type CardProfileSource = z.input<typeof profileSchema>;

const FOLDER = import.meta.dirname;
const SUFFIX = '.json';

/** Ids of the shipped profiles: `default` first, then by name. */
export const profileIds: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort((a, b) => Number(b === 'default') - Number(a === 'default') || (a < b ? -1 : 1));

function readShipped(id: string): unknown {
  if (!profileIds.includes(id)) {
    throw new UsageError('ERR_CARD_PROFILE', `no card profile ${JSON.stringify(id)}`, {
      hint: `One of ${profileIds.join(', ')}.`,
    });
  }
  return JSON.parse(readFileSync(join(FOLDER, id + SUFFIX), 'utf8'));
}

/**
 * A shipped profile by id, or one of your own as an object.
 *
 * @throws UsageError ERR_CARD_PROFILE (no such id) or ERR_CARD_PROFILE_SCHEMA (with the path of the wrong field)
 */
export function loadProfile(source: string | CardProfileSource): CardProfile {
  const parsed = profileSchema.safeParse(typeof source === 'string' ? readShipped(source) : source);
  if (!parsed.success) {
    const which = typeof source === 'string' ? source : 'card profile';
    throw new UsageError('ERR_CARD_PROFILE_SCHEMA', `${which}: ${firstIssue(parsed.error)}`);
  }
  return parsed.data;
}

/** What J-LIS and the municipality add to a profile. */
export type ProfilePersonalisation = Omit<
  FullPersonalisation,
  'signPin' | 'authPin' | 'textPin' | 'officePin' | 'triesLeft' | 'knobs' | 'tokenInfo'
>;

/** Without the fields that are undefined. */
const given = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** A card of this kind. @throws UsageError as `fullCard` */
export function profileCard(profile: CardProfile, person: ProfilePersonalisation): CardData {
  const whole: FullPersonalisation = {
    ...person,
    ...profile.pins,
    triesLeft: given(profile.triesLeft),
    tokenInfo: given(profile.tokenInfo),
    knobs: given(profile.knobs) as Partial<CardKnobs>,
  };
  return profile.applications === 'all' ? fullCard(whole) : jpkiCard(whole);
}
