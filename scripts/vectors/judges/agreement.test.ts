/**
 * conformance/decode and pkijs read the same in every good certificate, list and answer, field by field; and there is no leaf
 * of the signed part that could change without both seeing it.
 */
import { expect, test } from 'vitest';
import { type Asn1, parseAsn1 } from '../../../conformance/decode/asn1.ts';
import { answerByDecode, certificateByDecode, listByDecode } from './fields-by-decode.ts';
import { answerByPkijs, certificateByPkijs, listByPkijs } from './fields-by-pkijs.ts';
import { bytes, certificateVectors, crlVectors, ocspVectors } from './stated.ts';

type Reader = (der: Uint8Array) => object;
type Vector = { readonly name: string; readonly test: { readonly result: string } };

/** The good vectors of a kind, and its two readers. `leaves`: the good ones that are looked at leaf by leaf. */
const kind = <V extends Vector>(
  vectors: readonly V[],
  der: (vector: V) => string,
  decode: Reader,
  pkijs: Reader,
  leaves: readonly string[],
) => ({
  good: new Map(
    vectors
      .filter(({ test }) => test.result === 'valid')
      .map((vector) => [vector.name, bytes(der(vector))] as const),
  ),
  decode,
  pkijs,
  leaves,
});

const KINDS = {
  certificates: kind(
    certificateVectors(),
    ({ test }) => test.certificate,
    certificateByDecode,
    certificateByPkijs,
    ['x509/jpki-signing ordinary', 'x509/accredited with-address-and-birth'],
  ),
  lists: kind(crlVectors(), ({ test }) => test.crl, listByDecode, listByPkijs, [
    'crl/lists revoked-in-own-municipality',
  ]),
  answers: kind(ocspVectors(), ({ test }) => test.response, answerByDecode, answerByPkijs, [
    'ocsp/answers with-archive-cutoff',
  ]),
} as const;

test.each(Object.entries(KINDS))('%s', (name, { good, decode, pkijs }) => {
  expect(good.size).toBeGreaterThan(10);
  for (const [vector, der] of good) expect([vector, decode(der)]).toEqual([vector, pkijs(der)]);
  const { length } = Object.keys(decode([...good.values()][0]!));
  console.log(`conformance/decode and pkijs: ${good.size} ${name} alike in ${length} fields each`);
});

/** Where the primitive values are; those inside OCTET STRINGs that hold DER, too. */
function leaves(node: Asn1, at: number): readonly { readonly node: Asn1; readonly end: number }[] {
  const bodyAt = at + node.der.length - node.body.length;
  if (node.kids.length > 0)
    return node.kids.flatMap((kid) => leaves(kid, at + (kid.der.byteOffset - node.der.byteOffset)));
  if (node.tag === OCTET_STRING && node.tagClass === UNIVERSAL) {
    try {
      return leaves(parseAsn1(node.body), bodyAt);
    } catch {
      // Octets that hold nothing: a nonce, a hash, a key identifier.
    }
  }
  return node.body.length === 0 ? [] : [{ node, end: at + node.der.length }];
}
const UNIVERSAL = 1;
const [BOOLEAN, BIT_STRING, OCTET_STRING, UTC_TIME, GENERALIZED_TIME] = [1, 3, 4, 23, 24];

/** The value of the leaf, another one of the same type and length. */
function changed(der: Uint8Array, { node, end }: ReturnType<typeof leaves>[number]): Uint8Array {
  const copy = new Uint8Array(der);
  const time = node.tag === UTC_TIME || node.tag === GENERALIZED_TIME;
  const place = time ? end - 2 : end - 1;
  const mask = node.tag === BOOLEAN ? 0xff : node.tag === BIT_STRING ? 0x80 : 0x01;
  copy[place]! ^= mask;
  return copy;
}

const REFUSED = {};
const orRefusal = (read: Reader, der: Uint8Array): object => {
  try {
    return read(der);
  } catch {
    return REFUSED;
  }
};

/** Without the signed bytes as such, in which everything is noticed. */
const parts = (fields: object): object => ({ ...fields, signed: undefined });

const LEAVES = Object.entries(KINDS).flatMap(([, { leaves, ...rest }]) =>
  leaves.map((name) => [name, rest] as const),
);

test.each(LEAVES)('%s: no leaf changes unnoticed', (name, { good, decode, pkijs }) => {
  const der = good.get(name)!;
  const before = JSON.stringify(parts(decode(der)));
  const all = leaves(parseAsn1(der), 0);
  expect(all.length).toBeGreaterThan(20);
  for (const leaf of all) {
    const other = changed(der, leaf);
    const [one, two] = [orRefusal(decode, other), orRefusal(pkijs, other)];
    const where = `tag ${leaf.node.tag} before ${leaf.end}`;
    for (const fields of [one, two])
      expect([where, JSON.stringify(parts(fields)) === before]).toEqual([where, false]);
    if (one !== REFUSED && two !== REFUSED) expect([where, one]).toEqual([where, two]);
  }
});
