import { sourceDocument } from './source-document.ts';

/** The publisher's note of 2024-10-08 about the FPoS library: its promises, in our words. */
export const publisherNote = sourceDocument({
  title: 'FPoSライブラリ 補足情報',
  edition: '2024-10-08',
  base: 'publisher',
  href: 'https://www.j-com.co.jp/news/2409_sideinfo.html',
  rows: {
    'NOTE-ONE-TAP': {
      level: 'shall',
      binds: 'library',
      clause: '④',
      says: 'Issuing needs one presence of the card, whichever way the key reaches the CA.',
      saysJa: '発行に必要なカードのタップは、いずれの方式でも一回である。',
      verifiedBy: 'test',
    },
    'NOTE-LOGIN': {
      level: 'shall',
      binds: 'library',
      clause: '本人認証',
      says: 'At log-in the library proves the person by the certified key, for the challenge, app and origin at hand and no other.',
      saysJa: 'ログイン時、手元のチャレンジ・アプリ・接続先に限り、証明された鍵で本人を証明する。',
      verifiedBy: 'test',
    },
    'NOTE-LOGIN-RP': {
      level: 'shall',
      binds: 'relying-party',
      clause: '本人認証',
      says: 'A log-in answer counts once, for the challenge, app and origin it was made for.',
      saysJa: 'ログイン応答は、対象のチャレンジ・アプリ・接続先について一回だけ有効とする。',
      verifiedBy: 'test',
    },
    'NOTE-TX-LIB': {
      level: 'shall',
      binds: 'library',
      clause: '取引内容の改ざん防止',
      says: 'The person sees payee and amount of a transaction before it is signed.',
      saysJa: '署名の前に取引の受取人と金額を本人に示す。',
      verifiedBy: 'test',
    },
    'NOTE-TX': {
      level: 'shall',
      binds: 'relying-party',
      clause: '取引内容の改ざん防止',
      says: 'A transaction whose payee or amount was altered on its way is not executed.',
      saysJa: '途中で受取人又は金額が改ざんされた取引は実行しない。',
      verifiedBy: 'test',
    },
    'NOTE-NO-HUMAN': {
      level: 'shall',
      binds: 'ca',
      clause: '2023-11-21',
      says: 'A good application is answered with the certificate at once, without any human step.',
      saysJa: '正当な申込みには、人手を介さず直ちに電子証明書を発行する。',
      verifiedBy: 'test',
    },
    'NOTE-DATA-BY-WILL': {
      level: 'shall',
      binds: 'hub',
      clause: '①',
      says: 'Data pass between operators by the person’s will only.',
      saysJa: '事業者間のデータ連携は、本人の意思によってのみ行われる。',
      verifiedBy: 'test',
    },
  },
});
