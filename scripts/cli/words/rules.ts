/** What is said about rules between card and client, in both languages. The English of a mistake is the rule reader's own. */
import type { Expected, RuleTextError } from '../../../simulator/reader/index.ts';
import type { Language } from './index.ts';

const EXPECTED_JA: Readonly<Record<Expected, string>> = {
  subject: 'insertion、reset、command、コマンドの名前、又は command と CLA INS の16進（command 802A）',
  target: 'アプリケーション（JPKI-AP、AID）又はファイル（EF 0001、EF.SIGN_CERT）',
  count: '1 から 1000000 までの数',
  ordinal: '序数（1st、second、10th）',
  effect:
    '起こること（answers HEX、acts but answers HEX、loses the card before|during|after it、gets no answer、hangs、takes N ms、gives at most N bytes、changes byte N、finds CARD）',
  answer: '状態バイトまで含む応答の16進（6F00）又は nothing',
  when: 'before、during、after のどれか',
  milliseconds: '1 から 600000 までのミリ秒と ms',
  bytes: 'バイト数',
  card: 'カードの名前（passport）',
  on: '"on"',
  end: '規則の終わり',
};

const en = {
  mistake: ({ message }: RuleTextError): string => message,
  hint: 'For example: --rule "the next 2 READ BINARY of EF 0001 answer 6F00". docs/rules.md has the grammar.',
  json: (text: string): string => `--rule ${text}: neither a rule nor JSON`,
  noRule: (id: string): string => `there is no rule ${id}`,
};

const ja: typeof en = {
  mistake: ({ text, at, found, expected }) =>
    `規則 "${text}": ${at} 文字目: ${found === '' ? 'ここで終わっている' : `"${found}"`}。ここには ${EXPECTED_JA[expected]} を書く`,
  hint: '例: --rule "the next 2 READ BINARY of EF 0001 answer 6F00"。文法は docs/rules.md にあります。',
  json: (text) => `--rule ${text}: 規則でも JSON でもありません`,
  noRule: (id) => `規則 ${id} はありません`,
};

export const RULE_WORDS: Readonly<Record<Language, typeof en>> = { en, ja };
