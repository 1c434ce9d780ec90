/**
 * Key attestation, a TEST format: the maker of a phone vouches for a key that was made in its secure hardware.
 *
 * It is an X.509 certificate for the very key, signed by the maker, as phones have it in principle; what real ones say inside
 * differs from maker to maker. Its extension `keyDescription` is DER:
 *
 *     KeyDescription ::= SEQUENCE {
 *       version     INTEGER (1),
 *       level       ENUMERATED { software(0), hardware(1) },
 *       challenge   OCTET STRING,  -- the application binding, 32 bytes: attested for this application
 *       exportable  BOOLEAN,
 *       userAct     BOOLEAN }      -- every signature takes an act of the user
 */
import {
  bool,
  type Certificate,
  type Der,
  type Extension,
  enumerated,
  integer,
  octetString,
  readCertificate,
  sameBytes,
  seq,
  verifyIssuedBy,
} from '../pki/index.ts';
import { PROFILE_OID } from './oids.ts';

export interface KeyDescription {
  readonly level: 'software' | 'hardware';
  readonly challenge: Uint8Array;
  readonly exportable: boolean;
  readonly userAct: boolean;
}

const LEVELS = { software: 0, hardware: 1 } as const;
const VERSION = 1;

export const keyDescription = ({ level, challenge, exportable, userAct }: KeyDescription): Extension => ({
  oid: PROFILE_OID.keyDescription,
  // Who does not know it may still follow the path.
  critical: false,
  value: seq(
    integer(VERSION),
    enumerated(LEVELS[level]),
    octetString(challenge),
    bool(exportable),
    bool(userAct),
  ),
});

export interface AttestationExpected {
  readonly spki: Der;
  readonly challenge: Uint8Array;
  /** Certificates of the makers. */
  readonly makers: readonly Der[];
  readonly now: Date;
}

/** What is wrong with an attestation; undefined: a maker vouches for this key, in hardware, not exportable. */
export function attestationFault(
  attestation: Uint8Array | undefined,
  { spki, challenge, makers, now }: AttestationExpected,
): string | undefined {
  if (!attestation) return 'there is none';
  let own: Certificate;
  try {
    own = readCertificate(attestation);
  } catch {
    return 'it is no certificate';
  }
  if (!makers.map(readCertificate).some((maker) => verifyIssuedBy(own, maker)))
    return 'no known maker signed it';
  if (!sameBytes(own.spki, spki)) return 'it is about another key';
  if (now < own.notBefore || now > own.notAfter) return 'it is not valid now';
  const found = own.extensions.get(PROFILE_OID.keyDescription)?.value;
  // DER has one encoding for each value, so what is asked for can be compared as bytes.
  const right = [true, false].some((userAct) => {
    const { value } = keyDescription({ level: 'hardware', challenge, exportable: false, userAct });
    return found !== undefined && sameBytes(found, value);
  });
  return right ? undefined : 'the key is not in hardware, can be exported, or is attested for something else';
}
