/** How the library stops: always with one stable code, which the app can explain to its user. */
import { PROBLEMS } from '../profile/index.ts';

interface Words {
  readonly en: string;
  readonly ja: string;
}

/** Codes of the library itself, for a person. A refusal by the CA carries the problem code of the CA instead. */
export const LIBRARY_CODES = {
  cancelled: { en: 'You stopped it.', ja: '中止しました。' },
  'terms-changed': {
    en: 'The documents are not what the CA says they are. Try again later.',
    ja: '文書が認証局の示すものと一致しません。時間をおいてやり直してください。',
  },
  'pin-wrong': { en: 'The password is wrong.', ja: 'パスワードが違います。' },
  'pin-blocked': {
    en: 'The password of the card is blocked. The desk of your municipality sets a new one.',
    ja: 'カードのパスワードがロックされています。市区町村の窓口で再設定してください。',
  },
  'card-removed': {
    en: 'The card left the reader. Hold it still and begin again.',
    ja: 'カードが離れました。動かさずにもう一度かざしてください。',
  },
  'card-unsuitable': {
    en: 'This is no My Number card with a signing certificate, or it is damaged.',
    ja: '署名用電子証明書のあるマイナンバーカードではないか、壊れています。',
  },
  'ca-unreachable': {
    en: 'The CA gives no answer. What was begun is kept; go on later.',
    ja: '認証局に接続できません。途中までの手続は保存されました。後で続けられます。',
  },
  'ca-waiting': {
    en: 'The CA is still deciding. Go on later; the card is not needed again.',
    ja: '認証局で審査中です。後で続けられます。カードは不要です。',
  },
  'ca-answer-malformed': {
    en: 'The CA answers something that cannot be understood.',
    ja: '認証局の応答を理解できません。',
  },
  'certificate-unacceptable': {
    en: 'The certificate that came is not the one that was applied for. It was not accepted.',
    ja: '届いた電子証明書は申し込んだものではありません。受領していません。',
  },
  'other-person': {
    en: 'The card is another person’s. Nothing was changed.',
    ja: '別の方のカードです。変更はありません。',
  },
  'no-certificate': { en: 'This app has no certificate.', ja: 'このアプリには電子証明書がありません。' },
  'certificate-expired': {
    en: 'The certificate has expired. Tap the card for a new one.',
    ja: '電子証明書の有効期間が過ぎました。カードをかざして取得し直してください。',
  },
  'challenge-not-for-this-app': {
    en: 'The request came from somewhere else than it says. It was not answered.',
    ja: '要求の出所が表示と異なります。応答していません。',
  },
  'transaction-not-for-this-app': {
    en: 'The transaction came from somewhere else than it says. It was not signed.',
    ja: '取引の出所が表示と異なります。署名していません。',
  },
  'transaction-expired': {
    en: 'The time for this transaction is over. It was not signed.',
    ja: '取引の有効期限が過ぎました。署名していません。',
  },
  'transaction-unreadable': {
    en: 'The transaction cannot be shown whole. It was not signed.',
    ja: '取引の全部を表示できません。署名していません。',
  },
  'push-not-for-this-app': {
    en: 'The notification is for another app.',
    ja: '通知は別のアプリ宛てのものです。',
  },
  'change-over': {
    en: 'This change no longer waits for you.',
    ja: 'この変更の手続は終了しています。',
  },
  'change-unreadable': {
    en: 'The change cannot be shown. Nothing was sent.',
    ja: '変更内容を表示できません。何も送っていません。',
  },
  'nothing-begun': { en: 'Nothing waits to be finished.', ja: '途中の手続はありません。' },
  'nothing-chosen': { en: 'No item was chosen; nothing was sent.', ja: '項目が選ばれていません。' },
  'no-consent': { en: 'There is no such consent on this phone.', ja: 'この端末に該当する同意はありません。' },
  'storage-unavailable': {
    en: 'The storage of this app gives no answer. Try again.',
    ja: 'アプリの保存領域から応答がありません。やり直してください。',
  },
  'storage-damaged': {
    en: 'What this app had kept cannot be read. Start over and tap the card: the new certificate takes the place of the one before.',
    ja: 'アプリに保存した情報を読み取れません。初めからやり直してカードをかざしてください。新しい電子証明書が以前のものに代わります。',
  },
  'storage-not-damaged': {
    en: 'Nothing is damaged; there is no need to start over.',
    ja: '保存した情報は読み取れます。初めからやり直す必要はありません。',
  },
  busy: { en: 'This app is at it already.', ja: '既に手続中です。' },
} as const satisfies Record<string, Words>;
export type LibraryCode = keyof typeof LIBRARY_CODES;

const isOurs = (code: string): code is LibraryCode => Object.hasOwn(LIBRARY_CODES, code);
const isOfCa = (code: string): code is keyof typeof PROBLEMS => Object.hasOwn(PROBLEMS, code);

/** A code in words; one that neither the library nor the profile knows is shown as it is. */
export function explain(code: string): Words {
  if (isOurs(code)) return LIBRARY_CODES[code];
  if (isOfCa(code)) return { en: PROBLEMS[code].title, ja: PROBLEMS[code].titleJa };
  return { en: `Refused: ${code}`, ja: `拒否されました: ${code}` };
}

const UNDECIDED: readonly LibraryCode[] = ['ca-unreachable', 'ca-answer-malformed', 'ca-waiting'];

/** Thrown by a step to end what goes on; becomes `{ state: 'refused', code }` at one place. */
export class Stop extends Error {
  readonly code: string;
  /** The CA decided nothing: the same message may be handed in again later. */
  readonly undecided: boolean;
  constructor(
    code: LibraryCode | { readonly ca: string; readonly undecided: boolean },
    says: string,
    cause?: unknown,
  ) {
    super(says, cause === undefined ? undefined : { cause });
    this.name = 'Stop';
    this.code = typeof code === 'string' ? code : code.ca;
    this.undecided = typeof code === 'string' ? UNDECIDED.includes(code) : code.undecided;
  }
}
