/**
 * Object identifiers of the open profile, under the enterprise number that IANA keeps for examples (RFC 5612: 32473).
 */
const ARC = '1.3.6.1.4.1.32473.2024';

export const PROFILE_OID = {
  /** CSR attribute: OCTET STRING, SHA-256(application id ‖ nonce). Binds a request to one application. */
  applicationBinding: `${ARC}.1.1`,
  /** CSR attribute: one Certificate, by which the maker of the phone vouches for the key. TEST format (key-attestation.ts). */
  keyAttestation: `${ARC}.1.2`,
  /** Extension of that certificate: where the key lives and what it takes to use it. */
  keyDescription: `${ARC}.1.3`,
  /** Certificate policy of the basic kind (基本型). TEST. */
  basicPolicy: `${ARC}.2.1`,
  /** Certificate policy of the attribute kind (属性型): says nothing that an accreditation would cover. TEST. */
  attributePolicy: `${ARC}.2.2`,
  /** Certificate policy of the authentication kind (認証用), where it has a key of its own. TEST. */
  authenticationPolicy: `${ARC}.2.3`,
  /** otherName types in certificates, values UTF8String. Name, address and birth date as proved (施行規則6条8号). */
  name: `${ARC}.3.1`,
  address: `${ARC}.3.2`,
  birth: `${ARC}.3.3`,
  /** One digit per character, 1 where it stands for one that the JPKI certificate cannot hold (代替文字). */
  nameSubstitutes: `${ARC}.3.4`,
  addressSubstitutes: `${ARC}.3.5`,
  /** In the attribute kind: the app, and the identifier of the person for that app. */
  app: `${ARC}.3.6`,
  pairwise: `${ARC}.3.7`,
} as const;
