/** `fpos-hil world`: J-LIS, CA, bank and hub on loopback, for developers without the suite. */
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import { UsageError } from '../../simulator/errors.ts';
import { toPem } from '../../simulator/pki/index.ts';
import {
  beginStory,
  type ClientName,
  createSociety,
  createTlsAuthority,
  type Line,
  REQUESTS_MAX,
  SCENARIOS,
  type Society,
} from '../../simulator/society/index.ts';
import { machineChance, machineClock, minuteJst, virtualClock } from '../../simulator/world/index.ts';
import { type AddCommand, type CliContext, newCommand, styled, withExamples } from './context.ts';
import { drawnWorld } from './drawn-world.ts';
import { instant, SEED, wholeNumber } from './option-values.ts';
import { listenForStop } from './until-stopped.ts';
import { SERVER_COUNT, serveSociety, type Urls } from './world-servers.ts';

interface WorldOptions {
  readonly json?: boolean;
  readonly seed: number;
  readonly at?: Date;
  readonly port: number;
  readonly scenario?: string;
}

/** What a program that started a world needs to know of it. */
interface Told {
  readonly urls: Urls;
  /** Paths of PEM files, each with one certificate or several (generations). */
  readonly anchors: Readonly<Record<'jpkiSign' | 'jpkiAuth' | 'ca', string>>;
  readonly tls: ToldTls;
  readonly seed: number;
  readonly founded: string;
}

/** Programs that read one certificate of a file, such as `openssl ocsp -issuer`, shall find the one that issues now. */
const newestFirst = (ders: readonly Uint8Array[]): readonly Uint8Array[] => [...ders].reverse();

/** Paths of PEM files: whom to trust over HTTPS, and with what to come as a registered verifier or another operator. */
type ToldTls = { readonly root: string } & Readonly<
  Record<ClientName, { readonly certificate: string; readonly key: string }>
>;

async function writeTls(folder: string, { tls, clients }: Society): Promise<ToldTls> {
  const write = async (name: string, pem: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, pem, { mode: 0o600 });
    return path;
  };
  const client = async (name: ClientName) => ({
    certificate: await write(`${name}-client.pem`, toPem('CERTIFICATE', clients[name].certificate)),
    key: await write(`${name}-client.key`, toPem('PRIVATE KEY', clients[name].privateKey)),
  });
  return {
    root: await write('tls-root.pem', toPem('CERTIFICATE', tls.root)),
    ca: await client('ca'),
    bank: await client('bank'),
    shop: await client('shop'),
    clinic: await client('clinic'),
    examiner: await client('examiner'),
  };
}

async function writeAnchors(folder: string, { jlis, caAnchors }: Society): Promise<Told['anchors']> {
  const write = async (name: string, ...ders: readonly Uint8Array[]): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, ders.map((der) => toPem('CERTIFICATE', der)).join(''), { mode: 0o600 });
    return path;
  };
  return {
    jpkiSign: await write('jpki-sign.pem', ...newestFirst(jlis.anchors.sign)),
    jpkiAuth: await write('jpki-auth.pem', ...newestFirst(jlis.anchors.auth)),
    ca: await write('ca.pem', ...caAnchors),
  };
}

function tableOf({ urls, anchors, tls, seed, founded }: Told, { words: { world } }: CliContext): string {
  const rows = (entries: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(entries).map(([name, value]) => `  ${name.padEnd(10)}${value}`);
  return [
    world.ready(seed, founded),
    '',
    styled('bold', world.servers),
    ...rows(urls),
    styled('bold', world.anchors),
    ...rows(anchors),
    styled('bold', world.tls),
    ...rows({ root: tls.root }),
    ...(['ca', 'bank', 'shop', 'clinic', 'examiner'] as const).flatMap((name) =>
      rows({ [name]: tls[name].certificate, '': tls[name].key }),
    ),
    '',
    world.stop,
  ].join('\n');
}

async function runWorld({ json, seed, at, port }: WorldOptions, context: CliContext): Promise<void> {
  const { stopped, forget } = listenForStop();
  const folder = await mkdtemp(join(tmpdir(), 'fpos-hil-world-'));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder); // however this process ends: there are keys in it
  try {
    await chmod(folder, 0o700); // mkdtemp gives it already, unless an odd umask took from it.
    const pinned = at && virtualClock(at);
    const world = drawnWorld({ seed, clock: pinned, keepAtMost: REQUESTS_MAX });
    // Real time and unrepeatable chance: what these keys protect is on this machine today.
    const tlsAuthority = createTlsAuthority({ chance: machineChance(), at: machineClock.now() });
    const society = await createSociety(world, { tls: tlsAuthority });
    const servers = await serveSociety(society, { port, pinned });
    try {
      const anchors = await writeAnchors(folder, society);
      const tls = await writeTls(folder, society);
      const founded = world.founded.toISOString();
      const told: Told = { urls: servers.urls, anchors, tls, seed, founded };
      context.print(json ? JSON.stringify(told) : tableOf(told, context));
      await stopped;
    } finally {
      await servers.close();
    }
  } finally {
    removeFolder();
    process.off('exit', removeFolder);
    forget();
  }
}

/** Plays a story and ends. Each line as it comes; with `--json` one object a line. */
async function playScenario(
  id: string,
  { json, seed, at }: Pick<WorldOptions, 'json' | 'seed' | 'at'>,
  context: CliContext,
): Promise<void> {
  const words = context.words.world;
  const scenario = SCENARIOS.find((one) => one.id === id);
  if (!scenario)
    throw new UsageError('ERR_SCENARIO', words.noScenario(id), {
      hint: SCENARIOS.map((one) => one.id).join(', '),
    });
  const ja = context.language === 'ja';
  const tell = (line: Line): void => {
    if (json) context.print(JSON.stringify(line));
    else {
      const who = line.claim ? '  ✓' : line.who;
      context.print(`${minuteJst(new Date(line.at))}  ${who.padEnd(12)}  ${ja ? line.ja : line.en}`);
    }
  };
  if (!json) context.print(styled('bold', ja ? scenario.saysJa : scenario.says));
  const begins = at ?? (scenario.at === undefined ? undefined : new Date(scenario.at));
  await scenario.play(await beginStory({ seed, at: begins, policy: scenario.policy, tell }));
}

export const addWorld: AddCommand = (program, context) => {
  const words = context.words.world;
  const port = {
    option: '--port',
    min: 1024,
    max: 65_536 - SERVER_COUNT,
    example: '8700',
    code: 'ERR_PORT',
  } as const;
  const command = newCommand('world', context)
    .summary(words.summary)
    .description(words.description)
    .addOption(new Option('--json', words.json))
    .addOption(new Option('--seed <N>', words.seed).default(1).argParser(wholeNumber(SEED, context)))
    .addOption(new Option('--at <TIME>', words.at).argParser(instant(context)))
    .addOption(new Option('--port <BASE>', words.port).argParser(wholeNumber(port, context)))
    .addOption(new Option('--scenario <ID>', words.scenario))
    .action(({ port: base = 0, ...options }: Partial<WorldOptions> & { seed: number }) =>
      options.scenario === undefined
        ? runWorld({ ...options, port: base }, context)
        : playScenario(options.scenario, options, context),
    );
  program.addCommand(withExamples(command, words.examples, context));
};
