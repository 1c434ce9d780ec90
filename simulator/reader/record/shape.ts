/** The structure of what was read: which data objects, in which order, inside which. Lengths and values are left out. */
import { readTlv, readTlvSequence, type Tlv } from '../../apdu/tlv.ts';

const DEPTH_MAX = 32;

function objects(bytes: Uint8Array): readonly Tlv[] | undefined {
  try {
    return readTlvSequence(bytes);
  } catch {
    return undefined;
  }
}

function shapeOf({ tag, constructed, value }: Tlv, depth: number): string {
  const name = tag.toString(16).toUpperCase().padStart(2, '0');
  // The constructed bit is no promise on these cards: FF10 holds bare digits.
  const inside = constructed && depth < DEPTH_MAX && value.length > 0 ? objects(value) : undefined;
  return inside === undefined ? name : `${name}(${inside.map((one) => shapeOf(one, depth + 1)).join(' ')})`;
}

/** Tags of the data object at the beginning, as `30(30(A0(02) 02) 03)`; undefined while it is not whole, or is none. */
export function leadingShape(bytes: Uint8Array): string | undefined {
  try {
    return shapeOf(readTlv(bytes), 1);
  } catch {
    return undefined;
  }
}
