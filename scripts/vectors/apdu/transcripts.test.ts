/**
 * The transcripts against the card in this process, against the card from its file, and against cards with one defect;
 * and the Python of vectors/README.md, which plays them through libpcsclite.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chip, fromHex } from '../../../simulator/apdu/index.ts';
import {
  type CardSteps,
  createCard,
  openCardFile,
  readCardText,
  referenceCardSteps,
} from '../../../simulator/card/index.ts';
import {
  compareDialogues,
  createMask,
  type Difference,
  type RecordedEvent,
  recordedChip,
} from '../../../simulator/reader/index.ts';
import { needs } from '../../../simulator/world/index.ts';
import { apduFile } from '../format.ts';

const root = fileURLToPath(new URL('../../../vectors/', import.meta.url));
const textOf = (name: string): string => readFileSync(join(root, 'apdu', name), 'utf8');
const file = apduFile.parse(JSON.parse(textOf('transcripts.json')));
type Group = (typeof file.testGroups)[number];
type Transcript = Group['tests'][number];

const python = needs('python3', 'python3');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fpos-hil-apdu-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The card file of a group, from the files of vectors/ alone. */
function cardTextOf({ card, knobs }: Group): string {
  const json = JSON.parse(textOf(card));
  return JSON.stringify({ ...json, knobs: { ...json.knobs, ...knobs } });
}

/** A transcript as a recording keeps it. */
function recordingOf({ steps }: Transcript): readonly RecordedEvent[] {
  const mask = createMask();
  return steps.map((step) => {
    if ('power' in step) {
      mask.powered();
      return step;
    }
    return mask.exchange(fromHex(step.capdu), fromHex(step.rapdu!));
  });
}

/** What a card says to the commands of a transcript, compared with what is told. */
async function differences(transcript: Transcript, chip: Chip): Promise<readonly Difference[]> {
  const heard: RecordedEvent[] = [];
  const recorded = recordedChip(chip, (event) => heard.push(event));
  for (const step of transcript.steps) {
    if ('power' in step) await recorded.power(step.power);
    else await recorded.transmit(fromHex(step.capdu));
  }
  const content = !transcript.flags.includes('Random');
  return compareDialogues(recordingOf(transcript), heard, { content });
}

test('ids are unique, every flag is explained, the last command is what is said of it', () => {
  const tests = file.testGroups.flatMap((group) => group.tests);
  expect(new Set(tests.map(({ id }) => id)).size).toBe(tests.length);
  expect(tests.length).toBe(file.numberOfTests);
  expect(new Set(tests.flatMap(({ flags }) => flags))).toEqual(new Set(Object.keys(file.notes)));
  for (const { steps, sw } of tests) {
    const last = steps.at(-1)!;
    expect('rapdu' in last && last.rapdu?.slice(-4)).toBe(sw);
  }
});

describe.each(file.testGroups.map((group) => [`${group.kind}: ${group.comment}`, group] as const))(
  '%s',
  (_name, group) => {
    const { data } = readCardText(group.card, cardTextOf(group));

    test('the card in this process', async () => {
      for (const transcript of group.tests)
        expect(await differences(transcript, createCard(data)), transcript.id).toEqual([]);
    });

    test('the card from its file', async () => {
      const path = join(folder, 'card.json');
      let open: ReturnType<typeof openCardFile> | undefined;
      for (const transcript of group.tests) {
        if (open === undefined) {
          writeFileSync(path, cardTextOf(group));
          open = openCardFile(path);
        }
        expect(await differences(transcript, open.card), transcript.id).toEqual([]);
        open.card.power('off');
        if (!transcript.spends) continue;
        open.close();
        open = undefined;
      }
      open?.close();
    });
  },
);

const sw = (value: number) => ({ data: new Uint8Array(0), sw: value });
/** A step of the card that is another one, and the kinds of differences that tell of it. */
const DEFECTS: readonly (readonly [string, Partial<CardSteps>, readonly Difference['kind'][]])[] = [
  ['a PIN is never blocked', { isBlocked: () => false }, ['status-word']],
  ['a wrong PIN costs nothing', { onVerifyFailure: (state) => state }, ['status-word', 'counter']],
  ['any PIN is right', { comparePin: () => true }, ['status-word']],
  ['everything may be read', { mayRead: () => true }, ['status-word']],
  ['every key signs', { maySign: () => true }, ['status-word']],
  ['a reset changes nothing', { afterPower: (state) => state }, ['status-word']],
  [
    'the padding is another one',
    { padForSignature: (input, length) => referenceCardSteps.padForSignature(input.slice(1), length) },
    ['content'],
  ],
  [
    'an answer has a byte too few',
    {
      endOfFile: (content, offset, ne, knobs) =>
        referenceCardSteps.endOfFile(content.slice(0, -1), offset, ne, knobs),
    },
    ['length'],
  ],
  [
    'an unknown object is 6A82',
    {
      getData: (card, state, capdu) =>
        card.steps.findObject(card, state, capdu.p1 * 256 + capdu.p2)
          ? referenceCardSteps.getData(card, state, capdu)
          : { state, rapdu: sw(0x6a82) },
    },
    ['status-word'],
  ],
];

test.each(DEFECTS)('noticed: %s', async (_name, defect, kinds) => {
  const [group] = file.testGroups;
  const { data } = readCardText(group!.card, textOf(group!.card));
  const found = new Set<string>();
  for (const { card, knobs, tests } of file.testGroups) {
    if (card !== group!.card || Object.keys(knobs).length > 0) continue;
    for (const transcript of tests)
      for (const { kind } of await differences(
        transcript,
        createCard(data, { ...referenceCardSteps, ...defect }),
      ))
        found.add(kind);
  }
  expect([...kinds].filter((kind) => !found.has(kind))).toEqual([]);
});

test.skipIf(python === undefined)(
  'the Python of the README plays them through libpcsclite, and notices another answer',
  async () => {
    const programs = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```python\n([\s\S]*?)```/g)];
    const program = programs.find(([, text]) => text!.includes('libpcsclite'))![1]!;
    expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    writeFileSync(join(folder, 'play.py'), program);
    const plays = async (transcripts: string): Promise<string> => {
      const card = join(folder, 'played.card.json');
      writeFileSync(card, textOf('default.card.json'));
      const cli = fileURLToPath(new URL('../../../bin/fpos-hil.js', import.meta.url));
      const command = ['card', '--file', card, '--', python!, '-I', join(folder, 'play.py'), transcripts];
      const run = await promisify(execFile)(process.execPath, [cli, ...command]).catch((error) => error);
      return `${run.stdout}${run.stderr}`;
    };
    const played = file.testGroups
      .filter(({ card, knobs }) => card === 'default.card.json' && Object.keys(knobs).length === 0)
      .flatMap(({ tests }) => tests.filter(({ spends }) => !spends)).length;
    expect(played).toBeGreaterThan(300);
    expect(await plays(join(root, 'apdu', 'transcripts.json'))).toBe(
      `${played} transcripts played, every answer as told\n`,
    );

    const other = join(folder, 'other.json');
    writeFileSync(other, textOf('transcripts.json').replace('"rapdu": "63C5"', '"rapdu": "63C4"'));
    expect(await plays(other)).toMatch(/AssertionError: \('query-sign', '00200080', '63C4', '63C5'\)/);
  },
);
