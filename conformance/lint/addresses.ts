/** Where a certificate points to. */
import type { CertificateForm } from '../decode/index.ts';

/** Every URI in a certificate: of lists, responders, statements, alternative names. */
export function addressesOf(form: CertificateForm): readonly string[] {
  const names = [
    ...(form.subjectAltName ?? []),
    ...(form.issuerAltName ?? []),
    ...(form.crlPoints ?? []).flatMap(({ fullName }) => fullName),
    ...(form.access ?? []).map(({ location }) => location),
  ];
  return [
    ...names.flatMap((name) => (name.kind === 'uri' ? [name.value] : [])),
    ...(form.policies ?? []).flatMap(({ qualifiers }) => qualifiers.flatMap(({ text }) => text ?? [])),
  ];
}
