/**
 * Dialogues recorded on the reference card: nothing secret is in them, the same card gives no difference, a card of
 * somebody else none but in its contents, and a card with one defect a difference of the right kind.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defectsOnPurposeInThisTest } from '../../testing/defects-on-purpose.ts';
import { type Chip, fromHex, toHex, utf8Encode } from '../apdu/index.ts';
import {
  type CardData,
  createCard,
  loadProfile,
  openCardFile,
  profileIds,
  referenceCardSteps,
  saveCard,
} from '../card/index.ts';
import { createJlis } from '../jlis/index.ts';
import { citizenOf } from '../people/index.ts';
import { type ClientSequence, clientSequences, replay } from '../reader/clients/index.ts';
import {
  compareDialogues,
  createRuleBook,
  type Difference,
  foreignCard,
  inProcessReader,
  type RecordedEvent,
  readRecording,
  recordedChannel,
  recordedChip,
  recordingText,
  replayRecording,
  ruledChip,
  type SecretOf,
  tracedLines,
} from '../reader/index.ts';
import { chanceFrom, createWorld } from '../world/index.ts';
import { clientCard, holder } from './testing/client-cards.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';

const secretsOf =
  (data: CardData): SecretOf =>
  (of) => {
    const [aid, fid] = of.split(':');
    const file = data.applications
      .find((application) => toHex(application.aid) === aid)
      ?.files.find((candidate) => candidate.fid === Number.parseInt(fid ?? '', 16));
    return file?.kind === 'pin' ? file.value : undefined;
  };

/** A client's dialogue as it was on the reference card. */
async function recorded(sequence: ClientSequence): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const chip = recordedChip(createCard(clientCard(sequence)), (event) => events.push(event));
  expect(await replay(sequence, holder, chip)).toEqual([]);
  return events;
}

const kindsOf = (differences: readonly Difference[]): string[] => differences.map(({ kind }) => kind);
const played = (events: readonly RecordedEvent[], chip: Chip, data: CardData) =>
  replayRecording({ events }, chip, secretsOf(data));

/** A digest over twelve digits is soon reversed: it is kept as little as the number. It is over the whole file. */
const numberDigest = createHash('sha256')
  .update(
    Buffer.concat([Buffer.from('FF100C', 'hex'), Buffer.from(holder.numberA), Buffer.from('FFFF', 'hex')]),
  )
  .digest('hex')
  .toUpperCase();

/** What must not stand in a file, as text and as hex of it. */
const SECRETS = [
  numberDigest,
  ...[holder.signPin, holder.numberA, holder.numberB].flatMap((value) => [
    value,
    Buffer.from(value).toString('hex').toUpperCase(),
  ]),
];

const byClient = Map.groupBy(clientSequences, ({ client }) => client);

const sequenceOf = (client: string, shows: RegExp): ClientSequence =>
  byClient.get(client)!.find((sequence) => shows.test(sequence.shows))!;
const text = sequenceOf('AokiApp/jsapdu', /text AP/);
const blocked = sequenceOf('jpki/myna (Go)', /blocked/);
const reading = sequenceOf('OpenSC', /objects/);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fpos-hil-recordings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([...byClient])(
  '%s: recorded without secrets, and played again on the same card',
  async (client, sequences) => {
    for (const [at, sequence] of sequences.entries()) {
      const events = await recorded(sequence);
      const text = recordingText({ card: client, events });
      for (const secret of SECRETS) expect(text).not.toContain(secret);
      // No VERIFY keeps what it brought: all PINs of four digits would be found here too.
      for (const line of text.split('\n'))
        if (/"capdu":"..(20|24|32)....[0-9A-F]{2}/.test(line))
          expect(line).toMatch(/"capdu":"..(20|24|32)....[0-9A-F]{2}(00)*"/);
      expect(readRecording('text', text)).toEqual({ card: client, events });

      const data = clientCard(sequence);
      const again = await played(events, createCard(data), data);
      expect(compareDialogues(events, again, { content: true })).toEqual([]);

      if (at > 0) continue;
      // From a file: the disk is slow, and one dialogue of each client goes through everything that a file has.
      const path = join(folder, `${client.replaceAll(/\W/g, '-')}.json`);
      saveCard(path, data);
      using open = openCardFile(path);
      expect(compareDialogues(events, await played(events, open.card, data), { content: true })).toEqual([]);
    }
  },
);

test('of a real person’s card nothing that tells of the person is kept, and it is still played again', async () => {
  const events: RecordedEvent[] = [];
  const data = clientCard(text);
  const chip = recordedChip(createCard(data), (event) => events.push(event), { realPerson: true });
  expect(await replay(text, holder, chip)).toEqual([]);
  const kept = recordingText({ events });
  const four = [holder.name, holder.address, holder.birth].map((value) => toHex(utf8Encode(value)));
  for (const item of four) expect(kept).not.toContain(item);
  const invented = recordingText({ events: await recorded(text) });
  for (const item of four) expect(invented).toContain(item);
  expect(compareDialogues(events, await played(events, createCard(data), data))).toEqual([]);
});

/** A card of each profile gives itself: the dialogue of a client, recorded on it and played on it again, and from a file. */
describe('each kind of card', () => {
  const world = createWorld({ seed: 1, keys: 'pool' });
  const jlis = createJlis(world);
  const dialogue = [
    ...byClient.get('OpenSC')!,
    ...byClient.get('yuki-js/sc-tools-myna')!.slice(0, 1),
    ...byClient.get('jpki/myna (Go)')!,
  ];
  // A card costs signatures: one in three in the short size.
  const ids = profileIds.map((id, at) => [id, at] as const).filter(([, at]) => LONG || at % 3 === 1);
  test.each(ids)('%s', async (id, at) => {
    if (id === 'next-generation') defectsOnPurposeInThisTest('the card to come has keys of another kind');
    const { data } = jlis.issueProfileCard(citizenOf(world.chance, 20 + at), loadProfile(id));
    const sequence = dialogue[at % dialogue.length]!;
    const events: RecordedEvent[] = [];
    const chip = recordedChip(createCard(data), (event) => events.push(event));
    await replay(sequence, holder, chip, Number.POSITIVE_INFINITY); // What it expects is of another card.
    expect(events.length).toBeGreaterThan(5);
    expect(compareDialogues(events, await played(events, createCard(data), data), { content: true })).toEqual(
      [],
    );
    const path = join(folder, `profile-${id}.json`);
    saveCard(path, data);
    using open = openCardFile(path);
    expect(compareDialogues(events, await played(events, open.card, data), { content: true })).toEqual([]);
  });
});

/** The defect of a card, the dialogue that shows it, and what is told of it. */
const DEFECTS: readonly (readonly [string, ClientSequence, Difference['kind'], (data: CardData) => Chip])[] =
  [
    [
      'a PIN that never blocks',
      blocked,
      'status-word',
      (data) => createCard(data, { ...referenceCardSteps, isBlocked: () => false }),
    ],
    [
      'a counter that goes down by two',
      blocked,
      'counter',
      (data) =>
        createCard(data, {
          ...referenceCardSteps,
          onVerifyFailure: (state, pin, knobs) =>
            referenceCardSteps.onVerifyFailure(
              referenceCardSteps.onVerifyFailure(state, pin, knobs),
              pin,
              knobs,
            ),
        }),
    ],
    [
      'one byte too few',
      reading,
      'length',
      (data) =>
        createCard(data, {
          ...referenceCardSteps,
          endOfFile: (content, offset, ne, knobs) =>
            referenceCardSteps.endOfFile(content, offset, ne > 4 ? ne - 1 : ne, knobs),
        }),
    ],
    [
      'another tag in 基本4情報',
      text,
      'structure',
      (data) => ruled(createCard(data), 'the next READ BINARY of EF.BASIC_FOUR changes byte 4 to 2F'),
    ],
    ['another ATR', reading, 'atr', (data) => createCard({ ...data, atr: fromHex('3B8080010101') })],
    [
      'one byte of a certificate',
      reading,
      'content',
      (data) => ruled(createCard(data), 'the 3rd READ BINARY of EF.AUTH_CERT changes byte 9'),
    ],
    [
      'no answer',
      reading,
      'status-word',
      (data) => ruled(createCard(data), 'the 3rd READ BINARY gets no answer'),
    ],
  ];

function ruled(chip: Chip, rule: string): Chip {
  const book = createRuleBook({ chance: chanceFrom(1) });
  book.add(rule);
  return ruledChip(chip, { fire: book.fire, wait: async () => {}, card: foreignCard });
}

test.each(DEFECTS)('%s is noticed', async (_name, sequence, kind, cardOf) => {
  const data = clientCard(sequence);
  const events = await recorded(sequence);
  const differences = compareDialogues(events, await played(events, cardOf(data), data), { content: true });
  expect(differences[0]?.kind).toBe(kind);
  // Nothing of what the card holds stands in what is told of it.
  for (const secret of [...SECRETS, holder.name, toHex(utf8Encode(holder.name))])
    expect(JSON.stringify(differences)).not.toContain(secret);
});

test('other commands, or the same in another order, are told as order, one for each', async () => {
  const events = await recorded(reading);
  // Two whole blocks of a certificate, the second read before the first.
  const at = events.findIndex((event) => 'capdu' in event && event.capdu === '00B0010000');
  const swapped = events.with(at, events[at + 1]!).with(at + 1, events[at]!);
  expect(kindsOf(compareDialogues(events, swapped))).toEqual(['order', 'order']);
  expect(kindsOf(compareDialogues(events, events.toSpliced(3, 1)))).toEqual(['order']);
  expect(kindsOf(compareDialogues(events, events.toSpliced(3, 0, { power: 'reset' })))).toEqual(['order']);
  expect(compareDialogues(events, events)).toEqual([]);
});

test('the card of somebody else with another password differs in nothing but its contents', async () => {
  const sequence = sequenceOf('jpki/myna (Rust)', /cert -t auth/);
  const events = await recorded(sequence);
  const world = createWorld({ seed: 9 });
  const { data } = createJlis(world).issueProfileCard(citizenOf(world.chance, 2), loadProfile('default'));
  const again = await played(events, createCard(data), data);
  const kinds = new Set(kindsOf(compareDialogues(events, again, { content: true })));
  expect([...kinds].filter((kind) => kind !== 'content' && kind !== 'structure')).toEqual([]);
  expect(kinds.has('content')).toBe(true);
});

test('a right value is that of the card played against, also after a change; a wrong one stays wrong', async () => {
  const change = byClient.get('jpki/myna (Rust)')!.find(({ shows }) => /change/i.test(shows))!;
  const events = await recorded(change);
  const marks = events.flatMap((event) => ('secret' in event && event.secret ? [event.secret.is] : []));
  expect(new Set(marks)).toEqual(new Set(['right', 'wrong', 'new']));
  const data = clientCard(change);
  const other: CardData = {
    ...data,
    applications: data.applications.map((application) => ({
      ...application,
      files: application.files.map((file) =>
        file.kind === 'pin' && file.value.length === 4 ? { ...file, value: utf8Encode('8642') } : file,
      ),
    })),
  };
  expect(compareDialogues(events, await played(events, createCard(other), other), { content: true })).toEqual(
    [],
  );
});

test('a right value is known as such when the PIN is blocked', async () => {
  const events: RecordedEvent[] = [];
  const chip = recordedChip(createCard(clientCard(blocked)), (event) => events.push(event));
  await chip.power('on');
  const [right, wrong] = [holder.authPin, '9999'].map((value) => `0020008004${toHex(utf8Encode(value))}`);
  for (const capdu of [
    '00A4040C0AD392F000260100000001',
    '00A4020C020018',
    right!,
    wrong!,
    wrong!,
    wrong!,
    right!,
  ])
    await chip.transmit(fromHex(capdu));
  const marks = events.flatMap((event) => ('secret' in event && event.secret ? [event.secret.is] : []));
  expect(marks).toEqual(['right', 'wrong', 'wrong', 'wrong', 'right']);
});

test('what the library says to a reader is recorded the same, tap by tap', async () => {
  const { data } = createJlis(createWorld({ seed: 3 })).issueProfileCard(
    citizenOf(createWorld({ seed: 3 }).chance, 1),
    loadProfile('default'),
  );
  const heard: RecordedEvent[] = [];
  const read: RecordedEvent[] = [];
  const chip = recordedChip(createCard(data), (event) => heard.push(event));
  const reader = recordedChannel(inProcessReader(chip), (event) => read.push(event));
  const capdus = [
    '00A4040C0AD392F000260100000001',
    '00A4020C02001B',
    '0020008006414243313233',
    '00A4020C020001',
    '00B0000004',
  ];
  for (let tap = 0; tap < 2; tap += 1) {
    await reader.connect();
    for (const capdu of capdus) await reader.transmit(fromHex(capdu));
    await reader.reset();
    await reader.disconnect();
    await reader.disconnect(); // Nothing is there any more.
  }
  expect(read).toEqual(heard);
  expect(read).toHaveLength(16);
  expect(read.filter((event) => 'secret' in event)).toHaveLength(2);
});

test('the lines are those of a trace', async () => {
  const events = await recorded(blocked);
  const lines = tracedLines(events);
  expect(lines).toHaveLength(events.length);
  expect(lines).toContain('VERIFY IEF.SIGN_PIN (6 bytes) → 63C4, 4 tries left');
  expect(lines[0]).toMatch(/^power on → 3B/);
});
