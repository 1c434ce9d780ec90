/** What docs/open-profile.md says of signed messages and of the ends of certificates, held against schemas and code. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { type Ground, REASON } from '../simulator/ca/certificates/revoke.ts';
import { TEMPLATES } from '../simulator/profile/index.ts';
import { createSociety } from '../simulator/society/index.ts';
import { createWorld, virtualClock } from '../simulator/world/index.ts';
import { SERVICES } from './make-schemas.ts';

const page = await readFile(fileURLToPath(new URL('../docs/open-profile.md', import.meta.url)), 'utf8');

/** As the page calls the services that take signed messages. */
const CALLED = {
  ca: 'CA',
  bank: 'bank',
  hub: 'hub',
  'jlis-verifier': 'J-LIS',
  'jlis-holder': 'J-LIS for holders',
};

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly const?: string;
  readonly 'x-signed'?: { readonly $ref: string };
}
interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly requestBody?: { readonly content: Record<string, { schema?: Schema }> } }>
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Said {
  readonly members: readonly string[];
  readonly to: Set<string>;
}
/** By purpose; the application, which names none, under `application`. */
const described = new Map<string, Said>();

const membersOf = ({ properties = {}, required = [] }: Schema): readonly string[] =>
  Object.keys(properties)
    .filter((member) => member !== 'purpose')
    .map((member) => (required.includes(member) ? member : `${member}?`));

beforeAll(async () => {
  const world = createWorld({ seed: 'profile', clock: virtualClock() });
  await createSociety(world, { bankVerifies: true });
  for (const [name, called] of Object.entries(CALLED)) {
    const response = await world.network.fetchAs('rig')(
      `https://${SERVICES[name as keyof typeof SERVICES]}/openapi.json`,
    );
    const { paths, components } = (await response.json()) as Described;
    for (const [path, methods] of Object.entries(paths))
      for (const { requestBody } of Object.values(methods))
        for (const { schema = {} } of Object.values(requestBody?.content ?? {}))
          for (const one of schema.anyOf ?? [schema])
            for (const { 'x-signed': signed } of Object.values(one.properties ?? {})) {
              if (!signed) continue;
              const content = components.schemas[signed.$ref.split('/').at(-1)!]!;
              const purpose = content.properties?.purpose?.const ?? 'application';
              const said = described.get(purpose) ?? { members: membersOf(content), to: new Set() };
              described.set(purpose, said);
              said.to.add(`${called} POST ${path}`);
            }
  }
});

const names = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

test('the table of signed messages has every one, with its members and where it is handed in', () => {
  const section = /\| `purpose` \|[^\n]*\n\|[-|]+\n((?:\|.*\n)+)/.exec(page)![1]!;
  const told = section
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([, purpose = '', , members = '', to = '']) => ({
      purpose: names(purpose)[0] ?? 'application',
      members: names(members.replace(/\(.*?\)/g, '')),
      to: [...to.matchAll(/(CA|bank|hub|J-LIS(?: for holders)?) `(POST [^`]+)`/g)].map(
        ([, at, what]) => `${at} ${what}`,
      ),
    }));
  const wanted = [...described].map(([purpose, { members, to }]) => ({
    purpose,
    members,
    to: [...to].sort(),
  }));
  const inOrder = (rows: readonly { readonly purpose: string }[]) =>
    [...rows].sort((a, b) => a.purpose.localeCompare(b.purpose));
  expect(inOrder(told.map((row) => ({ ...row, to: [...row.to].sort() })))).toEqual(inOrder(wanted));
});

test('the table of grounds has the reasons of the CA', () => {
  const BY_GROUND: Readonly<Record<Ground, RegExp>> = {
    'key-compromise': /`key-compromise`/,
    'holder-wish': /`lost`, `stop`, `facts-changed` or `deleted`/,
    'not-accepted': /no receipt/,
    'facts-untrue': /found untrue/,
    replaced: /a new phone, a renewal/,
    'joined-elsewhere': /two records/,
    operator: /on its own/,
  };
  const rows = [
    ...page
      .split('### Why a certificate ends')[1]!
      .split('\n## ')[0]!
      .matchAll(/^\| ([^|]+) \| (\w+) \|$/gm),
  ];
  for (const [ground, words] of Object.entries(BY_GROUND)) {
    const found = rows.filter(([, says]) => words.test(says!)).map(([, , reason]) => reason);
    expect([ground, ...found]).toEqual([ground, REASON[ground as Ground]]);
  }
});

test('docs/bank.md has the wording of every template', async () => {
  const bank = await readFile(fileURLToPath(new URL('../docs/bank.md', import.meta.url)), 'utf8');
  const shown = [...bank.matchAll(/^`([\w.-]+)`:\n\n```text\n([\s\S]*?)\n```$/gm)].map(([, id, text]) => [
    id,
    text,
  ]);
  expect(Object.fromEntries(shown)).toEqual(TEMPLATES);
});
