import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AID_COMMON, AID_TEXT, FID } from '../../apdu/index.ts';
import { chanceFrom } from '../../world/index.ts';
import type { CardData } from '../card-data.ts';
import { exchange, testCard, testFullCard } from '../test-card.ts';
import { createCard } from '../virtual-card.ts';
import { openCardFile, saveCard } from './card-file.ts';

const SELECT = '00A4040C0AD392F000260100000001';
const WRONG = '002000980439393939';
const RIGHT = '002000980431323334';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'card-file-'));
  path = join(folder, 'card.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const coded = (code: string, message = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

/** Opens, sends, closes. */
function use(file: string, ...capdus: string[]): string[] {
  using open = openCardFile(file);
  open.card.power('on');
  return capdus.map((capdu) => exchange(open.card, capdu));
}

test('what the desk writes is on the disk at once', () => {
  saveCard(path, testCard());
  {
    using open = openCardFile(path);
    open.card.personalise(testCard({ triesLeft: { authPin: 1 } }));
    open.card.power('on');
    // Tries are the holder's: they stay as they were.
    expect([exchange(open.card, SELECT), exchange(open.card, WRONG)]).toEqual(['9000', '63C2']);
    open.card.personalise(testFullCard());
  }
  expect(use(path, SELECT, RIGHT, `00A4040C0A${Buffer.from(AID_TEXT).toString('hex')}`)).toEqual([
    '9000',
    '9000',
    '9000',
  ]);
});

describe('a kept card', () => {
  test('is the same card: every answer to every file', () => {
    const data = testFullCard();
    saveCard(path, data, { profile: 'default' });
    using open = openCardFile(path);
    expect(open.profile).toBe('default');
    expect(open.data.knobs).toEqual(data.knobs);
    const fresh = createCard(data);
    for (const card of [open.card, fresh]) card.power('on');
    for (const { aid } of data.applications) {
      const select = `00A4040C0A${Buffer.from(aid).toString('hex')}`;
      const files = Array.from({ length: 0x1e }, (_, n) => n + 1).flatMap((sfi) => [
        `00B0${(0x80 | sfi).toString(16)}0000000000`,
        `00B201${((sfi << 3) | 4).toString(16).padStart(2, '0')}00`,
        `002000${(0x80 | sfi).toString(16)}`,
      ]);
      for (const capdu of [select, ...files, '802A000001AB00'])
        expect(exchange(open.card, capdu), capdu).toBe(exchange(fresh, capdu));
    }
    expect(open.card.snapshot()).toEqual(fresh.snapshot());
  });

  test('keeps that a PIN file counts no tries', () => {
    const data = testFullCard();
    const endless = data.applications.map((application) => ({
      ...application,
      files: application.files.map((file) =>
        file.kind === 'pin' && file.name === 'IEF.BIRTH'
          ? { ...file, triesMax: Number.POSITIVE_INFINITY, triesLeft: Number.POSITIVE_INFINITY }
          : file,
      ),
    }));
    saveCard(path, { ...data, applications: endless });
    const face = '00A4040C0A D3921000310001010402';
    expect(use(path, face, '0020009106 393939393939', '00200091')).toEqual(['9000', '6300', '6300']);
  });

  test('keeps tries and PIN values, and a copy put back has the old ones', () => {
    saveCard(path, testCard());
    expect(use(path, SELECT, WRONG, WRONG)).toEqual(['9000', '63C2', '63C1']);
    copyFileSync(path, `${path}.copy`);
    expect(use(path, SELECT, WRONG, RIGHT)).toEqual(['9000', '63C0', '6984']);
    copyFileSync(`${path}.copy`, path);
    expect(use(path, SELECT, RIGHT, '0024019804 35363738')).toEqual(['9000', '9000', '9000']);
    expect(use(path, SELECT, RIGHT, '002000980435363738')).toEqual(['9000', '63C2', '9000']);
  });

  test('is unlocked at the window, also in the file', () => {
    saveCard(path, testFullCard({ triesLeft: { authPin: 0, commonPin: 1 } }));
    {
      using open = openCardFile(path);
      open.card.unlock(FID.AUTH_PIN, '8765');
      open.card.unlock(0x001c, undefined, AID_COMMON);
      expect(() => open.card.unlock(0x0011, '12345', AID_TEXT)).toThrow(coded('ERR_CARD_PIN'));
    }
    expect(use(path, SELECT, '002000980438373635')).toEqual(['9000', '9000']);
    using open = openCardFile(path);
    expect(open.card.triesLeft(0x001c, AID_COMMON)).toBe(3);
  });

  test('a command that changes nothing writes nothing', () => {
    saveCard(path, testCard());
    const { mtimeNs, ino } = statSync(path, { bigint: true });
    use(path, SELECT, RIGHT, '00200098', '802A009701AB00', '00B08A0000');
    expect(statSync(path, { bigint: true })).toMatchObject({ mtimeNs, ino });
  });

  test('is readable by its owner alone, and says that it is a test', () => {
    saveCard(path, testCard());
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('TEST');
  });

  test('is not overwritten unawares', () => {
    saveCard(path, testCard());
    expect(() => saveCard(path, testCard())).toThrow(coded('ERR_CARD_FILE_EXISTS'));
    saveCard(path, testCard({ authPin: '0000' }), { replace: true });
    expect(use(path, SELECT, '002000980430303030')).toEqual(['9000', '9000']);
    expect(readdirSync(folder)).toEqual(['card.json']);
  });
});

describe('one process at a time', () => {
  test('an open card is refused to everybody else, and free once closed', () => {
    saveCard(path, testCard());
    const open = openCardFile(path);
    expect(() => openCardFile(path)).toThrow(coded('ERR_CARD_IN_USE', new RegExp(`process ${process.pid}`)));
    expect(() => saveCard(path, testCard(), { replace: true })).toThrow(coded('ERR_CARD_IN_USE'));
    open.close();
    open.close();
    expect(() => open.card.power('on')).toThrow(coded('ERR_CARD_ABSENT'));
    expect(() => open.card.transmit(new Uint8Array(4))).toThrow(coded('ERR_CARD_ABSENT'));
    openCardFile(path).close();
    expect(readdirSync(folder)).toEqual(['card.json']);
  });

  test.each([
    ['a dead process', '4194303 1'],
    ['a process number used again', `${process.pid} 1`],
    ['nobody', ''],
  ])('the lock of %s is taken over', (_, content) => {
    saveCard(path, testCard());
    writeFileSync(`${path}.lock`, `${content}\n`);
    openCardFile(path).close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test('a broken file leaves no lock', () => {
    writeFileSync(path, '{');
    expect(() => openCardFile(path)).toThrow(coded('ERR_CARD_FILE_JSON'));
    expect(readdirSync(folder)).toEqual(['card.json']);
  });
});

describe('what is no card', () => {
  type Node = { [key: string]: Node };
  const KEY = Symbol('the first key file');

  /** A card file with one field changed: `path` leads there, undefined removes it. */
  const changed = (where: (string | typeof KEY)[], value: unknown): (() => unknown) => {
    saveCard(path, testFullCard(), { replace: true });
    const json = JSON.parse(readFileSync(path, 'utf8')) as Node;
    let owner: Node = json;
    for (const step of where.slice(0, -1)) {
      const key = step === KEY ? Object.keys(owner).find((at) => String(owner[at]!.kind) === 'key') : step;
      owner = owner[key as string]!;
    }
    const last = where.at(-1) as string;
    if (value === undefined) (owner as unknown as unknown[]).pop();
    else (owner as Record<string, unknown>)[last] = value;
    writeFileSync(path, JSON.stringify(json));
    return () => openCardFile(path);
  };

  test('absent, cut short, foreign, of another version', () => {
    expect(() => openCardFile(path)).toThrow(coded('ERR_CARD_FILE_MISSING'));
    saveCard(path, testCard());
    const text = readFileSync(path, 'utf8');
    for (const length of [0, 1, 100, text.length - 3]) {
      writeFileSync(path, text.slice(0, length));
      expect(() => openCardFile(path), `${length}`).toThrow(coded('ERR_CARD_FILE_JSON'));
    }
    for (const foreign of ['{}', '[]', 'null', '17', '{"format":"other"}']) {
      writeFileSync(path, foreign);
      expect(() => openCardFile(path), foreign).toThrow(coded('ERR_CARD_FILE_FOREIGN'));
    }
    expect(changed(['version'], 2)).toThrow(coded('ERR_CARD_FILE_VERSION', /version 2/));
  });

  const applications = 'applications';
  test.each<[RegExp, (string | typeof KEY)[], unknown]>([
    [/applications\[0\]\.files\[0\]\.fid: /, [applications, '0', 'files', '0', 'fid'], 1],
    [/applications\[1\]\.files\[0\]\.content: /, [applications, '1', 'files', '0', 'content'], 'ff'],
    [/applications\[0\]\.files\[\d+\]\.key: /, [applications, '0', 'files', KEY, 'key'], 'AAAA'],
    [/applications\[0\]\.files\[1\]\.fid: is there twice/, [applications, '0', 'files', '1', 'fid'], '0001'],
    [/applications\[1\]\.defaultKey: /, [applications, '1', 'defaultKey'], '0011'],
    [/knobs\.blockedVerifySw: /, ['knobs', 'blockedVerifySw'], 6984],
    [/knobs: .*fast/, ['knobs', 'fast'], true],
    [/memory\[0\]\.triesLeft: at most/, ['memory', '0', 'triesLeft'], 9],
    [/memory\[0\]\.triesLeft: /, ['memory', '0', 'triesLeft'], -1],
    [/memory\[0\]: names no PIN file/, ['memory', '0', 'fid'], '0001'],
    [/memory\[1\]: .*twice/, ['memory', '1', 'fid'], '0018'],
    [/memory: a PIN file is missing/, ['memory', 'last'], undefined],
    [/top level: .*extra/, ['extra'], 1],
  ])('the place of the fault is named: %s', (message, where, value) => {
    expect(changed(where, value)).toThrow(coded('ERR_CARD_FILE_SCHEMA', message));
  });
});

describe('memory is on the disk before the answer leaves', () => {
  test('what the file says when the answer is given', () => {
    saveCard(path, testCard());
    using open = openCardFile(path);
    open.card.power('on');
    exchange(open.card, SELECT);
    const triesInFile = (): number => {
      const { memory } = JSON.parse(readFileSync(path, 'utf8')) as {
        memory: { fid: string; triesLeft: number }[];
      };
      return memory.find(({ fid }) => fid === '0018')!.triesLeft;
    };
    const steps = [WRONG, WRONG, RIGHT, WRONG].map((capdu) => [exchange(open.card, capdu), triesInFile()]);
    expect(steps).toEqual([
      ['63C2', 2],
      ['63C1', 1],
      ['9000', 3],
      ['63C2', 2],
    ]);
  });

  test('a card whose file cannot be written gives no answer and loses no counter', () => {
    saveCard(path, testCard());
    using open = openCardFile(path);
    open.card.power('on');
    exchange(open.card, SELECT);
    mkdirSync(`${path}.tmp`); // in the way of the new file
    expect(() => exchange(open.card, WRONG)).toThrow(coded('ERR_CARD_FILE_WRITE'));
    expect(exchange(open.card, '00200098')).toBe('63C3');
    expect(exchange(open.card, '802A009701AB00')).toBe('6982');
    rmSync(`${path}.tmp`, { recursive: true });
    expect(exchange(open.card, WRONG)).toBe('63C2');
    chmodSync(path, 0o600);
  });

  // Counters after n answers of the child: two wrong ones, the right one, again.
  const triesAfter = (n: number): number => [3, 2, 1][n % 3]!;

  test('killed at any moment, the file has the counter of the last answer or of the command under way', async () => {
    const chance = chanceFrom('kill');
    const program = join(import.meta.dirname, 'testing', 'wrong-pins.ts');
    let answered = 0;
    for (let run = 0; run < 12; run++) {
      saveCard(path, testCard(), { replace: true });
      const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
      // By then it is somewhere in a later command: it waits for nobody.
      const answersFirst = chance.below(8);
      let lines = '';
      const enough = new Promise<void>((resolve) => {
        child.stdout.on('data', (part: Buffer) => {
          lines += part.toString();
          if (lines.split('\n').length > 1 + answersFirst) resolve();
        });
      });
      const gone = once(child, 'close');
      await Promise.race([enough, gone]);
      child.kill('SIGKILL');
      await gone;
      const answers = lines.trim().split('\n').slice(1);
      answered += answers.length;
      using open = openCardFile(path); // also: the lock of the dead is taken over
      const tries = open.card.triesLeft(FID.AUTH_PIN);
      expect([triesAfter(answers.length), triesAfter(answers.length + 1)]).toContain(tries);
    }
    expect(answered).toBeGreaterThan(20);
  });
});

test('a file holds keys that any tool reads', () => {
  const data: CardData = testCard();
  saveCard(path, data);
  const { applications } = JSON.parse(readFileSync(path, 'utf8')) as {
    applications: { files: { kind: string; key?: string }[] }[];
  };
  const keys = applications[0]!.files.filter(({ kind }) => kind === 'key');
  expect(keys.map(({ key }) => Buffer.from(key!, 'base64')[0])).toEqual([0x30, 0x30]);
});
