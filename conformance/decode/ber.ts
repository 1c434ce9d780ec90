/**
 * A reader of BER: tags and lengths, nothing about types. ITU-T X.690 (02/2021), 8.1.
 *
 * It forgives what DER forbids (long lengths, indefinite ones, strings in pieces), because what is not DER must still be shown
 * to be what it is; `der-strict.ts` says whether it was DER. It is our own: the readers of simulator/pki stand on asn1js, and a
 * shared parser would hide a shared mistake.
 */

/** One element: `der` is tag, length and content as received, `body` the content alone. */
export type Asn1 = {
  /** As counted here: 1 universal, 2 application, 3 context-specific, 4 private. */
  tagClass: number;
  tag: number;
  constructed: boolean;
  der: Uint8Array;
  body: Uint8Array;
  kids: Asn1[];
};

/** Certificates nest about ten deep; the bound keeps hostile input off the stack. */
const DEPTH_MAX = 48;
/** Nothing here needs a tag or a length of more octets. */
const TAG_OCTETS_MAX = 4;
const LENGTH_OCTETS_MAX = 4;

type Header = {
  tagClass: number;
  tag: number;
  constructed: boolean;
  bodyAt: number;
  length: number | 'indefinite';
};

/** Parses one element that fills `bytes`; throws Error where it does not. The element keeps views into a copy. */
export function parseAsn1(bytes: Uint8Array): Asn1 {
  // A copy, because a Buffer may share its memory with others.
  const input = new Uint8Array(bytes);
  const [element, end] = elementAt(input, 0, input.length, 0);
  if (end !== input.length) throw new Error(`trailing bytes at ${end}`);
  return element;
}

function octetAt(bytes: Uint8Array, at: number, limit: number): number {
  if (at >= limit) throw new Error(`cut off at ${at}`);
  return bytes[at]!;
}

function headerAt(bytes: Uint8Array, start: number, limit: number): Header {
  const first = octetAt(bytes, start, limit);
  let at = start + 1;
  let tag = first & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    for (let octets = 1; ; octets++) {
      if (octets > TAG_OCTETS_MAX) throw new Error(`a tag number beyond all use at ${start}`);
      const octet = octetAt(bytes, at++, limit);
      tag = tag * 128 + (octet & 0x7f);
      if (octet < 0x80) break;
    }
  }
  const constructed = (first & 0x20) !== 0;
  const about = { tagClass: (first >> 6) + 1, tag, constructed };
  const short = octetAt(bytes, at++, limit);
  if (short < 0x80) return { ...about, bodyAt: at, length: short };
  if (short === 0x80) {
    if (!constructed) throw new Error(`indefinite length of a primitive element at ${start}`);
    return { ...about, bodyAt: at, length: 'indefinite' };
  }
  const octets = short & 0x7f;
  if (octets > LENGTH_OCTETS_MAX) throw new Error(`a length beyond all use at ${start}`);
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + octetAt(bytes, at++, limit);
  return { ...about, bodyAt: at, length };
}

/** The element at `start`, which must end at or before `limit`, and where it ends. */
function elementAt(bytes: Uint8Array, start: number, limit: number, depth: number): [Asn1, end: number] {
  if (depth > DEPTH_MAX) throw new Error(`nested too deep at ${start}`);
  const { tagClass, tag, constructed, bodyAt, length } = headerAt(bytes, start, limit);
  const kids: Asn1[] = [];
  let end: number;
  if (length === 'indefinite') {
    end = bodyAt;
    // X.690, 8.1.5: two zero octets end it.
    while (octetAt(bytes, end, limit) !== 0 || octetAt(bytes, end + 1, limit) !== 0) {
      const [kid, next] = elementAt(bytes, end, limit, depth + 1);
      kids.push(kid);
      end = next;
    }
    end += 2;
  } else {
    end = bodyAt + length;
    if (end > limit) throw new Error(`content runs past the end at ${start}`);
    for (let at = bodyAt; constructed && at < end; ) {
      const [kid, next] = elementAt(bytes, at, end, depth + 1);
      kids.push(kid);
      at = next;
    }
  }
  const body = bytes.subarray(bodyAt, length === 'indefinite' ? end - 2 : end);
  return [{ tagClass, tag, constructed, der: bytes.subarray(start, end), body, kids }, end];
}
