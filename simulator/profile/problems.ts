/**
 * Refusals: RFC 9457 problem documents with stable codes. A code never changes and is never reused; texts may improve.
 *
 * No text holds personal data: a refusal says what was wrong, not whose.
 */
import { z } from 'zod';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** 日本語の題名. */
  readonly titleJa: string;
}

const kind = (status: number, title: string, titleJa: string): ProblemKind => ({ status, title, titleJa });

export const PROBLEMS = {
  // Any interface.
  'request-malformed': kind(
    400,
    'The request does not have the shape that the profile gives.',
    '要求の形がプロファイルと合いません。',
  ),
  'not-found': kind(404, 'There is nothing at this address.', 'この宛先には何もありません。'),
  'method-not-allowed': kind(
    405,
    'This address does not take this method.',
    'この宛先ではこのメソッドを使えません。',
  ),
  'request-too-large': kind(
    413,
    'The request is larger than any message of the profile.',
    '要求が大きすぎます。',
  ),
  'media-type-unsupported': kind(
    415,
    'The body is not of the media type that the profile gives; see the content-type of this operation in /openapi.json.',
    '本文のメディアタイプがプロファイルと異なります。/openapi.json にある content-type を用いてください。',
  ),
  'internal-error': kind(
    500,
    'The service failed; nothing was changed.',
    'サービスの内部エラーです。変更はありません。',
  ),
  // J-LIS.
  'verifier-unknown': kind(
    403,
    'No verifier is registered with J-LIS for this client certificate.',
    'このクライアント証明書の署名検証者等は届出されていません。',
  ),
  'verifier-not-permitted': kind(
    403,
    'This verifier is not registered for what it asks.',
    'この署名検証者等は、求める提供の届出をしていません。',
  ),
  'link-not-in-law': kind(
    403,
    'The law gives no link between certificates of these kinds.',
    '法の定める対応証明書の番号の提供に当たりません。',
  ),
  'message-malformed': kind(422, 'The signed message cannot be read.', '署名された電文を読み取れません。'),
  'message-signature-invalid': kind(
    422,
    'The signature of the message does not verify.',
    '電文の署名を検証できません。',
  ),
  'message-signer-unknown': kind(
    422,
    'The message is not signed with a certificate of this J-LIS of the kind that it needs.',
    '電文の署名に用いた電子証明書は、この機構の発行した所定の種類のものではありません。',
  ),
  'message-signer-dead': kind(
    422,
    'The certificate of the message has no effect: revoked, held, expired or not begun.',
    '電文の署名に用いた電子証明書は効力がありません。',
  ),
  'message-stale': kind(
    422,
    'The message is too old, from the future, or overtaken by a later withdrawal.',
    '電文の日時が許容範囲になく、又は後の撤回により失われています。',
  ),
  'message-other-verifier': kind(
    422,
    'The message is meant for another verifier or service.',
    '電文の宛先が異なります。',
  ),
  'consent-unknown': kind(
    404,
    'There is no consent that could be withdrawn.',
    '撤回の対象となる同意がありません。',
  ),
  'event-impossible': kind(
    409,
    'This cannot happen to this person now; nothing was changed.',
    'この者には現在この出来事は起こり得ません。変更はありません。',
  ),
  // Control interface of a world.
  'clock-not-pinned': kind(
    409,
    'The clock of this world is the machine’s; start the world with --at.',
    'この世界の時計は実機の時計です。--at を付けて起動してください。',
  ),
  'clock-backwards': kind(409, 'Time never runs back.', '時刻を戻すことはできません。'),
  // Application to the CA.
  'application-unknown': kind(404, 'No application has this id.', 'この申請は存在しません。'),
  'application-expired': kind(
    410,
    'The application is past its expiry; start a new one.',
    '申請の有効期限が過ぎました。',
  ),
  'application-replayed': kind(409, 'This application was already used.', 'この申請は使用済みです。'),
  'application-mismatch': kind(
    422,
    'What was signed is not this application.',
    '署名された内容がこの申請と一致しません。',
  ),
  'application-malformed': kind(
    422,
    'The signed application cannot be read.',
    '署名された申請を読み取れません。',
  ),
  'application-signature-invalid': kind(
    422,
    'The signature of the card does not verify.',
    'カードの署名を検証できません。',
  ),
  'terms-not-agreed': kind(
    422,
    'The current documents were not agreed to inside the signed application.',
    '現行の規約への同意が署名対象に含まれていません。',
  ),
  // The JPKI certificate behind the application.
  'jpki-untrusted': kind(
    422,
    'The certificate does not come from a JPKI signing CA.',
    '署名用認証局の発行した証明書ではありません。',
  ),
  'jpki-purpose': kind(
    422,
    'The certificate is not a JPKI signing certificate.',
    '署名用電子証明書ではありません。',
  ),
  'jpki-expired': kind(
    422,
    'The JPKI certificate is outside its validity.',
    '署名用電子証明書の有効期間外です。',
  ),
  'jpki-revoked': kind(422, 'The JPKI certificate is revoked.', '署名用電子証明書は失効しています。'),
  'jpki-status-unknown': kind(
    422,
    'J-LIS does not know the certificate.',
    '署名用電子証明書の状態を確認できません。',
  ),
  'jpki-status-unavailable': kind(
    503,
    'The status of the JPKI certificate could not be had; nothing was issued.',
    '失効確認ができないため発行していません。',
  ),
  // The key.
  'csr-malformed': kind(422, 'The certification request cannot be read.', '証明書発行要求を読み取れません。'),
  'csr-proof-invalid': kind(
    422,
    'The certification request is not signed by its own key.',
    '証明書発行要求の署名を検証できません。',
  ),
  'csr-binding': kind(
    422,
    'The certification request was made for another application.',
    '証明書発行要求が別の申請のものです。',
  ),
  'key-unacceptable': kind(
    422,
    'The key is not of a kind that is certified here.',
    'この鍵種別は発行対象外です。',
  ),
  'key-not-attested': kind(
    422,
    'Nobody vouches that the key lives in secure hardware, which this CA demands.',
    '鍵が安全な装置内にあることの証明がありません。',
  ),
  'key-not-separate': kind(
    422,
    'One key to sign and another to authenticate are asked for; these are not two.',
    '署名用と認証用に別々の鍵が必要です。',
  ),
  // The one-time code.
  'code-wrong': kind(422, 'The code is wrong.', '利用者識別符号が違います。'),
  'code-expired': kind(410, 'The code is past its life.', '利用者識別符号の有効期限が過ぎました。'),
  'code-locked': kind(
    403,
    'Too many wrong codes; the application is closed.',
    '誤りが続いたため申請を終了しました。',
  ),
  // Acceptance.
  'receipt-invalid': kind(
    422,
    'The receipt is not signed by the certified key for this application.',
    '受領確認の署名を検証できません。',
  ),
  // Names.
  'name-unmappable': kind(
    422,
    'The name on the card has no place in a certificate of this CA.',
    '氏名を電子証明書に記録できません。',
  ),
  'name-substituted': kind(
    422,
    'The name holds substitute characters, which this CA does not certify.',
    '氏名に代替文字が含まれるため発行できません。',
  ),
  // Renewal by the existing key.
  'renewal-malformed': kind(422, 'The renewal cannot be read.', '更新の申込みを読み取れません。'),
  'renewal-signature-invalid': kind(
    422,
    'The renewal is not signed by the key of its certificate.',
    '更新の申込みの署名を検証できません。',
  ),
  'renewal-limit': kind(
    422,
    'Five years since the person was proved would be passed; tap the card.',
    '本人確認から五年を超えるため、カードでの申込みが必要です。',
  ),
  'renewal-same-key': kind(422, 'A renewal needs a new key.', '更新には新しい鍵が必要です。'),
  'not-offered': kind(
    409,
    'This way is not offered under the policy in force.',
    '現行の方針ではこの手続を行えません。',
  ),
  // Certificates of this CA.
  'certificate-unknown': kind(404, 'This CA issued no such certificate.', '該当する電子証明書はありません。'),
  'certificate-ended': kind(
    409,
    'The certificate is revoked, expired or not yet accepted.',
    '電子証明書は失効、期間満了又は未受領です。',
  ),
  'certificate-revoked': kind(422, 'The certificate is revoked.', '電子証明書は失効しています。'),
  // Requests signed by a holder.
  'request-signature-invalid': kind(
    422,
    'The request is not signed as it says.',
    '要求の署名を検証できません。',
  ),
  'request-stale': kind(
    422,
    'The request was signed too long ago, or in the future.',
    '要求の署名時刻が受付範囲外です。',
  ),
  'request-not-yours': kind(
    403,
    'The signer has no say over this certificate.',
    '署名者はこの電子証明書について要求できません。',
  ),
  'person-unknown': kind(
    404,
    'The signer is nobody whom this CA has issued to.',
    '署名者に発行した電子証明書がありません。',
  ),
  // Consent to the latest four items.
  'consent-malformed': kind(422, 'The consent cannot be read.', '同意を読み取れません。'),
  'consent-signature-invalid': kind(
    422,
    'The signature on the consent does not verify.',
    '同意の署名を検証できません。',
  ),
  'consent-service': kind(
    422,
    'The consent names another verifier, or a service that is none of its.',
    '同意の対象の検証者又はサービスが異なります。',
  ),
  'consent-refused': kind(422, 'J-LIS did not record the consent.', '機構が同意を受け付けませんでした。'),
  'consent-withdrawn': kind(409, 'The consent was withdrawn.', '同意は撤回されています。'),
  'consent-ended': kind(409, 'The consent has ended.', '同意は終了しています。'),
  'withdrawal-not-sent': kind(
    503,
    'J-LIS could not be told, and whose consent it is it alone knows: nothing was withdrawn. Send it again, or withdraw at J-LIS.',
    '機構に伝えられず、どなたの同意かを確認できないため撤回していません。再度送るか、機構で撤回してください。',
  ),
  'anchor-ended': kind(
    409,
    'This JPKI certificate no longer stands for the person.',
    'この署名用電子証明書は既に置き換えられています。',
  ),
  // Relying parties and the hub at the CA.
  'caller-unknown': kind(
    403,
    'No relying party is registered for this client certificate.',
    'このクライアント証明書の利用者は登録されていません。',
  ),
  'examiner-unknown': kind(
    403,
    'The record is shown to the examining body alone, told by its client certificate.',
    '記録は、クライアント証明書で確認した指定調査機関にのみ示します。',
  ),
  'proof-unknown': kind(
    404,
    'Nothing with this digest is kept.',
    'このハッシュ値の資料は保存されていません。',
  ),
  'case-unknown': kind(404, 'There is no such case for this caller.', '該当する変更通知はありません。'),
  'case-closed': kind(409, 'The case is closed.', 'この変更通知は終了しています。'),
  'case-mismatch': kind(
    422,
    'The confirmation names another case or another change.',
    '確認の対象がこの変更と一致しません。',
  ),
  'grant-unknown': kind(404, 'There is no such grant.', '該当する許諾はありません。'),
  'grant-malformed': kind(422, 'The grant cannot be read.', '許諾を読み取れません。'),
  'grant-ended': kind(409, 'The grant was withdrawn or has expired.', '許諾は撤回又は終了しています。'),
  'grant-missing': kind(
    403,
    'No grant of the person covers this; the default is no.',
    '本人の許諾がないため提供できません。',
  ),
  'grant-taken': kind(409, 'This grant was handed in before.', 'この許諾は受付済みです。'),
  'hub-unavailable': kind(
    503,
    'The CA could not be asked; nothing was passed on.',
    '認証局に照会できないため提供していません。',
  ),
  // Log-in at a relying party.
  'challenge-unknown': kind(
    422,
    'The answer is to no challenge of this service.',
    'この応答に対応するチャレンジがありません。',
  ),
  'challenge-used': kind(409, 'This challenge was already answered.', 'このチャレンジは使用済みです。'),
  'challenge-expired': kind(410, 'The challenge is past its expiry.', 'チャレンジの有効期限が過ぎました。'),
  'challenge-mismatch': kind(
    422,
    'The answer was made for another challenge, app or origin.',
    '応答が別のチャレンジ、アプリ又は接続先のものです。',
  ),
  'answer-malformed': kind(422, 'The answer cannot be read.', '応答を読み取れません。'),
  'answer-signature-invalid': kind(
    422,
    'The answer is not signed by the key of its certificate.',
    '応答の署名を検証できません。',
  ),
  'certificate-untrusted': kind(
    422,
    'The certificate does not come from the accepted CA.',
    '信頼する認証局の証明書ではありません。',
  ),
  'certificate-expired': kind(422, 'The certificate is outside its validity.', '証明書の有効期間外です。'),
  'certificate-purpose': kind(
    422,
    'The certificate is not of the kind that counts for this.',
    'この用途に使える種類の証明書ではありません。',
  ),
  'certificate-status-unavailable': kind(
    503,
    'The status of the certificate could not be had; nothing was done.',
    '証明書の失効確認ができないため、何も行っていません。',
  ),
  'attribute-certificate-mismatch': kind(
    422,
    'The attribute certificate is not for this key and this app.',
    '属性型の証明書がこの鍵又はこのアプリのものではありません。',
  ),
  // Customers of a relying party.
  'session-unknown': kind(401, 'Log in first.', 'ログインしてください。'),
  'session-without-customer': kind(
    403,
    'The log-in did not say who the customer is: hand in the attribute certificate.',
    'ログインで属性型の証明書が示されていないため、お客様を特定できません。',
  ),
  'signer-not-this-customer': kind(
    403,
    'The signature is by somebody else than the customer.',
    '署名者はこのお客様ではありません。',
  ),
  // Changes of what is on record.
  'change-unknown': kind(404, 'There is no such change for the signer.', '該当する変更はありません。'),
  'change-malformed': kind(422, 'The signed message cannot be read.', '署名された電文を読み取れません。'),
  'change-signature-invalid': kind(422, 'The signature does not verify.', '電文の署名を検証できません。'),
  'change-mismatch': kind(
    422,
    'What was signed is not this change.',
    '署名された内容がこの変更と一致しません。',
  ),
  'change-expired': kind(410, 'The time to confirm this change is over.', '変更の確認期限が過ぎました。'),
  'change-overtaken': kind(
    409,
    'A newer change has taken its place; look again.',
    'より新しい変更があります。再度ご確認ください。',
  ),
  'change-closed': kind(409, 'This change was confirmed or declined before.', 'この変更は終了しています。'),
  'change-not-confirmed': kind(
    503,
    'Whoever knows of newer changes could not be asked; nothing was changed.',
    '認証局又は機構に確認できないため変更していません。',
  ),
  // Transactions.
  'transaction-unknown': kind(404, 'There is no such transaction.', '該当する取引はありません。'),
  'transaction-expired': kind(410, 'The transaction is past its expiry.', '取引の有効期限が過ぎました。'),
  'transaction-closed': kind(409, 'The transaction is over.', 'この取引は終了しています。'),
  'transaction-mismatch': kind(
    422,
    'What was signed, or what was shown, is not this transaction.',
    '署名又は表示された内容がこの取引と一致しません。',
  ),
  'transaction-malformed': kind(422, 'The signature cannot be read.', '取引の署名を読み取れません。'),
  'transaction-signature-invalid': kind(
    422,
    'The signature does not verify.',
    '取引の署名を検証できません。',
  ),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457 members plus `code` (the stable name) and `hint` (how to mend it). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  titleJa: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

export const PROBLEM_TYPE = 'application/problem+json';

export function problemResponse(code: ProblemCode, detail?: string): Response {
  const { status, title, titleJa } = PROBLEMS[code];
  const document: Problem = {
    type: `urn:fpos-hil:problem:${code}`,
    title,
    status,
    code,
    titleJa,
    ...(detail && { detail }),
  };
  return new Response(JSON.stringify(document), { status, headers: { 'content-type': PROBLEM_TYPE } });
}

/** Thrown inside a service; becomes `problemResponse` at one place (see http.ts). */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  constructor(code: ProblemCode, detail?: string) {
    super(`${code}${detail ? `: ${detail}` : ''}`);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}
