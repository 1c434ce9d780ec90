/** Puts successive reads of a file together until a structure is whole. */

type Known = { bytes: Uint8Array; have: Uint8Array; told: boolean };

export type Assembly = {
  /**
   * Adds what was read of file `key` at `offset`, and offers `read` what is now known from the start without a gap.
   * The first thing it makes of it is returned, once for each file.
   */
  add<T>(
    key: string,
    offset: number,
    data: Uint8Array,
    read: (known: Uint8Array) => T | undefined,
  ): T | undefined;
};

/** Room for `length` bytes, what is there kept. */
function grown(known: Known, length: number): Known {
  if (length <= known.bytes.length) return known;
  const bytes = new Uint8Array(length);
  const have = new Uint8Array(length);
  bytes.set(known.bytes);
  have.set(known.have);
  return { ...known, bytes, have };
}

/** Offsets have 15 bits and an answer at most 65536 bytes, so a file takes at most 96 KiB here. */
export function createAssembly(): Assembly {
  const files = new Map<string, Known>();
  return {
    add(key, offset, data, read) {
      const before = files.get(key) ?? { bytes: new Uint8Array(0), have: new Uint8Array(0), told: false };
      if (before.told) return undefined;
      const known = grown(before, offset + data.length);
      known.bytes.set(data, offset);
      known.have.fill(1, offset, offset + data.length);
      files.set(key, known);
      const gap = known.have.indexOf(0);
      const made = read(gap < 0 ? known.bytes : known.bytes.subarray(0, gap));
      known.told = made !== undefined;
      return made;
    },
  };
}
