/** What `list` tells, and the usage lines of the commands. */
import { expect, test } from 'vitest';
import { main } from './main.ts';

async function run(args: readonly string[]): Promise<{ readonly stdout: string }> {
  let stdout = '';
  await main(args, { out: (text) => (stdout += text), err: () => {}, env: { LC_ALL: 'C' } });
  return { stdout };
}

test('list cases, list tags and list ics agree on what must be claimed', async () => {
  const listed = async <T>(what: string): Promise<T[]> =>
    JSON.parse((await run(['list', what, '--json'])).stdout) as T[];
  const cases = await listed<{ id: string; role: string; needs: string[] }>('cases');
  const tags = await listed<{ id: string; cases: string[] }>('tags');
  const ics = await listed<
    Record<'id' | 'status' | 'statusSays' | 'statusSaysJa', string> & { cases: string[]; roles: string[] }
  >('ics');
  for (const item of ics) {
    const needing = cases.filter(({ needs }) => needs.includes(item.id)).map(({ id }) => id);
    expect([item.id, needing]).toEqual([item.id, item.cases]);
    expect(tags.find(({ id }) => id === item.id)?.cases ?? []).toEqual(needing);
    expect(item.statusSays).toMatch(/optional|mandatory/);
    expect(item.statusSaysJa).toMatch(/任意|必須/);
  }
  // A policy item, both routes.
  const needsOf = (wanted: string) => cases.find(({ id }) => id === wanted)!.needs;
  expect(needsOf('TC-CA-072')).toContain('key-kinds');
  expect(needsOf('TC-CA-001')).toContain('key-in-application');
  expect(needsOf('TC-CA-002')).toContain('code-after-signature');
  const shown = (await run(['list', 'ics'])).stdout;
  expect(shown).toMatch(/^code-after-signature {2}\(o\.1; library, ca\) a one-time code/m);
  expect(shown).toMatch(/\n\no: optional.*; o\.1: .*at least one.*\n$/);
});

test.each([
  ['list', 'Usage: fpos-hil list [options] [WHAT]'],
  ['doctor', 'Usage: fpos-hil doctor [options] [FILE]'],
  ['judge', 'Usage: fpos-hil judge [options] <BUNDLE>'],
  ['merge', 'Usage: fpos-hil merge [options] <DIR…>'],
  ['card', 'Usage: fpos-hil card [options] -- COMMAND…'],
])('the usage line of %s', async (command, line) => {
  expect((await run([command, '--help'])).stdout).toContain(`${line}`);
});
