/**
 * How names are written: string types and the grouping into RDNs, which a verifier that compares bytes does not look at and a
 * linter does. RFC 5280, 4.1.2.4 and 4.2.1.6.
 */
import {
  type Asn1,
  ascii,
  expect,
  isContext,
  type NameAttribute,
  nameOf,
  oid,
  parseAsn1,
  sequence,
  TAG,
  text,
} from './asn1.ts';

/** An attribute of a name and the ASN.1 string type of its value (`UTF8String`, `PrintableString`, …, `tag N`). */
export type AttributeForm = NameAttribute & { oid: string; stringType: string };

/** The RDNs in their order, each with its attributes. */
export type NameForm = AttributeForm[][];

/** A GeneralName. Of an otherName the value is there when it is a string; `valueType` is its ASN.1 type. */
export type GeneralNameForm =
  | { kind: 'otherName'; oid: string; valueType: string; value?: string }
  | { kind: 'directoryName'; der: Uint8Array; name: NameForm }
  | { kind: 'uri'; value: string }
  | { kind: 'other'; tag: number };

/** Class of context-specific tags, as ber.ts counts. */
const CONTEXT = 3;

const STRING_TYPES: Record<number, string> = {
  12: 'UTF8String',
  18: 'NumericString',
  19: 'PrintableString',
  20: 'TeletexString',
  22: 'IA5String',
  26: 'VisibleString',
  30: 'BMPString',
};

/** Name of the ASN.1 type of a string, `tag N` for what is no string. */
export function stringTypeOf(node: Asn1 | undefined): string {
  if (node === undefined) return 'nothing';
  return (node.tagClass === 1 ? STRING_TYPES[node.tag] : undefined) ?? `tag ${node.tag}`;
}

/** Reads a Name. Throws where {@link nameOf} throws. */
export function nameFormOf(node: Asn1 | undefined, what = 'name'): NameForm {
  const values = nameOf(node, what);
  let at = 0;
  return sequence(node, what).map((rdn) =>
    expect(rdn, TAG.set, what).kids.map((attribute) => {
      const [type, value] = sequence(attribute, what);
      return { ...values[at++]!, oid: oid(type, what), stringType: stringTypeOf(value) };
    }),
  );
}

/** Reads one GeneralName. */
export function generalNameOf(node: Asn1): GeneralNameForm {
  const choice = node.tagClass === CONTEXT ? node.tag : -1;
  switch (choice) {
    case 0:
      return otherNameOf(node);
    case 4: {
      const name = expect(node.kids[0], TAG.sequence, 'directoryName');
      return { kind: 'directoryName', der: name.der, name: nameFormOf(name, 'directoryName') };
    }
    case 6:
      return { kind: 'uri', value: ascii(node.body, 'uri') };
    default:
      return { kind: 'other', tag: node.tag };
  }
}

function otherNameOf({ kids: [type, wrapped] }: Asn1): GeneralNameForm {
  const value = isContext(wrapped, 0) ? wrapped.kids[0] : undefined;
  const valueType = stringTypeOf(value);
  const isString = Object.values(STRING_TYPES).includes(valueType);
  return {
    kind: 'otherName',
    oid: oid(type, 'otherName'),
    valueType,
    ...(isString ? { value: text(value, 'otherName') } : {}),
  };
}

/** Reads GeneralNames from the value of an extension. */
export const generalNamesOf = (value: Uint8Array, what: string): GeneralNameForm[] =>
  sequence(parseAsn1(value), what).map(generalNameOf);
