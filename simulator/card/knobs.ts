/**
 * What is not settled about the real card, or differs between cards: one record, one field per question.
 * The defaults make the card that most public clients were written against.
 */
import type { KeyObject } from 'node:crypto';
import type { StatusWord } from '../apdu/index.ts';
import type { signPinFormats } from './pin-format.ts';
import type { AtrPersona } from './profiles/atrs.ts';

/** Short names of the applications: 公的個人認証, 入力補助, 確認, 住基, 共通. */
export type ApplicationId = 'jpki' | 'text' | 'surface' | 'juki' | 'common';

export type CardKnobs = {
  /**
   * Milliseconds a command takes. A real signature takes some hundreds (Android clients raise their time limit for it);
   * none by default. Kept by the reader (`slowChip`), for a card itself knows no time.
   */
  readonly latencyMs: { readonly signature: number; readonly other: number };

  // How the card is made (read by profiles/).

  /** Answer to reset. Five contact and four contactless ones are seen on real cards (OpenSC, Windows minidriver list). */
  readonly atrPersona: AtrPersona;
  /** Physical bytes of EF 0001 and EF 000A. Observed on one card: 3808. */
  readonly certEfSize: number;
  /** Byte behind the content of a file. Observed: FF, on some files 00. */
  readonly filler: number;
  /** A certificate that was never issued. Assumed: a file of filler; a card without a holder's certificate would settle it. */
  readonly missingCertStyle: 'filler' | 'absent';
  /** EF 0005, which one client names and no one has described. Assumed absent. */
  readonly unknownEfs: 'absent' | 'protected';
  /** Label of EF 0006. Known: JPKIAPICCTOKEN2 (card), JPKIAPGPSETOKEN (Android), JPKIAPIOSTOKEN (iPhone), JPKIAPICCTOKEN (住基カード). */
  readonly tokenLabel: string;
  /** EF 000A wants its PIN first. Observed on an Android phone; free on the plastic card. */
  readonly authCertRead: 'free' | 'pin';
  /** What the signing password may be: the card may check letters and digits (`mixed`), the alphabet, or the length. Assumed. */
  readonly signPinPolicy: keyof typeof signPinFormats;
  /** Order in which partial names find the applications. Assumed: that of the published tables. */
  readonly applicationOrder: readonly ApplicationId[];
  /** Who opens EF 0003 of the 入力補助AP. The one source contradicts itself; assumed: any of PIN, A and B. */
  readonly textIntegrityAccess: 'pin-a-b' | 'pin-a';
  /** Length octets of records longer than 127 bytes. Not observed; assumed shortest. `two-octets` is 82 hh ll. */
  readonly lengthForm: 'minimal' | 'two-octets';
  /** Tries of the 生年月日 key. Unknown; assumed 10. `unlimited` answers 6300 and never blocks. */
  readonly birthKeyTries: number | 'unlimited';
  /** Leading digit of the key ids in card-verifiable certificates. Observed: 5 in production, 6 on test cards. */
  readonly cvRange: '6' | '5';
  /** GET DATA 7F21. Observed: missing on some cards (6A88). */
  readonly cvObject: 'present' | 'absent';

  // How the card behaves (read by commands/ and policies/).

  /** The first command after power-on is answered 6F00 once. Observed on one card; off. */
  readonly firstCommand6f00: boolean;
  /** Extended length fields; false answers them 6700. Observed: accepted. */
  readonly extendedLength: boolean;
  /** Bytes that are no C-APDU on an unknown class: 6E00 comes before 6700, or after it. Assumed the former. */
  readonly checkOrder: 'class-first' | 'length-first';
  /** Command chaining (CLA bit 5). Announced by one contact ATR, used by no client; assumed refused (6884). */
  readonly chaining: 'refused' | 'supported';
  /** GET DATA 5F51 (the contact ATR). Observed at power-up level on some cards, with an application on others. */
  readonly atrObject: 'power-up' | 'application';
  /** READ RECORD from n to the last. Observed; some cards answer 6A81. */
  readonly recordsToLast: boolean;
  /** 80 A2: the public key of a private terminal CA, or no terminal is accepted. Assumed for want of the real key. */
  readonly terminalAuth: 'refuse' | KeyObject;
  /** 80 FC 00 00. Observed: 6700 on the plastic card, the end of the session on an iPhone. */
  readonly endOfSession: 'refused' | 'ends';
  /** Form of an ECDSA signature of the card to come. Assumed: r ‖ s. */
  readonly ecdsaForm: 'plain' | 'der';
  /** Answer of SELECT AP with P2=00. What a real card sends is not published; assumed 6F{84 AID}. */
  readonly fci: 'aid' | 'empty' | Uint8Array;
  /** SELECT by a shorter prefix of an AID. Announced in the historical bytes of a contact ATR (3 1:C1). */
  readonly aidPrefixSelect: boolean;
  /** A SELECT that fails leaves application and EF as they were. ISO practice; false forgets the current EF. */
  readonly selectFailKeepsState: boolean;
  /** SELECT of the application that is already current. Contradictory: OpenSC logs out this way, pyjpki works only with keep. */
  readonly reselectSameAp: 'clear' | 'keep';
  /** A warm reset ends the session. Observed on one card: it does not; the default is the safe side. */
  readonly warmResetClears: boolean;
  /** VERIFY with data on a blocked PIN. 6984 by four clients and the JICSAP table; some clients expect 6983. */
  readonly blockedVerifySw: StatusWord;
  /** VERIFY without data on a blocked PIN. Observed 63C0; OpenSC cannot bind a card that answers anything but 63Cx. */
  readonly blockedQuerySw: StatusWord;
  /** VERIFY without data on a verified PIN. Observed 63Cx (OpenSC pull request 959); some cards are said to answer 9000. */
  readonly queryAfterOk: 'tries' | 'success';
  /** VERIFY without data but with Le (five bytes). Observed 6700; 'tries' answers it like the four-byte form. */
  readonly query5Byte: 'wrong-length' | 'tries';
  /** A wrong VERIFY ends the verified state of that PIN. ISO practice, assumed. */
  readonly failClearsStatus: boolean;
  /** A value of 1 to 16 bytes but the wrong length costs a try. Assumed; false answers 6700 and costs nothing. */
  readonly badLengthCounts: boolean;
  /** READ BINARY with fewer bytes left than Le. Observed 9000; ISO would allow 6282. */
  readonly readShortSw: StatusWord;
  /** READ BINARY at or behind the end. 6B00 by the JICSAP specification 7.3.1. */
  readonly readPastEndSw: StatusWord;
  /** A signature input of a length the mode does not take. Observed 6985 or 6700. */
  readonly signLengthSw: StatusWord;
  /** A new PIN of the wrong length or alphabet. Assumed 6A80. */
  readonly pinFormatSw: StatusWord;
};

/** The reference card. */
export const defaultKnobs: CardKnobs = {
  latencyMs: { signature: 0, other: 0 },
  atrPersona: '01',
  certEfSize: 3808,
  filler: 0xff,
  missingCertStyle: 'filler',
  unknownEfs: 'absent',
  tokenLabel: 'JPKIAPICCTOKEN2',
  authCertRead: 'free',
  signPinPolicy: 'alphabet',
  applicationOrder: ['jpki', 'text', 'surface', 'juki', 'common'],
  textIntegrityAccess: 'pin-a-b',
  lengthForm: 'minimal',
  birthKeyTries: 10,
  cvRange: '6',
  cvObject: 'present',
  firstCommand6f00: false,
  extendedLength: true,
  checkOrder: 'class-first',
  chaining: 'refused',
  atrObject: 'power-up',
  recordsToLast: true,
  terminalAuth: 'refuse',
  endOfSession: 'refused',
  ecdsaForm: 'plain',
  fci: 'aid',
  aidPrefixSelect: true,
  selectFailKeepsState: true,
  reselectSameAp: 'clear',
  warmResetClears: true,
  blockedVerifySw: 0x6984,
  blockedQuerySw: 0x63c0,
  queryAfterOk: 'tries',
  query5Byte: 'wrong-length',
  failClearsStatus: true,
  badLengthCounts: true,
  readShortSw: 0x9000,
  readPastEndSw: 0x6b00,
  signLengthSw: 0x6985,
  pinFormatSw: 0x6a80,
};
