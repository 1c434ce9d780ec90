/**
 * Which 32-byte windows of some bytes are the private scalar of a P-256 point? Exact, and far faster than one scalar
 * multiplication per window.
 *
 * Bytes are cut into blocks. With S(k) the number that a block's bytes from k on spell, and e = length − k − 32, the window at
 * k is the number w with w·256^e = S(k) − S(k+32). So w·G = Q exactly when S(k)·G − S(k+32)·G = 256^e·Q. Going from the end of
 * a block to its start, S(k)·G is one point addition from S(k+1)·G, taken from a table of byte·256^j·G. Many blocks go in step
 * and share one modular inversion. The equation itself is then one determinant: three points of a curve sum to zero only if
 * they lie on one line, so a determinant other than zero proves that the window is not the key; zero is decided by node:crypto.
 * Where a point at infinity or a doubling makes the determinant say nothing, node:crypto decides as well.
 */
import { createECDH } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';

/** An affine point; undefined is the point at infinity. */
type Affine = { x: bigint; y: bigint } | undefined;

/** A stretch of `bytes` that is searched as one: all its windows begin inside it and end inside it. */
type Block = { source: number; bytes: Uint8Array; start: number; length: number };

const SCALAR_LENGTH = 32;

/** Windows in a block. More of them waste less on the 31 bytes of overlap but want a larger table (127 × 255 points here). */
const WINDOWS_MAX = 96;
const LENGTH_MAX = WINDOWS_MAX + SCALAR_LENGTH - 1;

/** Blocks that go in step: enough to make their shared inversion cheap, few enough to keep the points in memory. */
const BLOCKS_MAX = 1024;

/** Up to here the shared tables and inversions cost more than they save. */
const WINDOWS_ONE_BY_ONE = 1500;

/** Made once: a new one for each window would double its cost. It keeps no state that is read later. */
const ecdh = createECDH('prime256v1');

const P = p256.Point.Fp.ORDER;

/** Coordinates of byte·256^j·G at `j * 256 + byte`. Made when first needed, in about 0.2 s, and kept. */
let table: { x: bigint[]; y: bigint[] } | undefined;

/**
 * Finds every window that is the private scalar (big-endian) of `publicPoint`.
 *
 * @param sources the bytes to search
 * @param publicPoint an uncompressed P-256 point, 65 bytes
 * @returns index of the source and offset in it, in that order
 */
export function findScalar(
  sources: readonly Uint8Array[],
  publicPoint: Uint8Array,
): Array<{ source: number; offset: number }> {
  const windows = sources.reduce((sum, bytes) => sum + Math.max(0, bytes.length - SCALAR_LENGTH + 1), 0);
  if (windows <= WINDOWS_ONE_BY_ONE) return findOneByOne(sources, publicPoint);
  const blocks = sources.flatMap((bytes, source) => blocksOf(bytes, source));
  const targets = targetsOf(publicPoint);
  const found: Array<{ source: number; offset: number }> = [];
  for (let at = 0; at < blocks.length; at += BLOCKS_MAX) {
    searchInStep(blocks.slice(at, at + BLOCKS_MAX), targets, (block, k) => {
      const offset = block.start + k;
      const window = block.bytes.subarray(offset, offset + SCALAR_LENGTH);
      if (isScalarOf(window, publicPoint)) found.push({ source: block.source, offset });
    });
  }
  return found.sort((one, other) => one.source - other.source || one.offset - other.offset);
}

function findOneByOne(
  sources: readonly Uint8Array[],
  publicPoint: Uint8Array,
): Array<{ source: number; offset: number }> {
  return sources.flatMap((bytes, source) => {
    const found: Array<{ source: number; offset: number }> = [];
    for (let offset = 0; offset + SCALAR_LENGTH <= bytes.length; offset++) {
      if (isScalarOf(bytes.subarray(offset, offset + SCALAR_LENGTH), publicPoint))
        found.push({ source, offset });
    }
    return found;
  });
}

/** Decides one window for certain: is it a valid private key, and this point's? About 25 µs. */
export function isScalarOf(window: Uint8Array, publicPoint: Uint8Array): boolean {
  try {
    ecdh.setPrivateKey(window);
  } catch {
    return false; // zero, or not below the order
  }
  return ecdh.getPublicKey().equals(publicPoint);
}

function blocksOf(bytes: Uint8Array, source: number): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start + SCALAR_LENGTH <= bytes.length; start += WINDOWS_MAX) {
    blocks.push({ source, bytes, start, length: Math.min(LENGTH_MAX, bytes.length - start) });
  }
  return blocks;
}

/** 256^e·Q for each exponent that occurs in a block. */
function targetsOf(publicPoint: Uint8Array): Affine[] {
  let point = p256.Point.fromBytes(publicPoint);
  const points = Array.from({ length: WINDOWS_MAX }, () => {
    const now = point;
    for (let bit = 0; bit < 8; bit++) point = point.double();
    return now;
  });
  return normalise(points);
}

function searchInStep(
  blocks: readonly Block[],
  targets: readonly Affine[],
  candidate: (block: Block, k: number) => void,
) {
  table ??= makeTable();
  const { x: tableX, y: tableY } = table;
  // sums[step] is S(length − step)·G of each block.
  const sums: Affine[][] = [blocks.map(() => undefined)];
  const stepMax = Math.max(...blocks.map(({ length }) => length));
  for (let step = 1; step <= stepMax; step++) {
    const before = sums[step - 1]!;
    const addends = blocks.map(({ bytes, start, length }): Affine => {
      const byte = step <= length ? bytes[start + length - step]! : 0;
      const entry = (step - 1) * 256 + byte;
      return byte === 0 ? undefined : { x: tableX[entry]!, y: tableY[entry]! };
    });
    const now = addAll(before, addends);
    sums.push(now);
    const target = targets[step - SCALAR_LENGTH];
    if (target === undefined) continue;
    const tails = sums[step - SCALAR_LENGTH]!;
    for (const [index, block] of blocks.entries()) {
      if (step <= block.length && mayBeTarget(now[index], tails[index], target))
        candidate(block, block.length - step);
    }
  }
}

/** False only where whole − tail ≠ target for certain. */
function mayBeTarget(whole: Affine, tail: Affine, target: NonNullable<Affine>): boolean {
  if (whole === undefined && tail === undefined) return false; // the window is a multiple of the order
  if (tail === undefined) return whole!.x === target.x;
  if (whole === undefined) return true;
  return ((target.y - tail.y) * (whole.x - tail.x) + (whole.y + tail.y) * (target.x - tail.x)) % P === 0n;
}

/** Adds two lists of affine points member by member, with one inversion for all (Montgomery's trick). */
function addAll(left: readonly Affine[], right: readonly Affine[]): Affine[] {
  const sums = new Array<Affine>(left.length);
  const waiting: number[] = [];
  const products: bigint[] = [];
  let product = 1n;
  for (let index = 0; index < left.length; index++) {
    const one = left[index];
    const other = right[index];
    if (one === undefined) sums[index] = other;
    else if (other === undefined) sums[index] = one;
    else if (one.x === other.x) sums[index] = addAlike(one, other);
    else {
      waiting.push(index);
      products.push(product);
      product = (product * (other.x - one.x)) % P;
    }
  }
  let inverse = waiting.length === 0 ? 1n : p256.Point.Fp.inv(positive(product));
  for (let at = waiting.length - 1; at >= 0; at--) {
    const index = waiting[at]!;
    const one = left[index]!;
    const other = right[index]!;
    const dx = other.x - one.x;
    const slope = ((other.y - one.y) * ((inverse * products[at]!) % P)) % P;
    inverse = (inverse * dx) % P;
    const x = positive((slope * slope - one.x - other.x) % P);
    sums[index] = { x, y: positive((slope * (one.x - x) - one.y) % P) };
  }
  return sums;
}

function positive(value: bigint): bigint {
  return value < 0n ? value + P : value;
}

/** The rare sums that the slope of a chord does not give: a point with itself or its opposite. */
function addAlike(one: NonNullable<Affine>, other: NonNullable<Affine>): Affine {
  return normalise([p256.Point.fromAffine(one).add(p256.Point.fromAffine(other))])[0];
}

function normalise(points: Array<typeof p256.Point.BASE>): Affine[] {
  return points.map((point) => (point.is0() ? undefined : point.toAffine()));
}

function makeTable(): { x: bigint[]; y: bigint[] } {
  const bases = Array.from({ length: LENGTH_MAX }, () => p256.Point.BASE);
  for (let j = 1; j < LENGTH_MAX; j++) {
    let point = bases[j - 1]!;
    for (let bit = 0; bit < 8; bit++) point = point.double();
    bases[j] = point;
  }
  const made = {
    x: new Array<bigint>(LENGTH_MAX * 256).fill(0n),
    y: new Array<bigint>(LENGTH_MAX * 256).fill(0n),
  };
  const ones = normalise(bases);
  let multiples = ones;
  for (let byte = 1; byte < 256; byte++) {
    if (byte > 1) multiples = addAll(multiples, ones);
    for (const [j, point] of multiples.entries()) {
      made.x[j * 256 + byte] = point!.x;
      made.y[j * 256 + byte] = point!.y;
    }
  }
  return made;
}
