/** What `run`, `judge` and `list` say, in both languages. */
import type { Outcome } from '../../../conformance/verdict/expected-failures.ts';
import type { CaseVerdict } from '../../../conformance/verdict/types.ts';
import type { Language } from './index.ts';

const en = {
  run: {
    summary: 'run the suite against an implementation',
    description:
      'Runs the conformance cases against an implementation under test and writes transcript, verdicts and reports.\n' +
      'Without --iut the bundled reference is judged: each of its roles in turn, among the other references.\n' +
      'Exit code: 0 all passed, 1 a case failed, 2 a mistake of the caller or of the rig, 3 inconclusive.',
    iut: 'what to judge: reference, mutant:ID, null:ID, or the configuration file of your implementation',
    seed: 'the same seed gives the same run, byte for byte',
    out: 'folder of the run (default: out/DATE-SEED); an earlier run in it is replaced',
    case: 'only these cases: whole ids, separated by commas',
    tag: 'only cases with this tag (see list tags); !TAG: all but those',
    ics: 'only cases that need this item of the ICS',
    expected:
      'file of expected failures: the run is red when one passes, differs, has expired or names nothing',
    blind: 'do not tell the implementation which case runs',
    workers:
      'instances of the implementation at the same time (it must allow isolated ones); default 1, of the bundled ones as many threads as there are processors',
    notAsExpected: (id: string, outcome: string, seen: string) =>
      `expected failure ${id} ${outcome}: ${seen}`,
    asExpected: (n: number, all: number) => `expected failures: ${n} of ${all} as expected`,
    role: 'only cases of one role: card, library, ca, relying-party, hub',
    filter: 'only cases whose id or purpose contains TEXT',
    requirement: 'only cases that verify this requirement',
    shard: 'only the i-th of n parts of the selection',
    path: 'replay one run of a property-based case, as its failure printed it',
    noRejudge: 'do not compute the verdicts a second time in a fresh process',
    examples: [
      ['fpos-hil run', 'the whole suite against the bundled reference'],
      ['fpos-hil run --iut iut.json --role ca', 'your CA, started as iut.json says'],
      ['fpos-hil run --iut mutant:ca-fails-open', 'an implementation with one defect: see it fail'],
      ['fpos-hil run --filter TC-LIB-004', 'one case'],
    ],
    pathNeedsOne: '--path replays one case, and more than one is selected',
    pathHint: 'add --case with the id of the case',
    advisories: (n: number) =>
      `${n} ${n === 1 ? 'advisory' : 'advisories'}: what differs from what is usual, and is no failure; see the report`,
    nothingApplied: 'nothing applied, so nothing is judged: see the ICS and the roles of the implementation',
    pathNotDrawn: (id: string) => `${id} draws no runs, so there is none to replay`,
    pathMalformed: (path: string) => `"${path}" is no path`,
    pathFrom: 'a path stands in the reason of a failed case that draws its runs, as 12:3:0',
    begin: (cases: number, name: string, seed: string) => `${cases} cases against ${name}, seed ${seed}`,
    summaryLine: (text: string, seconds: string) => `${text}  (${seconds} s)`,
    report: 'report',
    replay: 'replay',
    rejudged: (count: number) =>
      `verdicts computed again from the transcript in a fresh process: ${count} equal`,
    rejudgeFailed: 'the verdicts computed again in a fresh process differ; this is a defect of fpos-hil',
  },
  merge: {
    summary: 'put the shards of a run together',
    description:
      'Reads the run folders of all shards, proves that every case of the selection is there exactly once,\n' +
      'computes the verdicts again and writes one run folder. Exit code as of `run`.',
    folders: 'folders that `run --shard` wrote',
    out: 'folder of the merged run',
    examples: [['fpos-hil merge out/1 out/2 out/3 --out out/all', 'three shards, one run']],
  },
  judge: {
    summary: 'compute the verdicts of a run again, from its transcript alone',
    description:
      'Reads the transcript of a run folder, applies the rules again and compares with the verdicts recorded there.\n' +
      'Needs no implementation, no card and no network. Exit code: 0 equal, 1 a difference, 2 no such run.',
    folder: 'folder that `run` wrote',
    examples: [['fpos-hil judge out/2026-04-01-1', 'judge a run again']],
    equal: (count: number) => `${count} verdicts, all equal`,
    differs: (id: string, recorded: string, again: string) =>
      `${id}: recorded ${recorded}, computed ${again}`,
  },
  list: {
    summary: 'list cases, requirements, tags, ICS items, mutants, nulls, profiles, scenarios or readers',
    description: 'Lists what there is. With --json, an array of objects with at least `id`.',
    what: 'cases, requirements, tags, ics, mutants, nulls, profiles, scenarios or readers',
    examples: [
      ['fpos-hil list cases', 'every case with its purpose'],
      ['fpos-hil list requirements --json', 'the catalogue for programs'],
    ],
    unknown: (what: string) => `there is no list of ${what}`,
    hint: (names: string) => `lists: ${names}`,
  },
  verdicts: {
    pass: 'pass',
    fail: 'fail',
    inconc: 'inconclusive',
    error: 'error',
    none: 'none',
    notApplicable: 'not applicable',
  } satisfies Record<CaseVerdict['verdict'], string>,
  outcomes: {
    'as-expected': 'failed as expected',
    passed: 'passes; take it out of the file',
    differs: 'fails differently',
    expired: 'is not excused any more',
    'names-nothing': 'names nothing that runs',
    'not-run': 'was not selected',
  } satisfies Record<Outcome, string>,
};

export type RunWords = typeof en;

const ja: RunWords = {
  run: {
    summary: '実装に対して試験スイートを実行する',
    description:
      '被試験実装に対して適合性試験を実行し、記録・判定・報告書を書き出します。\n' +
      '--iut を省くと同梱の参照実装を、他の参照実装の中で役割ごとに判定します。\n' +
      '終了コード: 0 全て合格、1 不合格あり、2 呼出し側又は試験装置の誤り、3 判定不能。',
    iut: '判定対象: reference、mutant:ID、null:ID、又は実装の設定ファイル',
    seed: '同じシードは一バイトも違わない同じ実行になる',
    out: '実行結果のフォルダー（既定: out/日付-シード）。以前の実行は置き換える',
    case: 'このケースだけ（IDをコンマで区切る）',
    tag: 'このタグを持つケースだけ（list tags）。!TAG はそれ以外',
    ics: 'ICS のこの項目を要するケースだけ',
    expected: '想定済みの不合格のファイル。合格した・別の理由・期限切れ・該当なしのとき失敗とする',
    blind: 'どのケースかを実装に知らせない',
    workers:
      '同時に動かす実装の数（互いに独立であること）。既定は1、同梱の実装ではプロセッサーの数だけのスレッド',
    notAsExpected: (id, outcome, seen) => `想定済みの不合格 ${id} ${outcome}: ${seen}`,
    asExpected: (n, all) => `想定済みの不合格: ${all} 件中 ${n} 件が想定どおり`,
    role: '一つの役割のケースだけ: card, library, ca, relying-party, hub',
    filter: 'ID又は目的に TEXT を含むケースだけ',
    requirement: 'この要件を検証するケースだけ',
    shard: '選択の n 分割の i 番目だけ',
    path: '不合格時に表示されたとおりに、性質試験の一回を再現する',
    noRejudge: '別プロセスでの再判定をしない',
    examples: [
      ['fpos-hil run', '同梱の参照実装に対する全ケース'],
      ['fpos-hil run --iut iut.json --role ca', 'iut.json のとおりに起動するあなたの認証局'],
      ['fpos-hil run --iut mutant:ca-fails-open', '欠陥を一つ持つ実装が不合格になる様子'],
      ['fpos-hil run --filter TC-LIB-004', '一つのケース'],
    ],
    pathNeedsOne: '--path は一つのケースを再現しますが、二つ以上が選ばれています',
    pathHint: '--case でケースのIDを加えてください',
    advisories: (n) => `参考所見 ${n} 件：通例と異なるが不合格ではない点。報告書をご覧ください`,
    nothingApplied: '適用されるケースがなく、何も判定していません。実装のICSと役割をご確認ください',
    pathNotDrawn: (id) => `${id} は実行を生成しないため、再現するものがありません`,
    pathMalformed: (path) => `「${path}」はパスではありません`,
    pathFrom: 'パスは、実行を生成するケースが不合格のとき、その理由に 12:3:0 の形で書かれます',
    begin: (cases, name, seed) => `${name} に対する ${cases} 件のケース、シード ${seed}`,
    summaryLine: (text, seconds) => `${text}  （${seconds} 秒）`,
    report: '報告書',
    replay: '再現',
    rejudged: (count) => `別プロセスで記録から再判定: ${count} 件一致`,
    rejudgeFailed: '別プロセスでの再判定が一致しません。fpos-hil の欠陥です',
  },
  merge: {
    summary: '分割した実行を一つにまとめる',
    description:
      '全ての分割の実行結果を読み、選択されたケースが一度ずつ揃うことを確かめ、判定し直して一つの実行結果にします。\n' +
      '終了コードは `run` と同じです。',
    folders: '`run --shard` が書き出したフォルダー',
    out: 'まとめた実行結果のフォルダー',
    examples: [['fpos-hil merge out/1 out/2 out/3 --out out/all', '三分割を一つに']],
  },
  judge: {
    summary: '記録だけから判定し直す',
    description:
      '実行結果のフォルダーの記録に規則を再び適用し、記録された判定と比べます。\n' +
      '実装・カード・ネットワークは不要です。終了コード: 0 一致、1 相違、2 該当する実行なし。',
    folder: '`run` が書き出したフォルダー',
    examples: [['fpos-hil judge out/2026-04-01-1', '実行を判定し直す']],
    equal: (count) => `${count} 件の判定は全て一致`,
    differs: (id, recorded, again) => `${id}: 記録 ${recorded}、再判定 ${again}`,
  },
  list: {
    summary: 'ケース、要件、タグ、ICS、変異体、何もしない実装、プロファイル、シナリオ、リーダーの一覧',
    description: '一覧を表示します。--json では少なくとも `id` を持つオブジェクトの配列になります。',
    what: 'cases、requirements、tags、ics、mutants、nulls、profiles、scenarios、readers',
    examples: [
      ['fpos-hil list cases', '全ケースとその目的'],
      ['fpos-hil list requirements --json', 'プログラム用の要件一覧'],
    ],
    unknown: (what) => `${what} という一覧はありません`,
    hint: (names) => `一覧: ${names}`,
  },
  verdicts: {
    pass: '合格',
    fail: '不合格',
    inconc: '判定不能',
    error: 'エラー',
    none: '未判定',
    notApplicable: '対象外',
  },
  outcomes: {
    'as-expected': '想定どおり不合格',
    passed: 'は合格しました。ファイルから除いてください',
    differs: 'は別の理由で不合格です',
    expired: 'は期限切れです',
    'names-nothing': 'に当たるケースは実行されません',
    'not-run': 'は選択されていません',
  },
};

export const RUN_WORDS: Readonly<Record<Language, RunWords>> = { en, ja };
