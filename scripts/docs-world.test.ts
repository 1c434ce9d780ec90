/** What docs/world.md and the READMEs say of a running world, tried. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import {
  createControl,
  createSociety,
  FAULT_TYPES,
  HOSTS,
  type Society,
} from '../simulator/society/index.ts';
import { createWorld, type Handler } from '../simulator/world/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (file: string): Promise<string> => readFile(join(root, file), 'utf8');

let page: string;
let society: Society;
let control: Handler;
beforeAll(async () => {
  page = await textOf('docs/world.md');
  society = await createSociety(createWorld({ seed: 1 }));
  control = createControl({ society });
});

/** The lines of a code block by the word after its language. */
const block = (text: string, name: string): readonly string[] =>
  (new RegExp(`\`\`\`\\w+ ${name}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '');

const statusOf = async (method: string, path: string, body: string): Promise<number> =>
  (await control(new Request(`http://control.test${path}`, { method, body }))).status;

test('every event and every fault that is shown is accepted', async () => {
  const [events, faults] = [block(page, 'events'), block(page, 'faults')];
  expect(events.length).toBeGreaterThan(3);
  for (const event of events) {
    const expected = event.includes('"revoke"') ? 204 : 200;
    expect([event, await statusOf('POST', '/events', event)]).toEqual([event, expected]);
  }
  expect(faults.length).toBeGreaterThan(6);
  for (const fault of faults) expect([fault, await statusOf('PUT', '/faults', fault)]).toEqual([fault, 204]);
});

test('every rule for a card that is shown is accepted', async () => {
  const rules = block(page, 'rules');
  expect(rules.length).toBeGreaterThan(3);
  for (const rule of rules)
    expect([rule, await statusOf('POST', '/citizens/1/card/rules', rule)]).toEqual([rule, 200]);
});

test('the table has all faults, and says rightly who can have them', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|[^|]*\| ([^|]+) \|$/gm)].map(
    (m) => [m[1]!, m[2]!] as const,
  );
  expect(rows.map(([type]) => type).sort()).toEqual([...FAULT_TYPES].sort());
  const groups = {
    OCSP: 'ocspSign',
    CRL: 'crlSign',
    verifier: 'verifier',
    holder: 'holder',
    CA: 'ca',
    bank: 'bank',
    hub: 'hub',
  };
  for (const [type, who] of rows) {
    const can = Object.entries(groups).filter(([, name]) =>
      society.faults.typesOf(name).some((known) => known === type),
    );
    expect([type, who === 'all' ? Object.keys(groups) : who.split(', ')]).toEqual([
      type,
      can.map(([group]) => group),
    ]);
  }
  expect(society.faults.hosts).toEqual(HOSTS);
});

test.each(['docs/world.md', 'README.md', 'README.ja.md'])(
  '%s: the three lines with msw work',
  async (file) => {
    const lines = block(await textOf(file), 'msw');
    expect(lines).toHaveLength(3);
    // Beside the source, so that both imports are found: a package would find the second by its name.
    const folder = await mkdtemp(join(root, 'simulator', '.msw-'));
    try {
      const source = lines
        .join('\n')
        .replace("'fpos-hil/msw'", "'../society/msw.ts'")
        .replace('setupServer(', 'export const server = setupServer(')
        .replace('.listen();', ';');
      await writeFile(join(folder, 'three-lines.ts'), source);
      const { server } = (await import(join(folder, 'three-lines.ts'))) as {
        server: { listen(): void; close(): void };
      };
      server.listen();
      const answer = await fetch('http://crl-sign.jlis.test/full.crl');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-crl']);
      server.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
