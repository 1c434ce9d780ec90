/** The fixed words of the report in both languages. A style rule shows one of the two (see page-style.ts). */
import type { Base } from '../../conformance/requirements/index.ts';
import type { CaseVerdict, Role } from '../../conformance/verdict/types.ts';
import type { InTwo } from '../statement.ts';
import { html, type Markup } from './markup.ts';

/** What a case can end with. */
export type Shown = CaseVerdict['verdict'];

const two = (en: string, ja: string): InTwo => ({ en, ja });

export const VERDICT_WORDS: Readonly<Record<Shown, InTwo>> = {
  pass: two('pass', '合格'),
  fail: two('fail', '不合格'),
  inconc: two('inconclusive', '判定不能'),
  error: two('error of the rig', 'エラー'),
  none: two('not judged', '未判定'),
  notApplicable: two('not applicable', '対象外'),
};

export const ROLE_WORDS: Readonly<Record<Role, InTwo>> = {
  card: two('Card', 'カード'),
  library: two('FPoS library', 'FPoSライブラリ'),
  ca: two('Certification business', '認証業務(認証局)'),
  'relying-party': two('Relying party', 'サービス事業者'),
  hub: two('Data hub', 'データ連携基盤'),
};

export const BASE_WORDS: Readonly<Record<Base, InTwo>> = {
  law: two('law', '法令'),
  notice: two('ministry notice', '告示・通達'),
  publisher: two('publisher’s note', '公表資料'),
  operator: two('operator’s CP/CPS', '認証局の規程'),
  'open-profile': two('open profile', 'オープンプロファイル'),
  card: two('card specification', 'カード仕様'),
  design: two('design of this suite', '本スイートの設計'),
};

export const WORDS = {
  title: two('Conformance test report', '適合性試験報告書'),
  testBand: two(
    'TEST EVIDENCE · invented people, test cards, test keys',
    '試験の証跡・架空の人物、試験用カード、試験用の鍵',
  ),
  language: two('Language', '言語'),
  skip: two('Skip to the cases', 'ケースへ移動'),
  tested: two('What was tested', '試験対象'),
  identifier: two('Identifier', '識別子'),
  name: two('Name', '名称'),
  version: two('Version', '版'),
  roles: two('Roles', '役割'),
  connector: two('Connected', '接続'),
  total: two('cases in all', '全ケース'),
  result: two('Result', '結果'),
  bar: two('Share of each verdict', '判定の内訳'),
  replay: two('Run it again', '再実行'),
  seed: two('Seed', 'シード'),
  suite: two('Suite', 'スイート'),
  edition: two('Edition', '要件カタログの版'),
  selection: two('Selected', '選択条件'),
  allCases: two('all cases', '全ケース'),
  environment: two('Environment', '実行環境'),
  files: two('Files of the run (SHA-256)', '実行フォルダーのファイル(SHA-256)'),
  noFiles: two('The manifest lists no file.', 'マニフェストに記載されたファイルはありません。'),
  realTime: two(
    'When the run took place in real time stands in manifest.json; every time below is the world’s own.',
    '実際の実施日時は manifest.json にあります。以下の時刻は全て模擬世界の時刻です。',
  ),
  simulated: two(
    'Evidence is simulated unless it is marked silicon.',
    '「silicon」と記されたもの以外、証跡は模擬によるものです。',
  ),
  independence: two(
    'This project is independent of Japan Communications Inc., whose registered trademark FPoS is, of J-LIS, and of any certification authority. Nothing here is a statement of theirs.',
    '本プロジェクトは、日本通信株式会社(FPoSは同社の登録商標)、地方公共団体情報システム機構(J-LIS)及びいずれの認証局からも独立しており、本書はこれらの見解を示すものではありません。',
  ),
  expectedFailures: two('Expected failures', '想定済みの不合格'),
  outcome: two('Outcome', '結果'),
  because: two('Why it is known', '既知の理由'),
  owner: two('Owner', '担当'),
  until: two('Until', '期限'),
  promises: two('The promises of the publisher’s note', '公表資料の約束'),
  promisesNote: two(
    'What was promised, what was observed in this run, and the messages that show it. The mark of a promise is the worst verdict of its cases; a case that did not run or does not apply leaves it open.',
    '約束されたこと、この実行で観測されたこと、及びそれを示すメッセージ。印は関係するケースの最も悪い判定であり、実行されないケースがあれば未確認とする。',
  ),
  promised: two('What was promised', '約束'),
  stimulus: two('What was done', '行ったこと'),
  observedThat: two('What must be seen', '観測されるべきこと'),
  messages: two('Cases, and the message that decides', 'ケースと決め手のメッセージ'),
  notAllRun: two('not all cases ran', '未実行あり'),
  story: two('Story', '物語'),
  requirements: two('Requirements', '要件'),
  requirement: two('Requirement', '要件'),
  mark: two('Worst verdict', '総合'),
  sentence: two('What it demands', '内容'),
  verifiedBy: two('Cases', 'ケース'),
  notRun: two('not run', '未実行'),
  noCaseRun: two('No case of this run verifies it.', 'この実行には検証するケースがありません。'),
  unverified: two('no case', 'ケースなし'),
  notByCase: two('Not verified by a case', 'ケースでは検証しない'),
  base: two('Base', '根拠'),
  cases: two('Cases', 'ケース'),
  byteKey: two('Bytes of an APDU', 'APDUのバイト列'),
  keyHeader: two('header', 'ヘッダー'),
  keyLength: two('Lc, Le', 'Lc・Le'),
  keyData: two('data', 'データ'),
  keyStatus: two('SW1 SW2', 'SW1 SW2'),
  keyCut: two('a secret, cut where it was recorded', '記録時に伏せた秘密'),
  filter: two('Filter', '絞り込み'),
  filterHint: two('id, words, requirement ( / )', 'ID・語句・要件( / )'),
  onlyFailures: two('only failures', '不合格等のみ'),
  show: two('Show', '表示'),
  openAll: two('Open all', '全て開く'),
  closeAll: two('Close all', '全て閉じる'),
  reason: two('Reason', '理由'),
  evidence: two('Evidence', '証跡'),
  findings: two('Findings', '所見'),
  finding: two('Finding', '所見'),
  expected: two('Expected', '期待'),
  actual: two('Actual', '実際'),
  seenAt: two('Seen at', '観測'),
  advisories: two('Advisories', '参考所見'),
  rules: two('Rules applied', '適用した規則'),
  steps: two('Steps', '手順'),
  timeline: two('What was seen', '観測記録'),
  nothingSeen: two('Nothing was recorded.', '記録はありません。'),
  'initial-condition': two('Initial condition', '初期条件'),
  procedure: two('Procedure', '手順'),
  examination: two('The examining body reads the record', '指定調査機関による記録の閲覧'),
  end: two('End', '終了'),
  step: two('Step', '手順'),
  connect: two('Card is presented', 'カードをかざす'),
  reset: two('Warm reset', 'ウォームリセット'),
  disconnect: two('Presence ends', 'カード利用の終了'),
  removed: two('Card is taken away', 'カードが離された'),
  presence: two('presence', 'タップ'),
  given: two('given', '前提'),
  request: two('request', '要求'),
  response: two('response', '応答'),
  fields: two('fields', '項目'),
  sameAs: two('the same as at', '次と同一:'),
  noAnswer: two('No answer', '応答なし'),
  tampered: two(
    'Changed on the way by the rig, not by the IUT',
    '試験装置が途中で改変(試験対象の行為ではない)',
  ),
  spared: two('The rig went no further', '試験装置による中止'),
  iutBroke: two('The IUT broke', '試験対象の異常'),
  rigBroke: two('The rig broke, which is our own fault', '試験装置の異常(当方の責任)'),
} as const satisfies Readonly<Record<string, InTwo>>;

export type Word = keyof typeof WORDS;

/** Both languages of a phrase; the reader sees the one chosen. */
export const inTwo = ({ en, ja }: InTwo): Markup =>
  html`<span lang="en">${en}</span><span lang="ja">${ja}</span>`;

const SAID = new Map(Object.entries(WORDS).map(([word, phrase]) => [word, inTwo(phrase)]));

/** A fixed word in both languages. */
export const say = (word: Word): Markup => SAID.get(word)!;

/** What a cell is about; seen on narrow screens, where the head of the table is not. */
export const label = (word: Word): Markup => html`<span class="label">${say(word)} </span>`;
