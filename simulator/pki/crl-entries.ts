/**
 * The encoder for the entries of a CRL: a list may have a million, so each goes straight into a chunk of bytes and leaves
 * no object behind. What is out of the ordinary (a serial number beyond eight octets, a year beyond UTCTime) takes the
 * road of the general writer. Source: RFC 5280, 5.1.2.6 and 5.3.1.
 */
import { type Der, integer, raw, seq, time } from './der.ts';
import { type CrlReason, crlReasons, encodeExtensions, reasonCode } from './extensions.ts';

/** One revoked certificate. */
export type CrlEntry = {
  readonly serial: bigint;
  readonly revocationDate: Date;
  readonly reason?: CrlReason;
};

const CHUNK_FIRST = 4_096;
const CHUNK_MAX = 1_048_576;
/** An entry on the fast road: 2 of the sequence, 2 + 9 of the number, 2 + 13 of the time, 14 of the reason. */
const ENTRY_MAX = 42;

const DAY_MS = 86_400_000;
const UTC_TIME_FROM = Date.UTC(1950, 0, 1);
const UTC_TIME_TO = Date.UTC(2050, 0, 1);
const SERIAL_TO = 1n << 64n;

/** The extensions of an entry by its reason. 5.3.1: unspecified (0) is not written; the extension is left away. */
const reasonBytes: ReadonlyMap<CrlReason, Der> = new Map(
  (Object.keys(crlReasons) as CrlReason[])
    .filter((reason) => reason !== 'unspecified')
    .map((reason) => [reason, encodeExtensions([reasonCode(reason)])]),
);

const generalEntry = ({ serial, revocationDate, reason }: CrlEntry): Der =>
  seq(integer(serial), time(revocationDate), raw(reason && reasonBytes.get(reason)));

/** Bytes in chunks; `length` is that of all together. */
export type Chunks = { readonly chunks: readonly Uint8Array[]; readonly length: number };

/** Two decimal digits. */
function put2(to: Uint8Array, at: number, value: number): void {
  const tens = (value / 10) | 0;
  to[at] = 48 + tens;
  to[at + 1] = 48 + value - tens * 10;
}

class EntryWriter {
  readonly #full: Uint8Array[] = [];
  #length = 0;
  #chunk = new Uint8Array(0);
  #at = 0;
  readonly #number = new DataView(new ArrayBuffer(9));
  /** YYMMDD of the day written last: neighbours in a list often share it. */
  readonly #date = new Uint8Array(6);
  #day = Number.NaN;

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#chunk.length) return;
    const size = Math.max(bytes, Math.min(CHUNK_MAX, this.#chunk.length * 2 || CHUNK_FIRST));
    this.#flush();
    this.#chunk = new Uint8Array(size);
    this.#at = 0;
  }

  #flush(): void {
    if (this.#at > 0) this.#full.push(this.#chunk.subarray(0, this.#at));
    this.#length += this.#at;
    this.#at = 0;
  }

  /** INTEGER, 0 ≤ value < 2^64. */
  #integer(value: bigint): void {
    this.#number.setBigUint64(1, value);
    // X.690, 8.3.2: the fewest octets, the first of which carries the sign; the octet before the number is always zero.
    let from = 1;
    while (from < 8 && this.#number.getUint8(from) === 0) from++;
    if (this.#number.getUint8(from) >= 0x80) from--;
    const chunk = this.#chunk;
    let at = this.#at;
    chunk[at++] = 0x02;
    chunk[at++] = 9 - from;
    while (from < 9) chunk[at++] = this.#number.getUint8(from++);
    this.#at = at;
  }

  /** UTCTime of a moment between 1950 and 2049. */
  #utcTime(ms: number): void {
    const day = Math.floor(ms / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      const date = new Date(ms);
      put2(this.#date, 0, date.getUTCFullYear() % 100);
      put2(this.#date, 2, date.getUTCMonth() + 1);
      put2(this.#date, 4, date.getUTCDate());
    }
    const chunk = this.#chunk;
    const at = this.#at;
    chunk[at] = 0x17;
    chunk[at + 1] = 13;
    chunk.set(this.#date, at + 2);
    const seconds = Math.floor((ms - day * DAY_MS) / 1000);
    const minutes = (seconds / 60) | 0;
    const hours = (minutes / 60) | 0;
    put2(chunk, at + 8, hours);
    put2(chunk, at + 10, minutes - hours * 60);
    put2(chunk, at + 12, seconds - minutes * 60);
    chunk[at + 14] = 0x5a;
    this.#at = at + 15;
  }

  add(entry: CrlEntry): void {
    const ms = entry.revocationDate.getTime();
    const { serial } = entry;
    if (!(serial >= 0n && serial < SERIAL_TO && ms >= UTC_TIME_FROM && ms < UTC_TIME_TO)) {
      const der = generalEntry(entry);
      this.#room(der.length);
      this.#chunk.set(der, this.#at);
      this.#at += der.length;
      return;
    }
    this.#room(ENTRY_MAX);
    const start = this.#at;
    this.#chunk[start] = 0x30;
    this.#at += 2;
    this.#integer(serial);
    this.#utcTime(ms);
    const reason = entry.reason && reasonBytes.get(entry.reason);
    if (reason !== undefined) {
      this.#chunk.set(reason, this.#at);
      this.#at += reason.length;
    }
    this.#chunk[start + 1] = this.#at - start - 2;
  }

  finish(): Chunks {
    this.#flush();
    return { chunks: this.#full, length: this.#length };
  }
}

/** The entries one after another, in the order given, without the SEQUENCE around them. */
export function encodeEntries(entries: Iterable<CrlEntry>): Chunks {
  const writer = new EntryWriter();
  for (const entry of entries) writer.add(entry);
  return writer.finish();
}
