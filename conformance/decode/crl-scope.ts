/** Which certificates a list tells about: issuingDistributionPoint (RFC 5280, 5.2.5) against a certificate (6.3.3 b). */
import { type Asn1, context, type NameAttribute, nameOf, parseAsn1, same, sequence } from './asn1.ts';
import { decodeCertificate } from './certificate.ts';
import { certificateForm } from './certificate-form.ts';
import { type GeneralNameForm, generalNameOf } from './name-form.ts';

/** What limits a list. */
export type CrlScope = {
  fullName: GeneralNameForm[];
  /** The directory names of `fullName`, read. */
  directoryNames: NameAttribute[][];
  onlyUserCerts: boolean;
  onlyCaCerts: boolean;
  /** For some reasons only, for attribute certificates, or of several issuers: of no certificate it tells everything. */
  isPartial: boolean;
};

const namesIn = (fullName: readonly GeneralNameForm[]): Uint8Array[] =>
  fullName.flatMap((name) => (name.kind === 'directoryName' ? [name.der] : []));
const addressesIn = (fullName: readonly GeneralNameForm[]): string[] =>
  fullName.flatMap((name) => (name.kind === 'uri' ? [name.value] : []));

/** Reads issuingDistributionPoint. */
export function crlScopeOf(node: Asn1): CrlScope {
  const kids = sequence(node, 'issuingDistributionPoint');
  const fullName = (context(context(kids, 0)?.kids ?? [], 0)?.kids ?? []).map(generalNameOf);
  const flag = (tag: number) => (context(kids, tag)?.body[0] ?? 0) !== 0;
  return {
    fullName,
    directoryNames: namesIn(fullName).map((der) => nameOf(parseAsn1(der))),
    onlyUserCerts: flag(1),
    onlyCaCerts: flag(2),
    // onlySomeReasons is there or not; indirectCRL and onlyContainsAttributeCerts are TRUE or not.
    isPartial: context(kids, 3) !== undefined || flag(4) || flag(5),
  };
}

/**
 * Does a list with this scope tell whether this certificate is revoked? The name of its point must be one of the names in
 * the certificate, byte for byte; without such names, the issuer itself (6.3.3, at its end).
 *
 * @throws DecodeError `ERR_CERTIFICATE`
 */
export function scopeCovers(scope: CrlScope, certificateDer: Uint8Array): boolean {
  const certificate = decodeCertificate(certificateDer);
  if (scope.isPartial || (certificate.isCa ? scope.onlyUserCerts : scope.onlyCaCerts)) return false;
  if (scope.fullName.length === 0) return true;
  const points = certificateForm(certificate).crlPoints ?? [];
  const names = [certificate.issuerDer, ...points.flatMap(({ fullName }) => namesIn(fullName))];
  const addresses = points.flatMap(({ fullName }) => addressesIn(fullName));
  return (
    namesIn(scope.fullName).some((name) => names.some((other) => same(name, other))) ||
    addressesIn(scope.fullName).some((address) => addresses.includes(address))
  );
}
