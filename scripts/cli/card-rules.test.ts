/** `card --rule` as OpenSC meets it, and the mistakes that a caller can make. */
import { expect, test } from 'vitest';
import { type Chip, fromHex, toHex } from '../../simulator/apdu/index.ts';
import { chanceFrom, foreignClient } from '../../simulator/world/index.ts';
import { createCardRules } from './card-rules.ts';
import { main } from './main.ts';
import { fposHil } from './testing/cli.ts';
import { wordsIn } from './words/index.ts';

const opensc = foreignClient('opensc-tool', 'opensc');

test.skipIf('missing' in opensc)(
  'OpenSC: other answers as often as said, torn away, and another card back',
  async () => {
    const send = 'opensc-tool -c default -s 00A4040C0AD392F000260100000001';
    const { stdout, stderr } = await fposHil([
      ...['card', '--trace'],
      ...['--rule', 'the next two SELECT of JPKI-AP answer 6F42'],
      ...['--rule', 'the 4th SELECT of JPKI-AP loses the card during it, back after 0 ms'],
      ...['--rule', 'the 2nd insertion finds a passport'],
      ...['--', 'sh', '-c', `${send}; ${send}; ${send}; ${send}; opensc-tool -a`],
    ]);
    expect(stdout.match(/SW1=0x.., SW2=0x../g)).toEqual([
      'SW1=0x6F, SW2=0x42',
      'SW1=0x6F, SW2=0x42',
      'SW1=0x90, SW2=0x00',
    ]);
    expect(stdout).toContain('3b:88:80:01:00:00:00:00:80:81:71:00:79');
    expect(stderr.match(/^rule: .*$/gm)).toEqual([
      ...Array(2).fill('rule: the next 2 SELECT of JPKI-AP answers 6F42'),
      'rule: the 4th SELECT of JPKI-AP loses the card during it, back after 0 ms',
      'rule: the 2nd insertion finds passport',
    ]);
    expect(stderr).toMatch(/^card: SELECT JPKI-AP → 6F42/m);
  },
);

test('the cards of other citizens are made when a rule names them, once', async () => {
  const made: number[] = [];
  const cardOf = (sw: string): Chip => ({ atr: fromHex('3B8080'), power() {}, transmit: () => fromHex(sw) });
  const citizenCard = async (citizen: number): Promise<Chip> => {
    made.push(citizen);
    return cardOf(`6A8${citizen}`);
  };
  const context = { language: 'en', words: wordsIn('en'), print() {}, note() {}, endWith() {} } as const;
  const rules = createCardRules({ chance: chanceFrom(1), citizenCard }, context);
  await rules.add('the 2nd command finds citizen 4');
  await rules.add('{"type":"swap","subject":"command","skip":2,"card":"citizen 4"}');
  const chip = rules.wrap(cardOf('9000'));
  await chip.power('on');
  const answers = [];
  for (let n = 0; n < 3; n += 1) answers.push(toHex(await chip.transmit(fromHex('00200080'))));
  expect([answers, made]).toEqual([['9000', '6A84', '6A84'], [4]]);
});

/** What the command line says on stderr, and its exit code. */
async function refusal(rule: string, ...options: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const err = (text: string): void => {
    said += text;
  };
  const around = { out() {}, err, env: {} };
  const code = await main(['card', ...options, '--rule', rule, '--', 'true'], around);
  return { code, said };
}

test.each([
  ['the next READ BINARY wobbles', 'ERR_RULE_TEXT', /: at 22: "wobbles"/],
  ['{"type":"hang"}', 'ERR_RULE', /\/subject: /],
  ['{"type":', 'ERR_RULE_TEXT', /neither a rule nor JSON/],
  ['every insertion finds a library-card', 'ERR_RULE_CARD', /library-card/],
])('%s: %s', async (rule, code, says) => {
  const refused = await refusal(rule);
  expect(refused.code).toBe(2);
  expect(refused.said).toMatch(new RegExp(`^${code}: `));
  expect(refused.said).toMatch(says);
  expect(refused.said).toMatch(/\nhint: /);
});

test('a mistake is told in Japanese too', async () => {
  const { said } = await refusal('the next READ BINARY wobbles', '--lang', 'ja');
  expect(said).toMatch(/^ERR_RULE_TEXT: 規則 .*22 文字目: "wobbles"。ここには 起こること/);
});
