/** The public door of the strict readers. */
export type { Extension, NameAttribute } from './asn1.ts';
export { type Certificate, decodeCertificate, EXTENSION } from './certificate.ts';
export {
  type CertificateForm,
  type CrlPointForm,
  certificateForm,
  type PolicyForm,
  type TimeType,
} from './certificate-form.ts';
export { type Cms, decodeCms } from './cms.ts';
export { type CmsForm, cmsForm, type SignerForm } from './cms-form.ts';
export {
  CONSENT_MEMBERS,
  CONSENT_PURPOSE,
  type ConsentInput,
  type ConsentJudgement,
  type ConsentJudgeRule,
  type ConsentMessageKind,
  judgeConsent,
} from './consent.ts';
export { CRL_EXTENSION, type Crl, type CrlEntry, decodeCrl } from './crl.ts';
export { type CrlEntryForm, type CrlForm, type CrlScopeForm, crlForm } from './crl-form.ts';
export { type CrlJudgeInput, type CrlJudgement, type CrlJudgeRule, judgeCrl } from './crl-judge.ts';
export type { CrlScope } from './crl-scope.ts';
export { type Csr, decodeCsr } from './csr.ts';
export { checkDer, type DerCheck } from './der-strict.ts';
export { decodeFourItems, type FourItems, fourItemsOfCertificate } from './four-items.ts';
export { decodeJws, type Jws } from './jws.ts';
export { findPrivateKey, type KeyLeak } from './key-leak.ts';
export type { Encoding, Message } from './layers.ts';
export type { AttributeForm, GeneralNameForm, NameForm } from './name-form.ts';
export {
  type CertId,
  decodeOcspRequest,
  decodeOcspResponse,
  judgeOcsp,
  type OcspInput,
  type OcspRequest,
  type OcspResponse,
  type OcspRule,
  type OcspVerdict,
  type SingleResponse,
} from './ocsp.ts';
export {
  type BasicForm,
  nonceHexOf,
  OCSP_OID,
  type OcspForm,
  ocspForm,
  type SingleForm,
} from './ocsp-form.ts';
export {
  judgePath,
  type PathInput,
  type PathNeed,
  type PathReason,
  type PathRule,
  type PathVerdict,
} from './path.ts';
export { findText, type TextFind, type TextForm } from './secrets.ts';
export { type Algorithm, keyFault, signatureFault } from './signature.ts';
export { decodeTransaction, renderTransaction, type Transaction } from './transaction.ts';
