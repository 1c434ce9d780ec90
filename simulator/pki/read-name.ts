/** Reads distinguished names for people. Decisions compare the encoded Name, never this text. */
import { nameAttributes } from './name.ts';
import {
  bytesOf,
  childOf,
  childrenOf,
  contentOf,
  decoding,
  expectTag,
  type Node,
  oidOf,
  parseDer,
  sequenceOf,
  TAG,
  tagOf,
  utf8,
} from './read-asn1.ts';

const shortNames: ReadonlyMap<string, string> = new Map(
  Object.entries(nameAttributes).map(([short, id]) => [id, short]),
);

/** The text of a DirectoryString or IA5String; of any other value its bytes, as RFC 4514, 2.4 writes them. */
function stringOf(node: Node): string {
  const content = Buffer.from(contentOf(node));
  switch (tagOf(node)) {
    case TAG.utf8String:
      return utf8(content);
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.teletexString:
      return content.toString('latin1');
    case TAG.bmpString:
      return Buffer.from(content.subarray(0, content.length & ~1))
        .swap16()
        .toString('utf16le');
    default:
      return `#${Buffer.from(bytesOf(node)).toString('hex').toUpperCase()}`;
  }
}

/** RFC 4514, 2.4: what would read as syntax is marked, so that two names never print alike. */
const escaped = (text: string): string => text.replace(/[,+"\\<>;=]/g, '\\$&');

function attributeText(node: Node): string {
  const id = oidOf(childOf(expectTag(node, TAG.sequence), 0));
  return `${shortNames.get(id) ?? id}=${escaped(stringOf(childOf(node, 1)))}`;
}

/** The text of a parsed Name. Call only inside `decoding`. */
export const textOfName = (node: Node): string =>
  sequenceOf(node)
    .map((rdn) => childrenOf(expectTag(rdn, TAG.set)).map(attributeText).join('+'))
    .join(', ');

/**
 * A Name as `C=JP, O=…, CN=…`, in the order of the encoding (RFC 4514 would turn it round).
 * DecodeError ERR_NAME if `der` is no Name.
 */
export const nameText = (der: Uint8Array): string =>
  decoding('ERR_NAME', 'name', () => textOfName(parseDer(der)));

/** The text of the first attribute of that type, e.g. OID.commonName. DecodeError ERR_NAME if `der` is no Name. */
export const nameAttribute = (der: Uint8Array, type: string): string | undefined =>
  decoding('ERR_NAME', 'name', () => {
    for (const rdn of sequenceOf(parseDer(der)))
      for (const node of childrenOf(expectTag(rdn, TAG.set)))
        if (oidOf(childOf(expectTag(node, TAG.sequence), 0)) === type) return stringOf(childOf(node, 1));
    return undefined;
  });
