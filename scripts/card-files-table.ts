/** The files of the virtual card as a table for the porting page, made of the card's own data so that they cannot part. */
import { toHex } from '../simulator/apdu/index.ts';
import { type AccessRule, type CardFile, loadProfile } from '../simulator/card/index.ts';
import { createJlis } from '../simulator/jlis/index.ts';
import { citizenOf } from '../simulator/people/index.ts';
import { createWorld, virtualClock } from '../simulator/world/index.ts';

const WORDS = {
  en: {
    head: ['EF', 'name', 'what', 'read or used after VERIFY of'],
    free: 'free',
    never: 'never',
    transparent: 'bytes',
    record: 'records',
    key: 'private key',
    reference: 'key reference',
    tries: 'tries',
  },
  ja: {
    head: ['EF', '名称', '種類', '読取り・使用に要する照合'],
    free: '不要',
    never: '不可',
    transparent: 'バイト列',
    record: 'レコード',
    key: '私有鍵',
    reference: '鍵参照',
    tries: '回',
  },
} as const;

const CHANGES = { 'reference-data': '`00 24 01 80`', key: '`80 32 00 80`', never: '' } as const;

const hex = (fid: number): string => `\`${fid.toString(16).toUpperCase().padStart(4, '0')}\``;

/** @returns for each application a line with its AID, and its files */
export function cardFilesTable(language: keyof typeof WORDS): string {
  const words = WORDS[language];
  const world = createWorld({ seed: 'table', clock: virtualClock() });
  const { data } = createJlis(world).issueProfileCard(citizenOf(world.chance, 1), loadProfile('default'));
  const after = (rule: AccessRule): string =>
    typeof rule === 'string' ? words[rule] : rule.anyOf.map(hex).join(', ');
  const what = (file: CardFile): string =>
    file.kind === 'pin'
      ? `PIN, ${file.triesMax === Number.POSITIVE_INFINITY ? '–' : file.triesMax} ${words.tries} ${CHANGES[file.change]}`.trim()
      : words[file.kind];
  const opened = (file: CardFile): string => {
    if (file.kind === 'pin' || file.kind === 'reference') return '';
    return after(file.kind === 'key' ? file.use : file.read);
  };
  return data.applications
    .map(({ name, aid, files }) =>
      [
        `**${name}** \`${toHex(aid)}\``,
        '',
        `| ${words.head.join(' | ')} |`,
        '| --- | --- | --- | --- |',
        ...[...files]
          .sort((a, b) => a.fid - b.fid)
          .map((file) => `| ${hex(file.fid)} | ${file.name} | ${what(file)} | ${opened(file)} |`),
      ].join('\n'),
    )
    .join('\n\n');
}
