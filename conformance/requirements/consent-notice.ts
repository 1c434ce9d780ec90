import { sourceDocument } from './source-document.ts';

/** What the ministries' notice adds to the law about consent to the latest four items. Known through digests only. */
export const consentNotice = sourceDocument({
  title: '基本4情報提供サービスに係る同意の取得について',
  edition: '2026-04-13',
  base: 'notice',
  href: 'https://www.digital.go.jp/policies/mynumber/private-business/jpki-introduction',
  rows: {
    'J4-unit': {
      level: 'shall',
      binds: 'ca',
      clause: '同意の取得に関する通知',
      says: 'A consent is for one named service; several services are consented to one by one.',
      saysJa: '同意はサービスごとであり、複数のサービスについてはそれぞれ明示して得る。',
      verifiedBy: 'test',
    },
    'J4-free': {
      level: 'shall',
      binds: 'ca',
      clause: '同意の取得に関する通知',
      says: 'Who refuses the consent gets the certificate all the same.',
      saysJa: '同意しないことを理由に発行を拒まない。',
      verifiedBy: 'test',
    },
    'J4-certificate': {
      level: 'shall',
      binds: 'ca',
      clause: '同意の取得に関する通知',
      says: 'The certificate that came with a consent is not kept after the check.',
      saysJa: '同意とともに提出された署名用電子証明書は保管しない。',
      verifiedBy: 'inspection',
      because: 'what is stored is not seen from outside',
    },
    'J4-poll': {
      level: 'should',
      binds: 'ca',
      clause: '同意の取得に関する通知',
      says: 'Withdrawals made at J-LIS are fetched before a query, since J-LIS tells nobody of them.',
      saysJa: '機構に対する撤回は通知されないため、照会の前に取得する。',
      verifiedBy: 'test',
    },
    'J4-free-library': {
      level: 'shall',
      binds: 'library',
      clause: '同意の取得に関する通知',
      says: 'The certificate does not hang on the consent.',
      saysJa: '同意の有無や成否は発行に影響しない。',
      verifiedBy: 'test',
    },
    'J4-unit-library': {
      level: 'shall',
      binds: 'library',
      clause: '同意の取得に関する通知',
      says: 'The consent names the one service that it was asked for.',
      saysJa: '同意は、求められた一つのサービスを明示する。',
      verifiedBy: 'test',
    },
  },
});
