/** Messages about the latest four items. One file for each rule; the order is that of the alphabet. */
import type { ConsentRule } from '../../rule.ts';
import attributesAreDer from './attributes-are-der.ts';
import attributesAreKnown from './attributes-are-known.ts';
import attributesAreSigned from './attributes-are-signed.ts';
import certificateComesWithIt from './certificate-comes-with-it.ts';
import contentIsData from './content-is-data.ts';
import contentIsJson from './content-is-json.ts';
import digestIsSha256 from './digest-is-sha-256.ts';
import digestIsThatOfTheContent from './digest-is-that-of-the-content.ts';
import hasOneSigner from './has-one-signer.ts';
import inquirerHasAJpkiCertificate from './inquirer-has-a-jpki-certificate.ts';
import isDer from './is-der.ts';
import isGivenWhileTheCertificateLives from './is-given-while-the-certificate-lives.ts';
import isSignedWithRsa from './is-signed-with-rsa.ts';
import isWrittenInOneWay from './is-written-in-one-way.ts';
import itemsAreChosenOneByOne from './items-are-chosen-one-by-one.ts';
import membersAreThoseOfTheMessage from './members-are-those-of-the-message.ts';
import nonceIs16Bytes from './nonce-is-16-bytes.ts';
import purposeIsThatOfTheMessage from './purpose-is-that-of-the-message.ts';
import signatureHolds from './signature-holds.ts';
import signerIsASigningCertificate from './signer-is-a-signing-certificate.ts';
import signerIsNamedByIssuerAndNumber from './signer-is-named-by-issuer-and-number.ts';
import signingCertificateIsThatOfTheSigner from './signing-certificate-is-that-of-the-signer.ts';
import timeIsUtcInWholeSeconds from './time-is-utc-in-whole-seconds.ts';
import verifierAndServiceAreLabels from './verifier-and-service-are-labels.ts';
import versionIsThatOfItsContent from './version-is-that-of-its-content.ts';

export const consentRules: readonly ConsentRule[] = [
  attributesAreDer,
  attributesAreKnown,
  attributesAreSigned,
  certificateComesWithIt,
  contentIsData,
  contentIsJson,
  digestIsSha256,
  digestIsThatOfTheContent,
  hasOneSigner,
  inquirerHasAJpkiCertificate,
  isDer,
  isGivenWhileTheCertificateLives,
  isSignedWithRsa,
  isWrittenInOneWay,
  itemsAreChosenOneByOne,
  membersAreThoseOfTheMessage,
  nonceIs16Bytes,
  purposeIsThatOfTheMessage,
  signatureHolds,
  signerIsASigningCertificate,
  signerIsNamedByIssuerAndNumber,
  signingCertificateIsThatOfTheSigner,
  timeIsUtcInWholeSeconds,
  verifierAndServiceAreLabels,
  versionIsThatOfItsContent,
];
