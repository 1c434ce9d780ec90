/** The porting pages, in both languages: whatever a role is asked over HTTP, and of a CA every item of the ICS and every member of `reset`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RIG_CALLS } from '../conformance/iut/contract.ts';
import { ICS, ICS_ITEMS } from '../conformance/iut/ics.ts';
import { ROLES } from '../conformance/verdict/types.ts';
import { createSociety } from '../simulator/society/index.ts';
import { createWorld, virtualClock } from '../simulator/world/index.ts';
import { SERVICES } from './make-schemas.ts';

const PAGES = ['docs/porting/ca.md', 'docs/porting/ca.ja.md'] as const;
/** Pages of services that name their operations in sentences. `GET /` of the bank is its page for people. */
const SENTENCES = [
  ['relying-party.md', 'bank', ['GET /']],
  ['relying-party.ja.md', 'bank', ['GET /']],
  ['hub.md', 'hub', []],
  ['hub.ja.md', 'hub', []],
] as const;
const textOf = (path: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const named = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));

async function operationsOf(service: keyof typeof SERVICES): Promise<readonly string[]> {
  const world = createWorld({ seed: 'porting', clock: virtualClock() });
  await createSociety(world, { bankVerifies: true });
  const response = await world.network.fetchAs('rig')(`http://${SERVICES[service]}/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, object>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

test.each(PAGES)('%s: the table has every operation of the CA, and no other', async (path) => {
  const rows = [...(await textOf(path)).matchAll(/^\| `((?:GET|POST) \/[^`]*)` \|/gm)].map(
    ([, name]) => name!,
  );
  expect([...rows].sort()).toEqual([...(await operationsOf('ca'))].sort());
});

test.each(PAGES)('%s: every item of the ICS for a CA, and every policy, is named', async (path) => {
  const names = named(await textOf(path));
  const items = ICS_ITEMS.filter((item) => (ICS[item].roles as readonly string[]).includes('ca'));
  const { policy, ...reset } = RIG_CALLS.reset.params.shape;
  const policies = Object.keys(policy.unwrap().shape);
  const members = Object.keys(reset).filter((member) => member !== 'urls' && member !== 'anchors');
  for (const name of [...items, ...policies, ...members, 'policy']) expect(names).toContain(name);
});

test.each(SENTENCES)('%s: every operation of the %s is named', async (page, service, without) => {
  const names = named(await textOf(`docs/porting/${page}`));
  const missing = (await operationsOf(service)).filter((operation) => !names.has(operation));
  expect(missing).toEqual(without);
});

test.each(ROLES)('%s: both languages name the same things', async (role) => {
  const [english, japanese] = await Promise.all(
    [`docs/porting/${role}.md`, `docs/porting/${role}.ja.md`].map(async (path) =>
      [...named(await textOf(path))].sort(),
    ),
  );
  expect(japanese).toEqual(english);
});
