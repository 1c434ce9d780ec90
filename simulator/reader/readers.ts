/**
 * The readers of one service: their places in the list, their names, and how often one came or went.
 *
 * Source: readerfactory.c of pcsc-lite 1.9.9 to 2.5.1 (observed). A reader is named as a driver with several readers
 * names them: its kind, the first number that no other has, and its slot, both in hexadecimal ("… 01 00").
 */
import { UsageError } from '../errors.ts';
import { READER_NAME_SIZE, READERS_MAX } from './scard.ts';
import type { OnExchange } from './slot.ts';
import { type Grace, VirtualReader } from './virtual-reader.ts';

const DEFAULT_KIND = 'fpos-hil TEST Virtual Reader';
/** What pcscd puts behind the kind of a reader: number and slot. */
const SUFFIX_SIZE = ' 00 00'.length;
/** ReaderEvents is a signed 16-bit number; at its end it begins again at 1. */
const EVENTS_MAX = 0x7fff;

function checkKind(kind: string): void {
  const size = Buffer.byteLength(kind);
  const room = READER_NAME_SIZE - 1 - SUFFIX_SIZE;
  if (size > 0 && size <= room && !kind.includes('\0')) return;
  throw new UsageError('ERR_READER_NAME', `reader name must have 1 to ${room} bytes and no zero: ${kind}`, {
    hint: 'The number of the reader is put behind the name, as pcscd does.',
  });
}

const nameOf = (kind: string, number: number): string =>
  `${kind} ${number.toString(16).toUpperCase().padStart(2, '0')} 00`;

export class Readers {
  /** As clients see them: a reader keeps its place as long as it is plugged in. */
  readonly places: (VirtualReader | undefined)[] = new Array(READERS_MAX).fill(undefined);
  readonly #numbers = new Map<VirtualReader, number>();
  readonly #onChange: () => void;
  readonly #grace: Grace | undefined;
  #lastHandle = 0;
  /** Starts at 1 and counts each coming and going of a reader. */
  events = 1;

  /** `onChange`: a client that waits for a change has something to look at. */
  constructor(onChange: () => void, grace?: Grace) {
    this.#onChange = onChange;
    this.#grace = grace;
  }

  all(): VirtualReader[] {
    return [...this.#numbers.keys()];
  }

  find(name: string): VirtualReader | undefined {
    return this.all().find((reader) => reader.name === name);
  }

  /** A new, empty reader in the first free place. UsageError ERR_READER_NAME, ERR_READERS_FULL. Tells nobody yet. */
  plug(kind: string = DEFAULT_KIND, onExchange?: OnExchange): VirtualReader {
    checkKind(kind);
    const place = this.places.indexOf(undefined);
    if (place < 0) {
      throw new UsageError('ERR_READERS_FULL', `no more than ${READERS_MAX} readers in one service`, {
        hint: 'Unplug a reader first: the protocol of pcsc-lite has no more places.',
      });
    }
    const taken = new Set(this.#numbers.values());
    const number = [...Array(READERS_MAX).keys()].find((free) => !taken.has(free)) ?? 0;
    const nextHandle = (): number => {
      this.#lastHandle += 1;
      return this.#lastHandle;
    };
    const reader = new VirtualReader(nameOf(kind, number), {
      nextHandle,
      ...(onExchange && { onExchange }),
      ...(this.#grace && { grace: this.#grace }),
    });
    reader.onChange = () => {
      if (this.#numbers.has(reader)) this.#onChange();
    };
    this.places[place] = reader;
    this.#numbers.set(reader, number);
    this.#countEvent();
    return reader;
  }

  /** Clients miss the reader at once; the promise is for what its card and its handles are in the middle of. */
  async unplug(reader: VirtualReader): Promise<void> {
    if (!this.#numbers.delete(reader)) return;
    this.places[this.places.indexOf(reader)] = undefined;
    this.#countEvent();
    const done = reader.unplug();
    this.#onChange();
    await done;
  }

  /** For the coming of a reader, once its card (if any) has power. */
  announce(): void {
    this.#onChange();
  }

  #countEvent(): void {
    this.events = this.events === EVENTS_MAX ? 1 : this.events + 1;
  }
}
