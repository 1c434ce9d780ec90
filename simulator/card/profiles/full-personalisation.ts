/** What makes a full card somebody's. */
import type { KeyObject } from 'node:crypto';
import type { CardHolder } from './holder.ts';
import type { JpkiPersonalisation } from './jpki-card.ts';

/** RSA keys of a full card. Those of `ISSUER_KEYS` belong to issuers and may serve many cards. */
export const CARD_KEYS = ['text', 'text session', 'surface', 'common', 'chip'] as const;
export const ISSUER_KEYS = ['cv issuer', 'text signer', 'surface signer', 'chip intermediate'] as const;
export type FullCardKey = (typeof CARD_KEYS)[number] | (typeof ISSUER_KEYS)[number];

/** PIN files of a full card whose counters may start lower. */
export type FullCardTries = {
  signPin?: number;
  authPin?: number;
  textPin?: number;
  textNumberA?: number;
  textNumberB?: number;
  birth?: number;
  surfaceNumberA?: number;
  surfaceNumberB?: number;
  commonPin?: number;
  jukiPin?: number;
};

export type FullPersonalisation = Omit<JpkiPersonalisation, 'triesLeft'> & {
  holder: CardHolder;
  /** The same key for the same name each time. */
  keys: (name: FullCardKey) => KeyObject;
  /** 券面事項入力補助用暗証番号. */
  textPin: string;
  /** 住民基本台帳用暗証番号: one for the holder, two PIN files on the card. */
  officePin: string;
  triesLeft?: FullCardTries;
};
