/** The good signing certificate from which the others are made by one change, and what they are made of. */
import { type Der, integer, name, oid, type Rdn, seq } from '../../../../simulator/pki/index.ts';
import { generation, MUNICIPALITY, NEWER, OLDER, signCert } from '../../authorities.ts';
import {
  type CertificateParts,
  closeCertificate,
  type ExtensionPart,
  openCertificate,
  withExtension,
} from '../../parts.ts';

export const issuer = generation('sign', NEWER);
export const older = generation('sign', OLDER);
export const good = signCert();
export const parts = openCertificate(good);

/** The good certificate with one change, signed by the CA. */
export const re = (change: (good: CertificateParts) => CertificateParts): { certificate: Der } => ({
  certificate: closeCertificate(change(parts), issuer.signer),
});

/** The good certificate with other fields, signed by the CA. */
export const fields = (change: Partial<CertificateParts>): { certificate: Der } =>
  re((p) => ({ ...p, ...change }));

export const rdns = (last: string, more: readonly Rdn[] = []): readonly Rdn[] => [
  ['C', 'JP'],
  ['L', MUNICIPALITY.prefecture],
  ['L', MUNICIPALITY.city],
  ...more,
  ['CN', last],
];
export const IDENTIFIER = '12345AB7CDEFGH99101003S';
export const attribute = (id: string, value: Der): Der => seq(oid(id), value);
export const caRdns = (purpose: string): readonly Rdn[] => [
  ['C', 'JP'],
  ['O', 'JPKI-MOCK TEST'],
  ['OU', purpose],
  ['OU', 'Japan Agency for Local Authority Information Systems'],
];
export const pointOf = (prefecture: string, city: string, fixed = 'CRL Distribution Points'): Der =>
  name([
    ...caRdns('JPKI for digital signature').slice(0, 3),
    ['OU', fixed],
    ['OU', prefecture],
    ['CN', city],
  ]);
export const serialOf = (value: bigint): Partial<CertificateParts> => ({ serial: integer(value) });
export const CPS = 'http://cps.jlis.test/cps.html';
export const SIGN_POLICY = '1.2.392.200149.8.5.1.1.20';
export const withRaw = (p: CertificateParts, part: ExtensionPart): CertificateParts => withExtension(p, part);
export const reorder = (p: CertificateParts, order: readonly number[]): CertificateParts => ({
  ...p,
  extensions: order.map((i) => p.extensions[i]!),
});
