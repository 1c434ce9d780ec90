/** The lists from which the others are made by one change. */
import {
  type Der,
  type Extension,
  encodeExtensions,
  enumerated,
  integer,
  nul,
  OID,
  oid,
  raw,
  seq,
  utcTime,
} from '../../../simulator/pki/index.ts';
import { AT, generation, NEWER, signCert } from '../authorities.ts';
import { type CrlParts, closeCrl, openCrl } from '../parts.ts';
import { jpkiList, OTHERS, type Record } from '../status.ts';
import type { Told } from '../vector.ts';

export type Crl = Told<{ readonly crl: Der; readonly status?: string; readonly reason?: string }>;

export const issuer = generation('sign', NEWER);
export const certificate = signCert();
export const SERIAL = 0x08a1b2c3n;

/** The certificate is revoked because its holder moved. */
export const MOVED: Record = {
  serial: SERIAL,
  at: new Date('2026-03-30T15:00:00Z'),
  reason: 'affiliationChanged',
};

export const good = jpkiList(OTHERS);
export const revoked = jpkiList([...OTHERS, MOVED]);
export const parts = openCrl(good);

/** The list that says good with one change, signed by the CA. */
export const re = (change: (good: CrlParts) => CrlParts, of: CrlParts = parts): Der =>
  closeCrl(change(of), issuer.signer);
export const fields = (change: Partial<CrlParts>): Der => re((p) => ({ ...p, ...change }));

const reasonOf = (code: number, critical = false): Extension => ({
  oid: OID.reasonCode,
  critical,
  value: enumerated(code),
});

/** An entry; `code` of the reason, or none. */
export const entry = (
  serial: bigint,
  at: Date,
  code?: number,
  extensions: readonly Extension[] = [],
): Der => {
  const all = [...(code === undefined ? [] : [reasonOf(code)]), ...extensions];
  return seq(integer(serial), utcTime(at), raw(all.length > 0 ? encodeExtensions(all) : undefined));
};
export const withEntries = (...entries: readonly Der[]): Der =>
  re((p) => ({ ...p, entries: [...(p.entries ?? []), ...entries] }));

export const as = (crl: Der, status?: 'good' | 'revoked', reason?: string) => ({
  crl,
  ...(status && { status }),
  ...(reason && { reason }),
});
export const sameAlgorithm = (id: string): Pick<CrlParts, 'algorithm' | 'outerAlgorithm'> => {
  const algorithm = seq(oid(id), nul());
  return { algorithm, outerAlgorithm: algorithm };
};
export { AT, reasonOf };
