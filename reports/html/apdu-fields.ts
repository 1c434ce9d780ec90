/**
 * The fields of an APDU in hex, for colouring. Reads leniently: what fits no case of ISO/IEC 7816-3:2006 12.1.3 is one
 * field behind the header, so every byte of the transcript is shown, once and in its order.
 */
import type { Cut } from '../../simulator/world/index.ts';

/** `h` header, `l` length field (Lc or Le), `d` data, `s` status word, `x` what fits nowhere. */
export type FieldKind = 'h' | 'l' | 'd' | 's' | 'x';

/** A run of bytes of one kind; `cut` stands for a secret that was cut there. */
export interface Field {
  readonly kind: FieldKind;
  readonly hex: string;
  readonly cut?: Cut;
}

interface Span {
  readonly kind: FieldKind;
  /** Bytes, from the start of the APDU. */
  readonly start: number;
  readonly end: number;
}

const HEADER_LENGTH = 4;

const byteAt = (hex: string, at: number): number => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);

const span = (kind: FieldKind, start: number, end: number): Span => ({ kind, start, end });

/** Spans of a body whose length fields have `size` octets, the first after `marker` octets (1 when extended). */
function bodySpans(hex: string, length: number, marker: number, size: number): readonly Span[] | undefined {
  const lengthEnd = HEADER_LENGTH + marker + size;
  if (length === lengthEnd) return [span('l', HEADER_LENGTH, lengthEnd)]; // case 2: Le alone
  const nc = Number.parseInt(hex.slice(2 * (HEADER_LENGTH + marker), 2 * lengthEnd), 16);
  const dataEnd = lengthEnd + nc;
  if (nc === 0 || (length !== dataEnd && length !== dataEnd + size)) return undefined;
  const le = length === dataEnd ? [] : [span('l', dataEnd, length)];
  return [span('l', HEADER_LENGTH, lengthEnd), span('d', lengthEnd, dataEnd), ...le];
}

function commandSpans(hex: string): readonly Span[] {
  const length = hex.length / 2;
  if (length <= HEADER_LENGTH) return [span(length === HEADER_LENGTH ? 'h' : 'x', 0, length)];
  const extended = length > 5 && byteAt(hex, HEADER_LENGTH) === 0;
  const body = length >= 7 && extended ? bodySpans(hex, length, 1, 2) : bodySpans(hex, length, 0, 1);
  return [span('h', 0, HEADER_LENGTH), ...(body ?? [span('x', HEADER_LENGTH, length)])];
}

function responseSpans(hex: string): readonly Span[] {
  const length = hex.length / 2;
  if (length < 2) return [span('x', 0, length)];
  return [span('d', 0, length - 2), span('s', length - 2, length)];
}

/** One span with its cuts: the bytes before, the cut, the bytes behind. */
function withCuts(hex: string, { kind, start, end }: Span, cuts: readonly Cut[]): readonly Field[] {
  const fields: Field[] = [];
  let at = start;
  for (const cut of cuts) {
    if (typeof cut.at !== 'number') continue;
    const from = Math.max(cut.at, at);
    const to = Math.min(cut.at + cut.length, end);
    if (from >= to) continue;
    if (from > at) fields.push({ kind, hex: hex.slice(2 * at, 2 * from) });
    fields.push({ kind, hex: hex.slice(2 * from, 2 * to), cut });
    at = to;
  }
  if (at < end) fields.push({ kind, hex: hex.slice(2 * at, 2 * end) });
  return fields;
}

const HEX = /^(?:[0-9A-Fa-f]{2})*$/;

function fieldsOf(
  hex: string,
  spans: (hex: string) => readonly Span[],
  cuts: readonly Cut[],
): readonly Field[] {
  if (!HEX.test(hex)) return [{ kind: 'x', hex }]; // not bytes at all: shown as it stands
  return spans(hex).flatMap((s) => withCuts(hex, s, cuts));
}

/** Fields of a C-APDU: header, Lc, data, Le. */
export const commandFields = (hex: string, cuts: readonly Cut[] = []): readonly Field[] =>
  fieldsOf(hex, commandSpans, cuts);

/** Fields of an R-APDU: data, SW1 SW2. */
export const responseFields = (hex: string): readonly Field[] => fieldsOf(hex, responseSpans, []);
