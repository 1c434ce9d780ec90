/** What this machine has of what runs and tests want: looked at, never assumed. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listenOnLoopback } from '../../conformance/iut/loopback.ts';
import { machineClock } from '../../simulator/world/index.ts';
import { vpcd } from './doctor-vpcd.ts';

export interface Symptom {
  readonly id: string;
  /** Needed for every run; the others only for what `wants` says. */
  readonly required: boolean;
  readonly fine: boolean;
  readonly found: string;
  /** What asks for it. */
  readonly wants: { readonly en: string; readonly ja: string };
  /** Where what was found does not speak for itself: the reason, and what to choose from. */
  readonly why?: { readonly en: string; readonly ja: string };
  /** How to mend it; a command where there is one. */
  readonly mend: string;
}

const NODE_MAJOR_MIN = 24;
const PROGRAM_LIMIT_MS = 10_000;
/** Long before any release of this project: a clock that stands there was never set. */
const EARLIEST = Date.parse('2026-01-01T00:00:00Z');

const everything = { en: 'every run', ja: '全ての実行' };

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly debian: string;
  readonly wants: Symptom['wants'];
}
const PROGRAMS: readonly Program[] = [
  {
    name: 'openssl',
    args: ['version'],
    debian: 'openssl',
    wants: { en: 'tests, the Python adapter', ja: 'テスト、Python アダプター' },
  },
  {
    name: 'opensc-tool',
    args: ['--version'],
    debian: 'opensc',
    wants: { en: 'card -- opensc-tool, tests', ja: 'card -- opensc-tool、テスト' },
  },
  {
    name: 'xmllint',
    args: ['--version'],
    debian: 'libxml2-utils',
    wants: { en: 'tests of reports', ja: '報告書のテスト' },
  },
  {
    name: 'python3',
    args: ['--version'],
    debian: 'python3',
    wants: { en: 'the Python adapters', ja: 'Python アダプター' },
  },
  {
    name: 'java',
    args: ['-version'],
    debian: 'openjdk-17-jdk-headless',
    wants: { en: 'the Java adapter', ja: 'Java アダプター' },
  },
];

const start = promisify(execFile);

async function program({ name, args, debian, wants }: Program): Promise<Symptom> {
  const base = { id: name, required: false, wants, mend: `apt-get install ${debian}` };
  try {
    const { stdout, stderr } = await start(name, [...args], { timeout: PROGRAM_LIMIT_MS });
    return { ...base, fine: true, found: (stdout || stderr).split('\n')[0]!.trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { ...base, fine: false, found: code === 'ENOENT' ? 'not there' : `does not run (${code})` };
  }
}

function node(): Symptom {
  const fine = Number.parseInt(process.version.slice(1), 10) >= NODE_MAJOR_MIN;
  return {
    id: 'node',
    required: true,
    fine,
    found: process.version,
    wants: everything,
    mend: `Start it by npx, which brings Node ${NODE_MAJOR_MIN}.`,
  };
}

async function ports(): Promise<Symptom> {
  const base = {
    id: 'loopback',
    required: true,
    wants: everything,
    mend: 'Bring the interface lo up; allow listening on 127.0.0.1.',
  };
  try {
    const listening = await listenOnLoopback(async () => ({ status: 204, type: '', body: new Uint8Array() }));
    await listening.close();
    return { ...base, fine: true, found: 'a port of 127.0.0.1 can be opened' };
  } catch (error) {
    return { ...base, fine: false, found: `no port of 127.0.0.1 can be opened: ${(error as Error).message}` };
  }
}

async function temporary(): Promise<Symptom> {
  const base = {
    id: 'tmp',
    required: true,
    wants: everything,
    mend: 'Set TMPDIR to a folder that can be written.',
  };
  try {
    await rm(await mkdtemp(join(tmpdir(), 'fpos-hil-doctor-')), { recursive: true });
    return { ...base, fine: true, found: `${tmpdir()} can be written` };
  } catch (error) {
    return {
      ...base,
      fine: false,
      found: `${tmpdir()} cannot be written (${(error as NodeJS.ErrnoException).code})`,
    };
  }
}

function folder(): Symptom {
  let fine = true;
  try {
    accessSync('.', constants.W_OK);
  } catch {
    fine = false;
  }
  return {
    id: 'out',
    required: false,
    fine,
    found: fine ? 'this folder can be written' : 'this folder cannot be written',
    wants: { en: 'run without --out', ja: '--out なしの run' },
    mend: 'Give run --out DIR.',
  };
}

function clock(): Symptom {
  const now = machineClock.now();
  return {
    id: 'clock',
    required: false,
    fine: now.getTime() >= EARLIEST,
    found: now.toISOString(),
    wants: { en: 'implementations with a clock of their own', ja: '自前の時計を持つ実装' },
    mend: 'Set the clock: timedatectl set-ntp true.',
  };
}

function file(id: string, patterns: readonly string[], wants: Symptom['wants'], mend: string): Symptom {
  const found = patterns.flatMap((pattern) => globSync(pattern)).find((path) => existsSync(path));
  return { id, required: false, fine: found !== undefined, found: found ?? 'not there', wants, mend };
}

export const examine = async (): Promise<readonly Symptom[]> => [
  node(),
  await ports(),
  await temporary(),
  folder(),
  clock(),
  ...(await Promise.all(PROGRAMS.map(program))),
  file(
    'libpcsclite',
    ['/usr/lib/*/libpcsclite.so.1', '/usr/lib/libpcsclite.so.1', '/usr/lib64/libpcsclite.so.1'],
    { en: 'programs that reach the card by PC/SC', ja: 'PC/SC でカードを使うプログラム' },
    'apt-get install libpcsclite1',
  ),
  await vpcd(),
  file(
    'fonts-ja',
    ['/usr/share/fonts/**/*{CJK,Noto*JP,ipa,takao,vl-gothic}*'],
    { en: 'reading Japanese reports on this machine', ja: 'この機械で日本語の報告書を読むこと' },
    'apt-get install fonts-noto-cjk',
  ),
];
