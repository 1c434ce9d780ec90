/** What `replay` says, in both languages. */
import type { DifferenceKind } from '../../../simulator/reader/index.ts';
import type { Language } from './index.ts';

interface ReplayWords {
  readonly summary: string;
  readonly description: string;
  readonly file: string;
  readonly with: string;
  readonly content: string;
  readonly show: string;
  readonly profile: string;
  readonly world: string;
  readonly cardFile: string;
  readonly seed: string;
  readonly citizen: string;
  readonly rule: string;
  readonly examples: readonly (readonly string[])[];
  readonly missing: (path: string) => string;
  readonly missingHint: string;
  readonly exists: (path: string) => string;
  readonly unwritable: (path: string, why: string) => string;
  readonly writeHint: string;
  readonly excludes: string;
  readonly excludesHint: string;
  readonly kinds: Readonly<Record<DifferenceKind, string>>;
  readonly difference: (kind: string, expected: string, actual: string) => string;
  readonly none: (events: number) => string;
  readonly some: (count: number, events: number, kinds: string) => string;
}

const en: ReplayWords = {
  summary: 'play a recorded dialogue against a card, and list what is different',
  description:
    'Plays what `card --record FILE` recorded against a virtual card and lists every difference by kind: status word,\n' +
    'counter, length, structure, order, answer to reset, and with --content any other byte. A recording holds no PIN:\n' +
    'where a right one stood, that of the card is sent. Exit code: 0 no difference, 1 differences, 2 a mistake.',
  file: 'the recording',
  with: 'compare with another recording, and play nothing',
  content: 'compare the contents too: for the same card, or one with the same contents',
  show: 'print the recording as `card --trace` would, and play nothing',
  profile: 'which kind of card to play against; see `list profiles` (default: default)',
  world: 'play against the card of a citizen of a running world: the URL of its control interface',
  cardFile: 'play against a card in a file; its counters change',
  seed: 'the world that the card comes from',
  citizen: 'whose card: which citizen of that world, from 1',
  rule: 'what goes wrong on purpose with the card, as in `card --rule`; can be given again',
  examples: [
    ['fpos-hil card --record opensc.rec -- pkcs15-tool -D', 'a recording of OpenSC'],
    ['fpos-hil replay opensc.rec --content', 'the same card again: no difference'],
    ['fpos-hil replay opensc.rec --profile blocked-auth-pin', 'another kind of card'],
    ['fpos-hil replay opensc.rec --with other.rec --json', 'two programs beside each other'],
  ],
  missing: (path) => `${path} cannot be read`,
  missingHint: 'Make one: fpos-hil card --record FILE -- COMMAND',
  exists: (path) => `${path} is there already`,
  unwritable: (path, why) => `${path} cannot be written: ${why}`,
  writeHint: 'Give --record another name.',
  excludes: '--show, --with and a card to play against exclude each other',
  excludesHint: 'Leave out --show or --with, or the options of the card.',
  kinds: {
    'status-word': 'status word',
    counter: 'counter',
    length: 'length',
    structure: 'structure',
    order: 'order',
    atr: 'answer to reset',
    content: 'content',
  },
  difference: (kind, expected, actual) => `${kind}: ${expected} recorded, ${actual} now`,
  none: (events) => `No difference in ${events} events.`,
  some: (count, events, kinds) =>
    `${count === 1 ? '1 difference' : `${count} differences`} in ${events} events: ${kinds}.`,
};

const ja: ReplayWords = {
  summary: '記録したやり取りをカードに対して再生し、違いを挙げる',
  description:
    '`card --record FILE` の記録を仮想カードに対して再生し、違いを種類別に挙げます: 状態バイト、残り回数、長さ、構造、\n' +
    '順序、リセット応答、--content を付ければその他のバイトも。記録に暗証番号はありません。正しい暗証番号のあった\n' +
    '所には、そのカードのものを送ります。終了コード: 0 違いなし、1 違いあり、2 指定の誤り。',
  file: '記録',
  with: '別の記録と比べる（再生はしない）',
  content: '内容も比べる: 同じカード、又は同じ内容のカードのとき',
  show: '記録を `card --trace` と同じ形で表示する（再生はしない）',
  profile: '再生の相手となるカードの種類。一覧は `list profiles`（既定値: default）',
  world: '動いている world の住民のカードに対して再生する。制御用インターフェースの URL',
  cardFile: 'ファイルのカードに対して再生する（残り回数が変わる）',
  seed: 'カードの属する世界のシード',
  citizen: '誰のカードか。その世界の何番目の住民か(1 から)',
  rule: '`card --rule` と同じく、カードにわざと起こす不具合。何度でも指定できる',
  examples: [
    ['fpos-hil card --record opensc.rec -- pkcs15-tool -D', 'OpenSC の記録'],
    ['fpos-hil replay opensc.rec --content', '同じカードでもう一度: 違いなし'],
    ['fpos-hil replay opensc.rec --profile blocked-auth-pin', '別の種類のカード'],
    ['fpos-hil replay opensc.rec --with other.rec --json', '二つのプログラムを比べる'],
  ],
  missing: (path) => `${path} を読めません`,
  missingHint: '作り方: fpos-hil card --record FILE -- COMMAND',
  exists: (path) => `${path} は既にあります`,
  unwritable: (path, why) => `${path} に書けません: ${why}`,
  writeHint: '--record で別の名前にしてください。',
  excludes: '--show、--with、相手のカードの指定は同時に使えません',
  excludesHint: '--show 又は --with を外すか、カードの指定を外してください。',
  kinds: {
    'status-word': '状態バイト',
    counter: '残り回数',
    length: '長さ',
    structure: '構造',
    order: '順序',
    atr: 'リセット応答',
    content: '内容',
  },
  difference: (kind, expected, actual) => `${kind}: 記録では ${expected}、今回は ${actual}`,
  none: (events) => `${events} 個のイベントに違いはありません。`,
  some: (count, events, kinds) => `${events} 個のイベントに ${count} 個の違い: ${kinds}。`,
};

export const REPLAY_WORDS: Readonly<Record<Language, ReplayWords>> = { en, ja };
