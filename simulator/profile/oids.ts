/**
 * Object identifiers of the open profile, under the enterprise number that IANA keeps for examples (RFC 5612: 32473).
 */
const ARC = '1.3.6.1.4.1.32473.2024';

export const PROFILE_OID = {
  /** CSR attribute: OCTET STRING, SHA-256(application id ‖ nonce). Binds a request to one application. */
  applicationBinding: `${ARC}.1.1`,
  /** Certificate policy of the basic kind (基本型). TEST. */
  basicPolicy: `${ARC}.2.1`,
} as const;
