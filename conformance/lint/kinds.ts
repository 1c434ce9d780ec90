/** What can be linted. The caller says what a thing is meant to be; the rules say whether it is. */

/** Certificates: of JPKI, and of an accredited CA under the open profile. */
export const CERTIFICATE_KINDS = [
  'jpki-sign-card',
  'jpki-sign-phone',
  'jpki-auth-card',
  'jpki-auth-phone',
  'jpki-ca-sign',
  'jpki-ca-auth',
  'jpki-ocsp-responder',
  'fpos-basic',
  'fpos-attribute',
  'fpos-authentication',
  'fpos-ca',
  'fpos-ocsp-responder',
] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** Lists: complete, of one municipality, of CA certificates; and the list of an accredited CA. */
export const CRL_KINDS = ['jpki-full', 'jpki-partitioned', 'jpki-arl', 'fpos-full'] as const;
export type CrlKind = (typeof CRL_KINDS)[number];

/** Answers about status. */
export const OCSP_KINDS = ['jpki-answer', 'fpos-answer'] as const;
export type OcspKind = (typeof OCSP_KINDS)[number];

/** Messages about the latest four items that a person signs. */
export const CONSENT_KINDS = ['consent', 'withdrawal', 'inquiry'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export type Kind = CertificateKind | CrlKind | OcspKind | ConsentKind;

export const JPKI_SIGN = ['jpki-sign-card', 'jpki-sign-phone'] as const satisfies readonly CertificateKind[];
export const JPKI_AUTH = ['jpki-auth-card', 'jpki-auth-phone'] as const satisfies readonly CertificateKind[];
export const JPKI_HOLDER = [...JPKI_SIGN, ...JPKI_AUTH] as const;
export const JPKI_CA = ['jpki-ca-sign', 'jpki-ca-auth'] as const satisfies readonly CertificateKind[];
export const JPKI_KINDS = [...JPKI_HOLDER, ...JPKI_CA, 'jpki-ocsp-responder'] as const;
/** What says who somebody is, as proved. */
export const FPOS_PERSON = [
  'fpos-basic',
  'fpos-authentication',
] as const satisfies readonly CertificateKind[];
export const FPOS_USER = [...FPOS_PERSON, 'fpos-attribute'] as const;
export const FPOS_KINDS = [...FPOS_USER, 'fpos-ca', 'fpos-ocsp-responder'] as const;
export const CA_KINDS = [...JPKI_CA, 'fpos-ca'] as const;
export const OCSP_RESPONDER = ['jpki-ocsp-responder', 'fpos-ocsp-responder'] as const;
/** Everything that a CA issued to somebody else. */
export const NOT_CA = [...JPKI_HOLDER, ...FPOS_USER, ...OCSP_RESPONDER] as const;
