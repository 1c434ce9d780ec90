import { sourceDocument } from './source-document.ts';

/** How the JPKI application of a My Number card behaves towards a client. */
export const card = sourceDocument({
  title: 'JICSAP 1.1 (1998), JIS X 6320-4 (ISO/IEC 7816-4), and what public clients of the real card rely on',
  edition: '2026-11',
  base: 'card',
  rows: {
    'CARD-QUERY': {
      level: 'shall',
      binds: 'card',
      clause: 'JICSAP 6.4.9(5)',
      says: 'VERIFY without data answers 63Cx with the tries left and takes none; with a fifth byte it answers 6700.',
      saysJa: 'データのないVERIFYは残り回数を63Cxで答え、回数を減らさない。5バイト目があれば6700。',
      verifiedBy: 'test',
    },
    'CARD-COUNTER': {
      level: 'shall',
      binds: 'card',
      clause: 'JICSAP 6.4.9',
      says: 'A wrong PIN takes one try, a right one gives all back, and no PIN touches the tries of another.',
      saysJa: '誤ったPINは回数を一つ減らし、正しいPINは全て戻す。他のPINの回数には影響しない。',
      verifiedBy: 'test',
    },
    'CARD-BLOCKED': {
      level: 'shall',
      binds: 'card',
      clause: 'JICSAP table 25',
      says: 'The last wrong try answers 63C0, from then on VERIFY answers 6984 even to the right PIN, and the query 63C0.',
      saysJa: '最後の誤りは63C0、以後のVERIFYは正しいPINでも6984、照会は63C0を返す。',
      verifiedBy: 'test',
    },
    'CARD-SIGN': {
      level: 'shall',
      binds: 'card',
      clause: '80 2A',
      says: 'COMPUTE DIGITAL SIGNATURE pads the DigestInfo by PKCS#1 v1.5 and signs with the key of the certificate, the same bytes each time, only after VERIFY of its PIN.',
      saysJa:
        'COMPUTE DIGITAL SIGNATUREは、対応するPINの照合後に限り、DigestInfoをPKCS#1 v1.5でパディングし、証明書の鍵で署名する。同じ入力には同じ署名を返す。',
      verifiedBy: 'test',
    },
    'CARD-READ': {
      level: 'shall',
      binds: 'card',
      clause: 'JICSAP 7.3.1',
      says: 'READ BINARY gives up to Le bytes with 9000, 6B00 at and behind the end, and nothing of the signing certificate without its PIN (6982).',
      saysJa: 'READ BINARYはLeまでを9000で返し、終端以降は6B00、署名用電子証明書はPIN照合なしでは6982。',
      verifiedBy: 'test',
    },
    'CARD-STATE': {
      level: 'shall',
      binds: 'card',
      clause: 'JIS X 6320-4',
      says: 'What was verified is forgotten when the card leaves the field; counters are not.',
      saysJa: '照合状態は電源断で失われ、残り回数は失われない。',
      verifiedBy: 'test',
    },
  },
});
