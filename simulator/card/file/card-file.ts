/**
 * A card that outlives the process. What a real card keeps in non-volatile memory, tries and PIN values, is on the disk
 * before the answer that tells of it leaves: a crash in the middle gives nobody a try more.
 */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { TransportError, UsageError } from '../../errors.ts';
import type { CardData } from '../card-data.ts';
import type { CardSteps } from '../card-steps.ts';
import { referenceCardSteps } from '../reference-steps.ts';
import { initialPins } from '../state.ts';
import { createCard, type VirtualCard } from '../virtual-card.ts';
import { memoryText, type Pins, readCardText, staticText } from './format.ts';
import { lock } from './lock.ts';
import { replaceFile } from './replace-file.ts';

export type SaveOptions = {
  /** Which profile it was made from, for people. */
  readonly profile?: string;
  /** Put it in the place of a file that is there; without this ERR_CARD_FILE_EXISTS. */
  readonly replace?: boolean;
};

/** A card with its file. While it is open no other process gets it. */
export type OpenCard = {
  /** Its memory is the file. After `close` it is as if taken out: every command raises ERR_CARD_ABSENT. */
  readonly card: VirtualCard;
  readonly data: CardData;
  readonly profile: string | undefined;
  close(): void;
  [Symbol.dispose](): void;
};

/** A new card as the text of a file. */
export const cardText = (data: CardData, profile?: string): string =>
  staticText(data, profile) + memoryText(data, initialPins(data));

/**
 * Writes a new card to a file: full tries or as personalised.
 *
 * @throws UsageError ERR_CARD_FILE_FOLDER, ERR_CARD_FILE_EXISTS, ERR_CARD_FILE_WRITE, ERR_CARD_IN_USE
 */
export function saveCard(path: string, data: CardData, { profile, replace = false }: SaveOptions = {}): void {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError('ERR_CARD_FILE_FOLDER', `${path}: there is no folder ${folder}`, {
      hint: 'Make the folder first, or choose another place.',
    });
  const unlock = lock(existsSync(path) ? realpathSync(path) : path);
  try {
    if (!replace && existsSync(path)) {
      throw new UsageError('ERR_CARD_FILE_EXISTS', `${path}: is there already`, {
        hint: 'Choose another name, or remove that file first.',
      });
    }
    replaceFile(path, cardText(data, profile));
  } finally {
    unlock();
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const why: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      EISDIR: 'is a folder',
      EACCES: 'may not be read',
    };
    throw new UsageError('ERR_CARD_FILE_MISSING', `${path}: ${why[code] ?? `cannot be read (${code})`}`, {
      hint: 'Name the file of a card; fpos-hil card --file CARD new makes one.',
      cause,
    });
  }
}

const same = (a: Pins, b: Pins): boolean =>
  [...a].every(([pin, { value, triesLeft }]) => {
    const other = b.get(pin);
    return other !== undefined && other.triesLeft === triesLeft && Buffer.compare(other.value, value) === 0;
  });

/** Writes the memory whenever it is another one than that on the disk. */
function keeper(
  path: string,
  onDisk: CardData,
  memory: Pins,
  profile: string | undefined,
): (pins: Pins, data: CardData) => void {
  let head = staticText(onDisk, profile);
  let kept = memory;
  let written = onDisk;
  return (pins, data) => {
    if (data === written && same(kept, pins)) return;
    if (data !== written) head = staticText(data, profile);
    try {
      replaceFile(path, head + memoryText(data, pins));
    } catch (cause) {
      throw new TransportError(
        'ERR_CARD_FILE_WRITE',
        `${path}: cannot be written, so the card does not answer`,
        {
          cause,
        },
      );
    }
    kept = pins;
    written = data;
  };
}

/** The card until it is closed; then one that is not there. */
function closable(card: VirtualCard, isOpen: () => boolean): VirtualCard {
  const demandOpen = (): void => {
    if (!isOpen()) throw new TransportError('ERR_CARD_ABSENT', 'the card file is closed');
  };
  return {
    ...card,
    power(op) {
      demandOpen();
      card.power(op);
    },
    transmit(capdu) {
      demandOpen();
      return card.transmit(capdu);
    },
    get atr() {
      return card.atr;
    },
    unlock(...args) {
      demandOpen();
      card.unlock(...args);
    },
    personalise(data) {
      demandOpen();
      card.personalise(data);
    },
  };
}

/**
 * Opens a card file.
 *
 * @throws UsageError ERR_CARD_FILE_MISSING, ERR_CARD_IN_USE, or as `readCardText` for what is no card
 */
export function openCardFile(
  path: string,
  options: { steps?: CardSteps; random?: (length: number) => Uint8Array } = {},
): OpenCard {
  if (!existsSync(path)) textOf(path);
  const place = realpathSync(path);
  const unlock = lock(place);
  try {
    const { data, pins, profile } = readCardText(path, textOf(place));
    const onMemory = keeper(place, data, pins, profile);
    const { steps = referenceCardSteps, random } = options;
    const card = createCard(data, steps, { pins, onMemory, ...(random && { random }) });
    let open = true;
    const close = (): void => {
      if (!open) return;
      open = false;
      unlock();
    };
    return { card: closable(card, () => open), data, profile, close, [Symbol.dispose]: close };
  } catch (error) {
    unlock();
    throw error;
  }
}
