/**
 * Are these bytes DER? A walker over the tags and lengths, with no schema: ITU-T X.690 (02/2021) clauses 8, 10 and 11.
 *
 * The parsers used elsewhere in this folder read BER and forgive; this one does not. It looks neither into OCTET STRINGs
 * (a decoder that knows their content checks that itself) nor at what needs a schema: DEFAULT values, the order of a SET OF
 * behind an implicit tag.
 */

/** The answer of {@link checkDer}: `offset` is the first byte of the element at fault. */
export type DerCheck = { ok: true } | { ok: false; why: string; offset: number };

type Fault = { why: string; offset: number };
type Element = {
  tag: number;
  tagClass: number;
  constructed: boolean;
  start: number;
  body: number;
  end: number;
};

/** Certificates nest about ten deep; the bound keeps hostile input off the stack. */
const DEPTH_MAX = 48;

const UNIVERSAL = 0;
const MUST_BE_CONSTRUCTED = new Set([8, 11, 16, 17]);

/**
 * Walks one DER element that must fill `bytes`.
 *
 * @param bytes the whole encoding
 * @returns `ok`, or what is not DER and where; never throws
 */
export function checkDer(bytes: Uint8Array): DerCheck {
  const first = readHeader(bytes, 0, bytes.length);
  if ('why' in first) return { ok: false, ...first };
  if (first.end !== bytes.length) return { ok: false, why: 'trailing bytes', offset: first.end };
  const fault = faultOf(bytes, first, 0);
  return fault === undefined ? { ok: true } : { ok: false, ...fault };
}

/** Reads identifier and length octets (X.690 8.1.2, 8.1.3, 10.1) of an element that must end at or before `limit`. */
function readHeader(bytes: Uint8Array, start: number, limit: number): Element | Fault {
  const bad = (why: string): Fault => ({ why, offset: start });
  const identifier = bytes[start];
  if (identifier === undefined || start >= limit) return bad('no element');
  let at = start + 1;
  let tag = identifier & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    for (let octets = 0; ; octets++) {
      const octet = at < limit ? bytes[at++] : undefined;
      if (octet === undefined) return bad('tag runs past the end');
      // X.690 8.1.2.4.2 c: the first octet of a long tag is not 80; four octets are more than any tag in use.
      if (octets === 0 && octet === 0x80) return bad('tag number not minimal');
      if (octets === 4) return bad('tag number too long');
      tag = tag * 128 + (octet & 0x7f);
      if ((octet & 0x80) === 0) break;
    }
    if (tag < 31) return bad('tag number not minimal');
  }
  const first = at < limit ? bytes[at++] : undefined;
  if (first === undefined) return bad('no length');
  let length = first;
  if (first === 0x80) return bad('indefinite length');
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4) return bad('length of more than four octets');
    length = 0;
    for (let index = 0; index < count; index++) {
      const octet = at < limit ? bytes[at++] : undefined;
      if (octet === undefined) return bad('length runs past the end');
      length = length * 256 + octet;
    }
    if (length < 0x80 || length < 256 ** (count - 1)) return bad('length not minimal');
  }
  if (at + length > limit) return bad('content runs past the end');
  return {
    tag,
    tagClass: identifier >> 6,
    constructed: (identifier & 0x20) !== 0,
    start,
    body: at,
    end: at + length,
  };
}

function faultOf(bytes: Uint8Array, element: Element, depth: number): Fault | undefined {
  const bad = (why: string): Fault => ({ why, offset: element.start });
  if (depth > DEPTH_MAX) return bad('nested too deep');
  if (element.tagClass === UNIVERSAL) {
    if (element.tag === 0) return bad('tag 0');
    // X.690 10.2: strings are primitive in DER.
    if (MUST_BE_CONSTRUCTED.has(element.tag) !== element.constructed) {
      return bad(element.constructed ? 'constructed encoding of a primitive type' : 'primitive encoding');
    }
  }
  if (!element.constructed) {
    if (element.tagClass !== UNIVERSAL) return undefined;
    const why = primitiveFault(element.tag, bytes.subarray(element.body, element.end));
    return why === undefined ? undefined : bad(why);
  }
  const members: Element[] = [];
  for (let at = element.body; at < element.end; ) {
    const member = readHeader(bytes, at, element.end);
    if ('why' in member) return member;
    const fault = faultOf(bytes, member, depth + 1);
    if (fault !== undefined) return fault;
    members.push(member);
    at = member.end;
  }
  if (element.tagClass === UNIVERSAL && element.tag === 17 && !isSorted(bytes, members)) {
    return bad('SET OF not sorted'); // X.690 11.6
  }
  return undefined;
}

function isSorted(bytes: Uint8Array, members: readonly Element[]): boolean {
  return members.every((member, index) => {
    const before = members[index - 1];
    if (before === undefined) return true;
    return (
      Buffer.compare(bytes.subarray(before.start, before.end), bytes.subarray(member.start, member.end)) <= 0
    );
  });
}

/** The rules for one primitive universal type; returns what is wrong. */
function primitiveFault(tag: number, body: Uint8Array): string | undefined {
  const [first, second] = body;
  switch (tag) {
    case 1: // X.690 11.1
      return body.length === 1 && (first === 0 || first === 0xff) ? undefined : 'BOOLEAN other than 00 or FF';
    case 2:
    case 10: // X.690 8.3.2: the first nine bits are not all alike.
      if (first === undefined) return 'INTEGER without content';
      if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
        return 'INTEGER not minimal';
      }
      return undefined;
    case 3:
      return bitStringFault(body);
    case 5:
      return body.length === 0 ? undefined : 'NULL with content';
    case 6:
      return oidFault(body);
    case 12:
      return isUtf8(body) ? undefined : 'UTF8String is not UTF-8';
    case 19: // X.680 41.4
      return matches(body, /^[A-Za-z0-9 '()+,\-./:=?]*$/) ? undefined : 'character outside PrintableString';
    case 22:
      return body.every((octet) => octet < 0x80) ? undefined : 'character outside IA5String';
    case 23: // X.690 11.8
      return matches(body, /^\d{12}Z$/) ? undefined : 'UTCTime not YYMMDDHHMMSSZ';
    case 24: // X.690 11.7
      return matches(body, /^\d{14}(\.\d*[1-9])?Z$/) ? undefined : 'GeneralizedTime not YYYYMMDDHHMMSSZ';
    default:
      return undefined;
  }
}

function bitStringFault(body: Uint8Array): string | undefined {
  const unused = body[0];
  if (unused === undefined || unused > 7) return 'BIT STRING without a count of unused bits';
  if (body.length === 1) return unused === 0 ? undefined : 'unused bits in an empty BIT STRING';
  const last = body[body.length - 1] ?? 0;
  return (last & ((1 << unused) - 1)) === 0 ? undefined : 'unused bits set'; // X.690 11.2.1
}

function oidFault(body: Uint8Array): string | undefined {
  if (body.length === 0 || (body[body.length - 1] ?? 0) >= 0x80) return 'OBJECT IDENTIFIER cut off';
  const padded = body.some(
    (octet, index) => octet === 0x80 && (index === 0 || (body[index - 1] ?? 0) < 0x80),
  );
  return padded ? 'OBJECT IDENTIFIER not minimal' : undefined; // X.690 8.19.2
}

function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}

function matches(body: Uint8Array, pattern: RegExp): boolean {
  return pattern.test(Buffer.from(body).toString('latin1'));
}
