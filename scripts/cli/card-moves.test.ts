import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { fromHex } from '../../simulator/apdu/index.ts';
import { privateSocketPath, startPcscService } from '../../simulator/reader/index.ts';
import { chanceFrom } from '../../simulator/world/index.ts';
import { moveCards } from './card-moves.ts';
import { createCardRules } from './card-rules.ts';
import type { CliContext } from './context.ts';
import { en } from './words/en.ts';

test('lines move cards and readers, each is answered, and a wrong one changes nothing', async () => {
  const chip = { atr: fromHex('3B8080'), power() {}, transmit: () => fromHex('9000') };
  const service = await startPcscService({ readers: [{ chip }, {}], socketPath: await privateSocketPath() });
  const input = new PassThrough();
  const answers = new PassThrough();
  try {
    const context: CliContext = {
      language: 'en',
      words: en,
      print: (line) => void answers.write(`${line}\n`),
      note() {},
      endWith() {},
    };
    const rules = createCardRules({ chance: chanceFrom(1), citizenCard: async () => chip }, context);
    const end = moveCards(service, rules, input, context);
    const say = async (line: string): Promise<string> => {
      input.write(`${line}\n`);
      const [answer] = (await once(answers, 'data')) as [Buffer];
      return answer.toString().trimEnd();
    };
    expect(await say('remove 0')).toBe('remove fpos-hil TEST Virtual Reader 00 00');
    expect(await say('insert 0')).toBe('insert fpos-hil TEST Virtual Reader 00 00');
    expect(await say('insert 1')).toMatch(/^ERR_CARD_ABSENT /);
    expect(await say('unplug 1')).toBe('unplug fpos-hil TEST Virtual Reader 01 00');
    expect(await say('unplug 1')).toMatch(/^ERR_CARD_MOVE there is no reader 1/);
    expect(await say('plug')).toBe('plug fpos-hil TEST Virtual Reader 01 00');
    expect(await say('remove all')).toMatch(/^ERR_CARD_MOVE .*remove all.*insert N/);
    expect(await say('rule the next two READ BINARY answer 6F00')).toBe(
      'rule 1 the next 2 READ BINARY answers 6F00 (2 left)',
    );
    expect(await say('rule {"type":"hang","subject":"command"}')).toBe('rule 2 every command hangs');
    expect(await say('unrule 1')).toBe('unrule 1');
    expect(await say('unrule 1')).toMatch(/^ERR_RULE_ID /);
    expect(await say('rules')).toBe('rule 2 every command hangs\nrules 1');
    expect(await say('rule every command sings')).toMatch(/^ERR_RULE_TEXT .*at 15: "sings"/);
    expect(service.readers.map(({ name }) => name.slice(-5))).toEqual(['00 00', '01 00']);
    end();
  } finally {
    await service.close();
  }
});
