import { sourceDocument } from './source-document.ts';

/** Rules of the open profile, version 1, that no public source fixes. */
export const openProfile = sourceDocument({
  title: 'fpos-hil open profile',
  edition: '1',
  base: 'open-profile',
  rows: {
    'OP-NAME': {
      level: 'shall',
      binds: 'ca',
      clause: 'certificate',
      says: 'The name in the issued certificate equals the name in the card’s signing certificate, character by character.',
      saysJa: '発行する証明書の氏名は、署名用電子証明書の氏名と一文字も違わない。',
      verifiedBy: 'test',
    },
    'OP-APPLICATION-ONCE': {
      level: 'shall',
      binds: 'ca',
      clause: 'applications',
      says: 'An application leads to one certificate; the same message again is refused with application-replayed.',
      saysJa:
        '一つの申込みから発行する証明書は一枚である。同じメッセージの再送は application-replayed で拒む。',
      verifiedBy: 'test',
    },
    'OP-CSR-BOUND': {
      level: 'shall',
      binds: 'ca',
      clause: 'applications',
      says: 'A certification request carries SHA-256(application id ‖ nonce); one made for another application is refused.',
      saysJa: '証明書発行要求は SHA-256(申請ID‖ノンス) を含む。別の申請のための要求は拒む。',
      verifiedBy: 'test',
    },
    'OP-CSR-PROOF': {
      level: 'shall',
      binds: 'ca',
      clause: 'applications',
      says: 'A certification request that is not signed by its own key is refused.',
      saysJa: '自身の鍵で署名されていない証明書発行要求は拒む。',
      verifiedBy: 'test',
    },
    'OP-PIN-ONCE': {
      level: 'shall',
      binds: 'library',
      clause: 'card session',
      says: 'After a wrong PIN the library tells the tries left and sends no further VERIFY by itself.',
      saysJa: 'PINが誤りなら残り回数を示し、自らVERIFYを繰り返さない。',
      verifiedBy: 'test',
    },
    'OP-CHECK-CERTIFICATE': {
      level: 'shall',
      binds: 'library',
      clause: 'M10',
      says: 'A certificate for another key, from another CA or for another name is not accepted.',
      saysJa: '別の鍵、別の認証局、別人の証明書は受け入れない。',
      verifiedBy: 'test',
    },
    'OP-RP-TRUST': {
      level: 'shall',
      binds: 'relying-party',
      clause: 'log-in',
      says: 'Only a certificate of an accepted CA, valid now, logs in.',
      saysJa: '受け入れる認証局の、現に有効な証明書でのみログインできる。',
      verifiedBy: 'test',
    },
  },
});
