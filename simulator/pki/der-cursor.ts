/**
 * A cursor over DER, for what arrives thousands of times a second: asn1js and the schemas of pkijs, with which this folder
 * reads everything else, need longer for the request of an OCSP client than its answer takes to sign.
 *
 * Everything here throws; call it only inside `decoding`. Source: ITU-T X.690 (2021), 8.1 and 10.1.
 */
import { expect, refuse } from './read-asn1.ts';

/** More octets of length than this no message here needs. */
const LENGTH_OCTETS_MAX = 4;

export class DerCursor {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  /** The first octet of the element that comes next, or −1 at the end. */
  get tag(): number {
    return this.#at < this.#end ? this.#bytes[this.#at]! : -1;
  }

  /** Moves past the element that comes next and gives where its content lies. */
  #pass(tag: number): [from: number, to: number] {
    const found = this.tag;
    expect(found >= 0, 'a field is missing');
    expect(found === tag, `tag ${found.toString(16)} where ${tag.toString(16)} is due`);
    let from = this.#at + 2;
    let length = this.#bytes[this.#at + 1] ?? refuse('the length is missing');
    expect(length !== 0x80, 'indefinite length in DER');
    if (length > 0x80) {
      const octets = length & 0x7f;
      expect(octets <= LENGTH_OCTETS_MAX, 'a length beyond all messages');
      length = 0;
      for (const until = from + octets; from < until; from++)
        length = length * 256 + (this.#bytes[from] ?? 0);
      // 10.1: the fewest octets.
      expect(length >= 0x80 && length >= 2 ** (8 * (octets - 1)), 'length not in the fewest octets');
    }
    expect(from + length <= this.#end, 'an element longer than what it stands in');
    this.#at = from + length;
    return [from, this.#at];
  }

  /** A cursor over the content of the next element, which must have this first octet. */
  enter(tag: number): DerCursor {
    const [from, to] = this.#pass(tag);
    return new DerCursor(this.#bytes, from, to);
  }

  /** The content of the next element, which must have this first octet; a view, not a copy. */
  content(tag: number): Uint8Array {
    const [from, to] = this.#pass(tag);
    return this.#bytes.subarray(from, to);
  }

  /** The whole of the next element; a view, not a copy. */
  element(tag: number): Uint8Array {
    const start = this.#at;
    this.#pass(tag);
    return this.#bytes.subarray(start, this.#at);
  }

  /** Nothing may be left. */
  end(): void {
    expect(this.#at === this.#end, 'a field too many');
  }
}
