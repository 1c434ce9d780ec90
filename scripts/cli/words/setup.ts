/** What `init` and `doctor` say, in both languages. */
import type { Language } from './index.ts';

const en = {
  init: {
    summary: 'write the configuration of your implementation',
    description:
      'Asks a few questions and writes the file that `run --iut` takes. What is given by options is not asked;\n' +
      'with --yes nothing is asked. What you do not answer stays unset, and unset is not false.',
    file: 'file to write',
    roles: 'roles that your implementation fills, separated by commas',
    connect: 'how it is reached',
    command: 'how it is started: program and arguments, separated by spaces',
    url: 'its URL (http, webSocket)',
    port: 'port of this machine that it dials (listen)',
    clock: 'whose clock it goes by: controlled or own',
    yes: 'ask nothing',
    force: 'replace a file that is there',
    examples: [
      ['fpos-hil init', 'questions, and a file'],
      ['fpos-hil init --yes --roles ca --command "java -jar ca-adapter.jar" --clock own', 'no questions'],
    ],
    exists: (file: string) => `${file} is there already`,
    existsHint: 'Give --file another name, or --force.',
    missing: (what: string) => `nothing says ${what}, and there is nobody to ask`,
    noUrl: (url: string) => `"${url}" is no URL`,
    noUrlHint: 'Write it whole, as http://127.0.0.1:8080.',
    missingHint: 'Give it as an option: see fpos-hil init --help.',
    written: (file: string) =>
      `${file} written. Next: fpos-hil doctor ${file}, then fpos-hil run --iut ${file}`,
  },
  doctor: {
    summary: 'tell what is missing on this machine, and how to mend it',
    description:
      'Looks at this machine; with a configuration file, at that set-up as `run` does before its first case.\n' +
      'Exit code: 0 nothing that every run needs is missing, 2 something is.',
    file: 'configuration file of an implementation',
    examples: [
      ['fpos-hil doctor', 'this machine'],
      ['fpos-hil doctor iut.json', 'this machine, and whether your implementation can be reached'],
    ],
    wants: 'for',
    mend: 'mend',
    setUp: (name: string, version: string, roles: string) => `${name} ${version} is ready, roles: ${roles}`,
  },
};
export type SetupWords = typeof en;

const ja: SetupWords = {
  init: {
    summary: '実装の設定ファイルを書く',
    description:
      '少数の質問をして `run --iut` に渡すファイルを書きます。オプションで与えた事項は尋ねません。\n' +
      '--yes では何も尋ねません。答えなかった事項は未設定のままで、未設定は「否」ではありません。',
    file: '書き出すファイル',
    roles: '実装が果たす役割（コンマで区切る）',
    connect: '接続の方法',
    command: '起動の方法: プログラムと引数（空白で区切る）',
    url: 'URL（http、webSocket）',
    port: '実装が接続してくるこの機械のポート（listen）',
    clock: '時計: controlled 又は own',
    yes: '何も尋ねない',
    force: '既にあるファイルを置き換える',
    examples: [
      ['fpos-hil init', '質問に答えてファイルを作る'],
      ['fpos-hil init --yes --roles ca --command "java -jar ca-adapter.jar" --clock own', '質問なし'],
    ],
    exists: (file) => `${file} は既にあります`,
    existsHint: '--file で別の名前にするか、--force を付けてください。',
    missing: (what) => `${what} が分からず、尋ねる相手もいません`,
    noUrl: (url) => `「${url}」はURLではありません`,
    noUrlHint: 'http://127.0.0.1:8080 のように全体を書いてください。',
    missingHint: 'オプションで与えてください: fpos-hil init --help',
    written: (file) =>
      `${file} を書きました。次は fpos-hil doctor ${file}、その後 fpos-hil run --iut ${file}`,
  },
  doctor: {
    summary: 'この機械に足りないものと直し方を示す',
    description:
      'この機械を調べます。設定ファイルを与えると、`run` が最初のケースの前に行うのと同じ点検をします。\n' +
      '終了コード: 0 全ての実行に必要なものは揃っている、2 足りない。',
    file: '実装の設定ファイル',
    examples: [
      ['fpos-hil doctor', 'この機械'],
      ['fpos-hil doctor iut.json', 'この機械と、実装に届くかどうか'],
    ],
    wants: '用途',
    mend: '直し方',
    setUp: (name, version, roles) => `${name} ${version} は準備完了、役割: ${roles}`,
  },
};

export const SETUP_WORDS: Readonly<Record<Language, SetupWords>> = { en, ja };
