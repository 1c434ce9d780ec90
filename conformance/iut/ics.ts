/** The items of the ICS (ISO/IEC 9646-7): what an implementation may have or lack, beside its roles. */
import type { Route } from '../../simulator/profile/index.ts';
import type { Role } from '../verdict/types.ts';
import type { PlayedPolicy } from './contract.ts';

interface Item {
  readonly says: string;
  readonly saysJa: string;
  readonly roles: readonly Role[];
  /** `m` mandatory, `o` optional, `o.1` at least one of those marked so. */
  readonly status: 'm' | 'o' | 'o.1';
}

/** What the marks of ISO/IEC 9646-7 mean to whoever fills in the ICS. */
export const ICS_STATUS: Readonly<Record<Item['status'], { readonly en: string; readonly ja: string }>> = {
  m: { en: 'mandatory', ja: '必須' },
  o: {
    en: 'optional: false leaves out the cases that need it',
    ja: '任意（false とすればこれを要する試験は対象外）',
  },
  'o.1': {
    en: 'optional, but at least one of those marked so must be there for a role',
    ja: '任意。ただし同じ印のもののうち役割ごとに少なくとも一つが必要',
  },
};

export const ICS = {
  'controlled-clock': {
    says: 'takes its time from reset and clock.set',
    saysJa: '時刻を reset と clock.set から得る',
    roles: ['card', 'library', 'ca', 'relying-party', 'hub'],
    status: 'o',
  },
  'other-applications': {
    says: 'has the applications beside the 公的個人認証AP (券面事項入力補助, 券面事項確認, 共通カード, 住基) and the power-up level of a My Number card',
    saysJa:
      '公的個人認証AP以外のアプリケーション（券面事項入力補助・券面事項確認・共通カード・住基）と起動時の階層をもつ',
    roles: ['card'],
    status: 'o',
  },
  'key-in-application': {
    says: 'the public key comes with the application',
    saysJa: '公開鍵が申込みとともに来る',
    roles: ['library', 'ca'],
    status: 'o.1',
  },
  'code-after-signature': {
    says: 'a one-time code comes after the signature',
    saysJa: '署名の後に一回限りの符号が来る',
    roles: ['library', 'ca'],
    status: 'o.1',
  },
  'attribute-certificates': {
    says: 'hands out a certificate of the attribute kind, with the identifier of the person for the app',
    saysJa: '属性型の電子証明書を渡し、アプリごとの利用者の識別子を記録する',
    roles: ['ca'],
    status: 'o',
  },
  'recorded-facts': {
    says: 'can record address and birth date in the basic certificate',
    saysJa: '基本型に住所・生年月日を記録できる',
    roles: ['ca'],
    status: 'o',
  },
  'earlier-schemes': {
    says: 'can play the scheme as it was before 2024-10',
    saysJa: '2024年10月より前の方式を再現できる',
    roles: ['ca'],
    status: 'o',
  },
  'key-kinds': {
    says: 'can certify keys on P-384 and RSA keys',
    saysJa: 'P-384及びRSAの鍵を証明できる',
    roles: ['ca'],
    status: 'o',
  },
  'name-refusal': {
    says: 'can refuse names that are long or hold substitutes',
    saysJa: '長い氏名・代替文字を含む氏名を拒むことができる',
    roles: ['ca'],
    status: 'o',
  },
  'several-phones': {
    says: 'can leave several phones of one person and app in force',
    saysJa: '一人が一つのアプリで複数の端末を持つことを認められる',
    roles: ['ca'],
    status: 'o',
  },
  'separate-keys': {
    says: 'keeps the key that signs and the key that authenticates apart, each with its certificate',
    saysJa: '署名用と認証用の鍵及び証明書を分けられる',
    roles: ['library', 'ca', 'relying-party'],
    status: 'o',
  },
  'status-by-list': {
    says: 'can ask for status by list',
    saysJa: '失効リストで状態を確認できる',
    roles: ['ca'],
    status: 'o',
  },
  'phone-certificates': {
    says: 'can take signing certificates in phones',
    saysJa: '移動端末設備用署名用電子証明書を受け付けられる',
    roles: ['ca'],
    status: 'o',
  },
  'audit-record': {
    says: 'shows its record of decisions to the examining body (GET /audit/entries, /audit/proofs/{digest})',
    saysJa: '指定調査機関に帳簿の記録と資料を示す（GET /audit/entries、/audit/proofs/{digest}）',
    roles: ['ca'],
    status: 'o',
  },
  consent: {
    says: 'has consent to the latest four items signed, and its withdrawal (library.consent, library.withdrawConsent)',
    saysJa: '最新の基本4情報の提供への同意と撤回に署名を得る（library.consent、library.withdrawConsent）',
    roles: ['library'],
    status: 'o',
  },
  renewal: {
    says: 'renews by the existing key (library.renew)',
    saysJa: '既存の鍵で更新する（library.renew）',
    roles: ['library'],
    status: 'o',
  },
  revocation: {
    says: 'ends certificates at the wish of the holder (library.revoke)',
    saysJa: '利用者の請求により失効させる（library.revoke）',
    roles: ['library'],
    status: 'o',
  },
  resumption: {
    says: 'goes on with what was interrupted, also after a restart (library.resume, library.restart)',
    saysJa: '中断した手続を、再起動後も続けられる（library.resume、library.restart）',
    roles: ['library'],
    status: 'o',
  },
  'other-phone': {
    says: 'can play another phone (library.phone)',
    saysJa: '別の端末として振る舞える（library.phone）',
    roles: ['library'],
    status: 'o',
  },
  'known-person': {
    says: 'accepts no certificate of anybody but the known user (pairwise)',
    saysJa: '既知の利用者以外の証明書を受け入れない（pairwise）',
    roles: ['library'],
    status: 'o',
  },
  'last-try': {
    says: 'asks before the last try of the password is risked',
    saysJa: '最後の一回のパスワード入力の前に確認する',
    roles: ['library'],
    status: 'o',
  },
  inventory: {
    says: 'tells the certificates on the phone (library.certificates)',
    saysJa: '端末の証明書を一覧する（library.certificates）',
    roles: ['library'],
    status: 'o',
  },
  'certificate-status': {
    says: 'asks the accredited CA for the status of a certificate before it trusts it',
    saysJa: '証明書を信頼する前に認定認証局に失効情報を照会する',
    roles: ['relying-party'],
    status: 'o',
  },
  'own-verification': {
    says: 'consent to a bank that is itself a verifier of J-LIS (library: library.consent with bank; relying party: POST /consents, and it asks J-LIS)',
    saysJa:
      '自ら署名検証者である銀行への同意（ライブラリ: bank 付きの library.consent、依拠当事者: POST /consents と機構への照会）',
    roles: ['library', 'relying-party'],
    status: 'o',
  },
  customers: {
    says: 'keeps a record of each customer under the pairwise identifier (GET /customer)',
    saysJa: 'アプリごとの識別子により顧客記録を持つ（GET /customer）',
    roles: ['relying-party'],
    status: 'o',
  },
  'attribute-changes': {
    says: 'changes what is on record by one press (library: library.receivePush, confirmChange, reportFacts; relying party: /changes, /reports)',
    saysJa:
      '届出事項を一回の操作で変更する（ライブラリ: library.receivePush、confirmChange、reportFacts、依拠当事者: /changes、/reports）',
    roles: ['library', 'relying-party'],
    status: 'o',
  },
  transactions: {
    says: 'shows transactions and has them signed (library: library.sign; relying party: /payments)',
    saysJa: '取引を表示し署名を得る（ライブラリ: library.sign、依拠当事者: /payments）',
    roles: ['library', 'relying-party'],
    status: 'o',
  },
} as const satisfies Record<string, Item>;

export type IcsItem = keyof typeof ICS;
export const ICS_ITEMS = Object.keys(ICS) as readonly IcsItem[];
export type IcsClaims = Readonly<Partial<Record<IcsItem, boolean | undefined>>>;

/** True, false, or undefined: not said. */
export const claims = (ics: IcsClaims | undefined, item: IcsItem): boolean | undefined => ics?.[item];

/** Which item a decision of the CP/CPS belongs to. */
const ITEM_OF: Readonly<Record<keyof PlayedPolicy, IcsItem>> = {
  recordsAddress: 'recorded-facts',
  recordsBirth: 'recorded-facts',
  scheme: 'earlier-schemes',
  keys: 'key-kinds',
  longNames: 'name-refusal',
  substitutes: 'name-refusal',
  severalPhones: 'several-phones',
  separateKeys: 'separate-keys',
  status: 'status-by-list',
  phoneCertificates: 'phone-certificates',
};

/** By which legal route a certificate comes where the case does not say: the one with the key, unless the ICS denies it. */
export const routeOf = (ics: IcsClaims | undefined): Route =>
  claims(ics, 'key-in-application') === false ? 'code-after-signature' : 'key-in-application';

/** What a case asks of the ICS. */
export function needsOf(testCase: {
  readonly role: Role;
  readonly needs?: readonly IcsItem[];
  readonly route?: IcsItem;
  readonly policy?: PlayedPolicy;
}): readonly IcsItem[] {
  const { policy = {}, needs = [] } = testCase;
  const { role, route } = testCase;
  const routed = role === 'library' || role === 'ca';
  const played = (Object.keys(policy) as (keyof PlayedPolicy)[]).map((member) => ITEM_OF[member]);
  return [...new Set([...needs, ...(routed && route ? [route] : []), ...played])];
}

/** The static review: what no implementation may claim. */
export function reviewOf(ics: IcsClaims | undefined, roles: readonly Role[]): readonly string[] {
  const applies = ICS_ITEMS.filter((item) => ICS[item].roles.some((role) => roles.includes(role)));
  const choice = applies.filter((item) => ICS[item].status === 'o.1');
  return choice.length > 0 && choice.every((item) => claims(ics, item) === false)
    ? [`at least one of ${choice.join(', ')} must be there, and all are denied`]
    : [];
}
