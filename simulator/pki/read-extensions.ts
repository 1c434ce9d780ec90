/** Reads Extensions and the values that several structures share. Source: RFC 5280, 4.1, 4.2 and 5.2. */
import { OID } from './oids.ts';
import {
  booleanOf,
  bytesOf,
  childrenOf,
  contentOf,
  expect,
  expectTag,
  Fields,
  integerOf,
  type Node,
  octetsOf,
  oidOf,
  onlyChildOf,
  parseDer,
  sequenceOf,
  TAG,
  tagOf,
} from './read-asn1.ts';

/** Extensions by object identifier; `value` is the content of extnValue. */
export type ReadExtensions = ReadonlyMap<string, { readonly critical: boolean; readonly value: Uint8Array }>;

/** Extensions ::= SEQUENCE OF Extension. An extension that comes twice is refused (RFC 5280, 4.2). */
export function readExtensions(node: Node | undefined): ReadExtensions {
  const found = new Map<string, { critical: boolean; value: Uint8Array }>();
  for (const extension of node === undefined ? [] : sequenceOf(node)) {
    const fields = new Fields(sequenceOf(extension));
    const id = oidOf(fields.next());
    const critical = fields.optional(TAG.boolean);
    // X.690, 11.5: a default is not written.
    expect(critical === undefined || booleanOf(critical), `extension ${id} says that it is not critical`);
    const value = octetsOf(fields.next());
    fields.end();
    expect(!found.has(id), `extension ${id} comes twice`);
    found.set(id, { critical: critical !== undefined, value });
  }
  return found;
}

/** Parses the value of the extension if it is there and hands it on. */
export function extensionValue<T>(
  extensions: ReadExtensions,
  id: string,
  read: (node: Node) => T,
): T | undefined {
  const extension = extensions.get(id);
  return extension === undefined ? undefined : read(parseDer(extension.value));
}

/** What an authorityKeyIdentifier says of the issuer's certificate; `issuer` is an encoded Name. */
export type ReadAuthorityKey = {
  readonly keyId: Uint8Array | undefined;
  readonly issuer: Uint8Array | undefined;
  readonly serial: bigint | undefined;
};

/** 4.2.1.1. Of the names in authorityCertIssuer the first directoryName counts. */
export const authorityKeyOf = (extensions: ReadExtensions): ReadAuthorityKey | undefined =>
  extensionValue(extensions, OID.authorityKeyIdentifier, (node) => {
    const fields = new Fields(sequenceOf(node));
    const keyId = fields.optional(0x80);
    const issuer = fields.optional(0xa1);
    const serial = fields.optional(0x82);
    fields.end();
    const directory = issuer && childrenOf(issuer).find((generalName) => tagOf(generalName) === 0xa4);
    return {
      keyId: keyId && contentOf(keyId),
      issuer: directory && bytesOf(onlyChildOf(directory)),
      serial: serial && integerOf(serial),
    };
  });

/** The encoded GeneralNames of a DistributionPointName with the choice fullName; none for the other choice. */
export function fullNamesOf(distributionPoint: Node | undefined): Uint8Array[] {
  if (distributionPoint === undefined) return [];
  const choice = onlyChildOf(expectTag(distributionPoint, 0xa0));
  return tagOf(choice) === 0xa0 ? childrenOf(choice).map(bytesOf) : [];
}
