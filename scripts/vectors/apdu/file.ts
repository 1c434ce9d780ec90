/** The file of transcripts: what is said in this folder, played on the card, and refused if the card says otherwise. */
import { fromHex, parseResponseApdu, swHex, toHex } from '../../../simulator/apdu/index.ts';
import type { Note } from '../format.ts';
import { type Flag, NOTES } from '../notes.ts';
import { APDU_SEED, type CardName, cardOf, knobsText } from './cards.ts';
import { classGroups } from './classes.ts';
import { fileGroups } from './files.ts';
import { keyGroups } from './keys.ts';
import { pinGroups } from './pins.ts';
import { subjectOfHex, type Transcript, type TranscriptGroup } from './told.ts';

export const GROUPS: readonly TranscriptGroup[] = [...fileGroups, ...pinGroups, ...keyGroups, ...classGroups];

type Step = Record<string, string>;

/** The events of a transcript, with the card's answers. */
function played({ card = 'default.card.json', knobs = {} }: TranscriptGroup, { id, sent, sw }: Transcript) {
  const chip = cardOf(card, knobs);
  const steps: Step[] = [];
  const power = (op: 'on' | 'off' | 'reset'): void => {
    chip.power(op);
    steps.push({ power: op, ...(op !== 'off' && { atr: toHex(chip.atr) }) });
  };
  power('on');
  const before = JSON.stringify(chip.snapshot().triesLeft);
  let changed = false;
  for (const one of sent) {
    if (one === 'power') {
      power('off');
      power('on');
    } else if (one === 'reset') power('reset');
    else {
      const rapdu = toHex(chip.transmit(fromHex(one)));
      // CHANGE REFERENCE DATA, CHANGE KEY.
      changed ||= /^(0024|8032)/.test(one) && rapdu === '9000';
      steps.push({ capdu: one, rapdu });
    }
  }
  const last = steps.at(-1)!;
  const told = swHex(parseResponseApdu(fromHex(last.rapdu!)).sw);
  if (told !== sw) throw new RangeError(`transcript ${id}: the card answers ${told}, and ${sw} is said`);
  const spends = changed || JSON.stringify(chip.snapshot().triesLeft) !== before;
  return { steps, command: subjectOfHex(last.capdu!), spends };
}

/** 9000, a warning, and an answer that only tells tries are no refusals. */
const isRefusal = (command: string, sw: string): boolean =>
  !(sw === '9000' || sw === '6282' || command === 'VERIFY query') ||
  (command === 'VERIFY query' && /^6[^3]/.test(sw));

export function apduFile(): Record<string, unknown> {
  let tcId = 0;
  const testGroups = GROUPS.map((group) => ({
    type: 'ApduTranscript',
    kind: group.kind,
    comment: group.comment,
    card: (group.card ?? 'default.card.json') satisfies CardName,
    knobs: knobsText(group.knobs ?? {}),
    tests: group.tests.map((one) => {
      const { steps, command, spends } = played(group, one);
      tcId += 1;
      return {
        tcId,
        id: one.id,
        comment: one.comment,
        flags: [one.flag],
        result: isRefusal(command, one.sw) ? 'invalid' : 'valid',
        command,
        sw: one.sw,
        spends,
        steps,
      };
    }),
  }));
  const used = new Set<Flag>(GROUPS.flatMap(({ tests }) => tests.map(({ flag }) => flag)));
  const notes: Record<string, Note> = {};
  for (const flag of Object.keys(NOTES) as Flag[]) if (used.has(flag)) notes[flag] = NOTES[flag];
  return {
    schema: 'apdu.schema.json',
    source: { name: 'fpos-hil', madeBy: 'scripts/make-vectors.ts', seed: APDU_SEED },
    header: [
      'Dialogues with a virtual My Number card of an invented person: every command, answered and refused in every way.',
      'A transcript begins with a fresh card that has just got power; its last command is what it is about.',
    ],
    numberOfTests: tcId,
    notes,
    testGroups,
  };
}
