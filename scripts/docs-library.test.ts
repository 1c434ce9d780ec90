/** The example of docs/library.md, run as it stands. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createCard } from '../simulator/card/index.ts';
import type { FposLibrary, LibraryDeps } from '../simulator/fpos/index.ts';
import { inProcessReader } from '../simulator/reader/index.ts';
import { createSociety, willingUser } from '../simulator/society/index.ts';
import { createWorld } from '../simulator/world/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

type OpenAccount = (
  yours: Omit<LibraryDeps, 'keyStore' | 'storage'> & { drawScalar: () => Uint8Array },
) => Promise<{ library: FposLibrary; certificate: Uint8Array }>;

test('an account is opened with one tap', async () => {
  const page = await readFile(join(root, 'docs/library.md'), 'utf8');
  const source = /```ts example\n([\s\S]*?)```/.exec(page)![1]!;
  const folder = await mkdtemp(join(root, 'simulator', '.library-'));
  try {
    await writeFile(join(folder, 'example.ts'), source.replace("'fpos-hil/library'", "'../fpos/index.ts'"));
    const { openAccount } = (await import(join(folder, 'example.ts'))) as { openAccount: OpenAccount };
    const world = createWorld({ seed: 1 });
    const society = await createSociety(world);
    const { library, certificate } = await openAccount({
      card: inProcessReader(createCard(society.card(society.citizen(1)).data)),
      fetch: world.network.fetchAs('library'),
      ui: { ...willingUser('ABC123'), chooseItems: async () => ['address'] },
      now: () => world.clock.now(),
      id: world.chance.fork('app').id,
      caAnchors: society.caAnchors,
      drawScalar: () => world.keys.p256('app'),
    });
    expect((await library.certificates()).map(({ credential }) => credential.certificate)).toEqual([
      certificate,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
