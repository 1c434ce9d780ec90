/** The public door of the linter. */
export { undisputed } from './disputed.ts';
export {
  CERTIFICATE_KINDS,
  type CertificateKind,
  CONSENT_KINDS,
  type ConsentKind,
  CRL_KINDS,
  type CrlKind,
  type Kind,
  OCSP_KINDS,
  type OcspKind,
} from './kinds.ts';
export {
  type Finding,
  type LintResult,
  lintCertificate,
  lintConsent,
  lintCrl,
  lintOcsp,
  lintText,
  RULES,
} from './lint.ts';
export type { Level, Source } from './rule.ts';
