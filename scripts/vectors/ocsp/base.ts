/** The question, and the answers from which the others are made by one change. */
import {
  buildOcspRequest,
  certId,
  type Der,
  generalizedTime,
  OID,
  octetString,
} from '../../../simulator/pki/index.ts';
import { AT, generation, NEWER, responderOf, signCert, world } from '../authorities.ts';
import { closeOcsp, extensionDer, type OcspParts, openOcsp, type SingleParts } from '../ocsp-parts.ts';
import { jpkiAnswer, OTHERS, type Record } from '../status.ts';
import type { Told } from '../vector.ts';

export type Ocsp = Told<{ readonly response: Der; readonly status?: string; readonly reason?: string }>;

export const issuer = generation('sign', NEWER);
export const certificate = signCert();
export const SERIAL = 0x08a1b2c3n;
/** Some minutes after the last refresh of the data. */
export const NOW = new Date(AT.getTime() + 6 * 3_600_000 + 400_000);
export const nonce = world.chance.fork('nonce').bytes(16);
export const request = buildOcspRequest({ certIds: [certId(issuer.certificate, SERIAL, 'sha256')], nonce });
export const responder = responderOf(NEWER);

export const MOVED: Record = {
  serial: SERIAL,
  at: new Date('2026-03-30T15:00:00Z'),
  reason: 'affiliationChanged',
};
export const answer = (records: readonly Record[]): Der => jpkiAnswer([...OTHERS, ...records], request, NOW);

export const good = answer([]);
export const revoked = answer([MOVED]);
export const parts = openOcsp(good);
export const revokedParts = openOcsp(revoked);

/** The answer good with one change, signed by the responder. */
export const re = (change: (good: OcspParts) => OcspParts, of: OcspParts = parts): Der =>
  closeOcsp(change(of), responder.signer);
export const fields = (change: Partial<OcspParts>): Der => re((p) => ({ ...p, ...change }));
/** The same with a change of its only single response. */
export const single = (change: Partial<SingleParts>, of: OcspParts = parts): Der =>
  re((p) => ({ ...p, singles: [{ ...p.singles[0]!, ...change }] }), of);

export const nonceOf = (bytes: Uint8Array): Der =>
  extensionDer({ oid: OID.ocspNonce, critical: false, value: octetString(bytes) });
export const at = (text: string): Der => generalizedTime(new Date(text));

export const as = (response: Der, status?: 'good' | 'revoked' | 'unknown', reason?: string) => ({
  response,
  ...(status && { status }),
  ...(reason && { reason }),
});
