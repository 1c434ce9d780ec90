/**
 * Refusals of files, folders, ports and options in Japanese. As in faults.ts the sentences are made where the mistake is found,
 * in English; here each stands once more with `{}` for what is put in, and `{1}`, `{2}` … for it in the Japanese one.
 */
import { translator } from './faults.ts';

/** What was wrong, by the code under which it is told: the same English may mean another thing elsewhere. */
export const REFUSALS: Readonly<Record<string, readonly (readonly [en: string, ja: string])[]>> = {
  ERR_OUT: [
    ['{} holds something that is no run folder', '{1} には実行結果のフォルダーでないものが入っています'],
    ['cannot write to {}: {}', '{1} に書き込めません: {2}'],
  ],
  ERR_RUN_FOLDER: [
    ['there is no {}', '{1} がありません'],
    ['{} is not JSON', '{1} は JSON ではありません'],
    ['the run in {} did not end', '{1} の実行は最後まで行われていません'],
  ],
  ERR_TRANSCRIPT: [
    ['transcript line {} is not JSON', '記録の {1} 行目が JSON ではありません'],
    ['transcript line {} is no observation', '記録の {1} 行目が観測ではありません'],
    ['line 1 is not the header of a transcript of version 1', '1 行目が版 1 の記録の見出しではありません'],
  ],
  ERR_MERGE: [
    ['{} is no shard', '{1} は分割実行の結果ではありません'],
    ['{} is one of {}, the first is one of {}', '{1} は {2} 分割の一つ、最初のものは {3} 分割の一つです'],
    ['shard {} is missing', '分割 {1} がありません'],
    ['shard {} is there {} times: {}', '分割 {1} が {2} 回あります: {3}'],
    ['the transcript in {} is not the one of its manifest', '{1} の記録は目録のものではありません'],
    [
      '{} is of another run than {}: suite, IUT, ICS, seed or selection differ',
      '{1} は {2} と別の実行です（試験群、実装、ICS、シード、選択のいずれかが異なります）',
    ],
    ['no shard ran {}', '{1} を実行した分割がありません'],
    ['{} ran twice or was not asked for', '{1} は二度実行されたか、求められていません'],
  ],
  ERR_EXPECTED_FAILURES: [
    ['{}: cannot be read ({})', '{1}: 読めません（{2}）'],
    ['{}: not JSON: {}', '{1}: JSON ではありません: {2}'],
    ['{}: {} stands there twice', '{1}: {2} が二度書かれています'],
  ],
  ERR_PORT: [['cannot listen on {} ({})', '{1} で待ち受けられません（{2}）']],
  ERR_DOOR_LISTEN: [['cannot listen on {} ({})', '{1} で待ち受けられません（{2}）']],
  ERR_COMMAND_NOT_FOUND: [['cannot start {}: {}', '{1} を起動できません: {2}']],
  ERR_CARD_FILE_EXISTS: [['{}: is there already', '{1}: すでにあります']],
  ERR_CARD_FILE_FOLDER: [['{}: there is no folder {}', '{1}: フォルダー {2} がありません']],
  ERR_CARD_FILE_MISSING: [
    ['{}: there is no such file', '{1}: そのファイルはありません'],
    ['{}: is a folder', '{1}: フォルダーです'],
    ['{}: may not be read', '{1}: 読取りが許されていません'],
    ['{}: cannot be read ({})', '{1}: 読めません（{2}）'],
  ],
  ERR_CARD_FILE_JSON: [['{}: not JSON (cut short?)', '{1}: JSON ではありません（途中で切れていますか）']],
  ERR_CARD_FILE_WRITE: [
    ['{}: nothing can be written beside it ({})', '{1}: 同じ場所に書き込めません（{2}）'],
  ],
  ERR_CARD_IN_USE: [['{}: in use by process {}', '{1}: プロセス {2} が使用中です']],
  ERR_ROLE: [['there is no role {}', '役割 {1} はありません']],
  ERR_REQUIREMENT: [['there is no requirement {}', '要件 {1} はありません']],
  ERR_ICS: [['there is no ICS item {}', 'ICS の項目 {1} はありません']],
  ERR_TAG: [['no case has the tag {}', 'タグ {1} を持つケースはありません']],
  ERR_CASE_UNKNOWN: [['there is no case {}', 'ケース {1} はありません']],
  ERR_EMPTY_SELECTION: [['no case is selected', 'ケースが一つも選ばれていません']],
  ERR_SHARD: [['--shard {} is not i/n with 1 ≤ i ≤ n', '--shard {1} は i/n（1 ≤ i ≤ n）ではありません']],
  ERR_IUT_UNKNOWN: [['there is no {}', '{1} はありません']],
};

/** How to mend it. */
export const CURES: readonly (readonly [en: string, ja: string])[] = [
  [
    'give --out an empty folder, a new one, or that of an earlier run',
    '--out には空のフォルダー、新しいフォルダー、又は前の実行結果のフォルダーを指定してください',
  ],
  ['name the folder that fpos-hil run wrote', 'fpos-hil run が書いたフォルダーを指定してください'],
  ['take the run folder unaltered', '実行結果のフォルダーを変更せずに使ってください'],
  ['run it again', 'もう一度実行してください'],
  [
    'take the transcript.jsonl of a run folder, unaltered',
    '実行結果のフォルダーの transcript.jsonl を変更せずに使ってください',
  ],
  ['Merge what run --shard i/n wrote.', 'run --shard i/n が書いたものを合わせてください。'],
  ['Run all with the same n.', 'すべて同じ n で実行してください。'],
  ['Run it, or name its folder.', '実行するか、そのフォルダーを指定してください。'],
  ['Name each once.', 'それぞれ一度だけ指定してください。'],
  ['Take the run folders unaltered.', '実行結果のフォルダーを変更せずに使ってください。'],
  ['Run all shards alike.', 'すべての分割を同じように実行してください。'],
  ['Run all shards with this edition.', 'すべての分割をこの版で実行してください。'],
  [
    'Each entry has case, found, because, owner, link and expires; see docs/contract.md.',
    '各項目には case、found、because、owner、link、expires が必要です。docs/contract.md をご覧ください。',
  ],
  [
    'Choose other ports, or leave the choice to the system.',
    '別のポートを選ぶか、選択をシステムに任せてください。',
  ],
  ['Choose another port.', '別のポートを選んでください。'],
  [
    'Check the name and that it is installed and executable.',
    '名前、インストールの有無、実行できるかをご確認ください。',
  ],
  ['Choose another name, or remove that file first.', '別の名前を選ぶか、そのファイルを先に消してください。'],
  ['Make the folder first, or choose another place.', '先にフォルダーを作るか、別の場所を選んでください。'],
  [
    'Name the file of a card; fpos-hil card --file CARD new makes one.',
    'カードのファイルを指定してください。fpos-hil card --file CARD new で作れます。',
  ],
  ['Put back a copy of the file, or make the card anew.', '写しを戻すか、カードを作り直してください。'],
  [
    'A card is written whenever its counters change: keep it in a folder that you may write.',
    'カードは残り回数が変わるたびに書き込まれます。書き込めるフォルダーに置いてください。',
  ],
  [
    'End that process, or work with a copy of the file.',
    'そのプロセスを終了するか、ファイルの写しを使ってください。',
  ],
  ['roles: {}', '役割: {1}'],
  ['items: {}', '項目: {1}'],
  ['tags: {}', 'タグ: {1}'],
  ['see fpos-hil list requirements', 'fpos-hil list requirements をご覧ください'],
  ['see fpos-hil list cases', 'fpos-hil list cases をご覧ください'],
  [
    'see fpos-hil list mutants and fpos-hil list nulls',
    'fpos-hil list mutants と fpos-hil list nulls をご覧ください',
  ],
  ['for example --shard 2/8', '例: --shard 2/8'],
];

/** Reasons that are put in. */
const WORDS: Readonly<Record<string, string>> = {
  'a part of this path is a file': 'パスの途中にファイルがあります',
  'there is a file of this name': '同じ名前のファイルがあります',
  'it may not be written': '書込みが許されていません',
  'there is no room': '空きがありません',
  'it cannot be made there': 'そこには作れません',
};

const byCode = new Map(Object.entries(REFUSALS).map(([code, list]) => [code, translator(list, WORDS)]));
const cure = translator(CURES);

/** What is told under this code in Japanese, and its hint; what nobody foresaw stays as it is. */
export const refusalInJapanese = (
  code: string,
  message: string,
  hint: string | undefined,
): { readonly message: string; readonly hint: string | undefined } => ({
  message: byCode.get(code)?.(message) ?? message,
  hint: hint === undefined ? undefined : cure(hint),
});
