/**
 * The promises of the publisher's note of 2024-10-08 (P1 to P8), in our words, and what decides in a run whether each was seen
 * to hold: the stimulus, what is observed, and the cases that judge it. The verdict of a promise is the worst of its cases; it
 * stands nowhere else.
 */
export interface Claim {
  readonly stimulus: string;
  readonly stimulusJa: string;
  /** What must be seen. */
  readonly observed: string;
  readonly observedJa: string;
  readonly cases: readonly [string, ...string[]];
}

export interface PublishedPromise {
  readonly id: `P${number}`;
  readonly says: string;
  readonly saysJa: string;
  /** The story that tells it: `fpos-hil world --scenario`. */
  readonly scenario: string;
  readonly claims: readonly [Claim, ...Claim[]];
}

const claim = (
  stimulus: string,
  stimulusJa: string,
  observed: string,
  observedJa: string,
  ...cases: readonly [string, ...string[]]
): Claim => ({ stimulus, stimulusJa, observed, observedJa, cases });

export const PROMISES: readonly PublishedPromise[] = [
  {
    id: 'P1',
    says: 'With the holder’s consent the latest four items come from J-LIS, so the trust anchor renews itself and the app goes on without interruption.',
    saysJa:
      '本人の同意により最新の基本4情報が機構から得られ、トラストアンカーが自ら更新され、アプリは途切れなく使える。',
    scenario: 'moving-house',
    claims: [
      claim(
        'a move, with consent: another JPKI certificate, another address',
        '同意のある転居（署名用電子証明書と住所が変わる）',
        'the same person to the app; log-in goes on',
        'アプリにとって同一の本人であり、ログインが続く',
        'TC-CA-040',
        'TC-RP-056',
      ),
      claim(
        'the same without consent',
        '同意のない場合',
        'the latest items are not asked for, nobody is told',
        '最新の4情報は照会されず、誰にも伝わらない',
        'TC-CA-037',
        'TC-CA-401',
      ),
    ],
  },
  {
    id: 'P2',
    says: 'After a move the bank app gets a push, shows the new data, and one press completes the change; nothing changes without the press.',
    saysJa:
      '転居後、銀行アプリに通知が届き、新しい情報が示され、一回の操作で変更が完了する。操作なしには何も変わらない。',
    scenario: 'moving-house',
    claims: [
      claim(
        'one press',
        '一回の操作',
        'one press changes the record; none, "no" or silence does not',
        '一回の操作で記録が変わり、操作なし・拒否・沈黙では変わらない',
        'TC-RP-040',
        'TC-RP-042',
        'TC-RP-043',
        'TC-LIB-112',
      ),
      claim(
        'double, late and foreign presses',
        '二重・遅延・他人の操作',
        'one effect only; never an older change over a newer; nothing by somebody else',
        '効果は一回のみ、古い変更は新しい変更を上書きせず、他人の操作は効かない',
        'TC-RP-044',
        'TC-RP-045',
        'TC-RP-046',
      ),
      claim(
        'the bank is told nothing',
        '銀行に何も伝えない方式',
        'nothing reaches the bank before the press',
        '操作の前に銀行へ何も届かない',
        'TC-LIB-116',
        'TC-RP-054',
      ),
    ],
  },
  {
    id: 'P3',
    says: 'A new phone needs no re-issue procedure: install, tap the card, done on the spot.',
    saysJa: '機種変更に再発行手続は要らない。アプリを入れてカードをかざせば、その場で完了する。',
    scenario: 'new-phone',
    claims: [
      claim(
        'second phone, same card',
        '二台目の端末と同じカード',
        'success without prior revocation and without the old phone; the same person',
        '事前の失効も旧端末もなしに成功し、同一の本人である',
        'TC-LIB-068',
        'TC-CA-033',
        'TC-RP-007',
      ),
      claim(
        'the card of somebody else at the new phone',
        '新しい端末に他人のカードをかざす',
        'nothing changes: the card’s signature tells, not matching data',
        '何も変わらない。情報の照合ではなくカードの署名による',
        'TC-LIB-070',
        'TC-CA-071',
      ),
    ],
  },
  {
    id: 'P4',
    says: 'Issuing needs one tap of the card, by either legal route.',
    saysJa: '発行に要するタップは、いずれの法定の方式でも一回である。',
    scenario: 'moving-house',
    claims: [
      claim(
        'a full first issue; presences and signatures are counted',
        '初回の発行（カードの提示と署名を数える）',
        'one presence of the card, and a certificate',
        'カードの提示は一回で、発行される',
        'TC-LIB-001',
        'TC-LIB-002',
      ),
      claim(
        'the same with consent to the latest four items: two signatures',
        '基本4情報の提供への同意を伴う場合（署名は二つ）',
        'one presence of the card all the same, by either route',
        'いずれの方式でも、カードの提示はやはり一回',
        'TC-LIB-008',
        'TC-LIB-009',
      ),
      claim(
        'two keys, one to sign and one to authenticate',
        '署名用と認証用の二つの鍵',
        'one presence of the card, and two certificates',
        'カードの提示は一回で、二つの証明書が発行される',
        'TC-LIB-121',
      ),
    ],
  },
  {
    id: 'P5',
    says: 'No human looks at an application, neither at first registration nor at a change of phones.',
    saysJa: '初回登録にも機種変更にも、人の目による確認はない。',
    scenario: 'new-years-night',
    claims: [
      claim(
        'a hundred applications in the night of a holiday, of first registration and change of phones',
        '休日深夜の百件の申込み（初回登録と機種変更）',
        'each is answered at once with a certificate',
        'いずれも直ちに発行される',
        'TC-CA-001',
        'TC-CA-402',
      ),
    ],
  },
  {
    id: 'P6',
    says: 'Every app recognises the same person; data pass between operators by that person’s will alone.',
    saysJa: 'どのアプリでも同一の本人と認識され、事業者間のデータ連携は本人の意思によってのみ行われる。',
    scenario: 'marriage',
    claims: [
      claim(
        'two apps, one card',
        '二つのアプリと一枚のカード',
        'one identifier for each app; linking with the person’s grant, and not without',
        'アプリごとの識別子であり、本人の許諾があれば結び付き、なければ結び付かない',
        'TC-CA-034',
        'TC-HUB-001',
        'TC-HUB-002',
        'TC-HUB-009',
      ),
    ],
  },
  {
    id: 'P7',
    says: 'Log-in proves the person, and a transaction cannot be altered unnoticed.',
    saysJa: 'ログインにより本人が証明され、取引内容は気付かれずに改ざんされない。',
    scenario: 'altered-payment',
    claims: [
      claim(
        'somebody alters payee or amount between bank and phone',
        '銀行と端末の間で受取人・金額を改ざん',
        'the bank refuses; what is shown is what is signed',
        '銀行が拒む。表示されたものが署名される',
        'TC-RP-022',
        'TC-RP-023',
        'TC-RP-021',
        'TC-LIB-101',
        'TC-LIB-102',
      ),
      claim(
        'a recorded log-in answer is played again',
        '記録したログイン応答の再送',
        'the bank refuses',
        '銀行が拒む',
        'TC-RP-001',
        'TC-LIB-006',
      ),
    ],
  },
  {
    id: 'P8',
    says: 'The certificates are those of a CA accredited under the Electronic Signatures Act.',
    saysJa: '証明書は、電子署名法の認定を受けた認証業務のものである。',
    scenario: 'new-phone',
    claims: [
      claim(
        'issue and refusal by the rules of the Act',
        '法令の定めによる発行と拒否',
        'only on a valid signature of the card; five years at most; the profile of each kind kept',
        'カードの有効な署名によってのみ発行し、五年を超えず、各種別の様式を守る',
        'TC-CA-003',
        'TC-CA-012',
        'TC-CA-031',
      ),
    ],
  },
];
