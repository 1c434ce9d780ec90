/**
 * What a certificate, a list and an OCSP answer say, field by field, in words that belong to no reader: two readers that have
 * nothing in common fill them in, and are compared. Octets are upper-case hexadecimal, times ISO 8601, text as it is read.
 */

/** Of names in RDNs the attributes in their order. `type`: the ASN.1 type of the string. */
export type Attribute = { readonly oid: string; readonly type: string; readonly value: string };

/** `value`: text of an address or otherName, attributes of a directory name. */
export type GeneralNameFields = {
  readonly kind: string;
  readonly oid?: string;
  readonly value: string | readonly Attribute[];
};

export type AlgorithmFields = { readonly oid: string; readonly parameters: string };

/** The extensions by number; what is inside stands beside. */
export type ExtensionFields = { readonly oid: string; readonly critical: boolean };

export type CertificateFields = {
  readonly version: number;
  readonly serial: string;
  readonly inner: AlgorithmFields;
  readonly outer: AlgorithmFields;
  readonly issuer: readonly Attribute[];
  readonly notBefore: string;
  readonly notAfter: string;
  readonly subject: readonly Attribute[];
  /** SubjectPublicKeyInfo, and the bits of the key alone. */
  readonly spki: string;
  readonly key: string;
  readonly extensions: readonly ExtensionFields[];
  readonly keyUsage: readonly string[];
  readonly purposes: readonly string[];
  /** `value`: the address of a statement; other qualifiers are known by their number. */
  readonly policies: readonly {
    readonly oid: string;
    readonly qualifiers: readonly { readonly oid: string; readonly value: string }[];
  }[];
  readonly subjectAltName: readonly GeneralNameFields[];
  readonly issuerAltName: readonly GeneralNameFields[];
  readonly isCa: boolean;
  readonly keyId: string;
  readonly authorityKeyId: string;
  readonly authoritySerial: string;
  /** Its directory names, DER. */
  readonly authorityIssuer: readonly string[];
  readonly access: readonly { readonly method: string; readonly location: GeneralNameFields }[];
  readonly points: readonly (readonly GeneralNameFields[])[];
  readonly signature: string;
  /** The bytes that are signed. */
  readonly signed: string;
};

export type ListFields = {
  readonly version: number;
  readonly inner: AlgorithmFields;
  readonly outer: AlgorithmFields;
  readonly issuer: readonly Attribute[];
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  readonly entries: readonly {
    readonly serial: string;
    readonly at: string;
    readonly extensions: readonly ExtensionFields[];
    readonly reason: number;
  }[];
  readonly extensions: readonly ExtensionFields[];
  readonly number: string;
  readonly authorityKeyId: string;
  readonly point: readonly GeneralNameFields[];
  readonly onlyUsers: boolean;
  readonly onlyCas: boolean;
  readonly signature: string;
  readonly signed: string;
};

export type AnswerFields = {
  readonly status: number;
  readonly type: string;
  /** A key hash, or the attributes of a name. */
  readonly responder: string | readonly Attribute[];
  readonly producedAt: string;
  readonly singles: readonly {
    readonly hash: string;
    readonly nameHash: string;
    readonly keyHash: string;
    readonly serial: string;
    readonly status: string;
    readonly revokedAt: string;
    readonly reason: number;
    readonly thisUpdate: string;
    readonly nextUpdate: string;
    readonly extensions: readonly ExtensionFields[];
    readonly archiveCutoff: string;
  }[];
  readonly extensions: readonly ExtensionFields[];
  readonly nonce: string;
  readonly algorithm: AlgorithmFields;
  readonly signature: string;
  readonly signed: string;
  readonly certificates: readonly string[];
};

/** Stands where a field is absent. */
export const ABSENT = '';
export const NO_REASON = -1;

export const hex = (octets: Uint8Array | ArrayBuffer | undefined): string =>
  octets === undefined ? ABSENT : Buffer.from(new Uint8Array(octets)).toString('hex').toUpperCase();
export const iso = (at: Date | undefined): string => at?.toISOString() ?? ABSENT;
