/**
 * Defective vectors that OpenSSL accepts, each with the reason: what it does not look at. The test fails on an entry that
 * OpenSSL refuses after all, and on a defective vector that it accepts and that has no entry here.
 */

import { of, type Reach } from './reach.ts';

const beyond: Reach['beyond'] = [
  {
    because:
      'it carries otherName without knowing the four items, and knows no era digit and no flags of substitutes',
    vectors: of(
      'x509/jpki-signing',
      `no-name no-birth no-gender no-address no-flags-of-the-name no-flags-of-the-address no-items name-twice
       address-and-its-flags-swapped name-and-its-flags-swapped birth-and-gender-swapped address-under-4
       gender-as-printable-string name-empty address-empty name-flags-one-too-few name-flags-one-too-many name-flags-empty
       name-flag-2 name-flags-full-width address-flags-one-too-few address-flags-one-too-many address-flag-x
       flags-of-utf-16-units birth-without-an-era birth-of-ten-digits birth-with-hyphens birth-in-full-width era-6
       era-as-a-letter month-13 30-february 29-february-of-a-common-year heisei-in-1980 showa-on-the-first-day-of-heisei
       heisei-on-the-last-day-of-showa reiwa-on-the-last-day-of-heisei heisei-on-the-first-day-of-reiwa
       taisho-on-the-first-day-of-showa meiji-on-the-first-day-of-taisho year-of-the-era no-era-for-a-known-date gender-0
       gender-as-a-letter gender-in-full-width gender-empty`,
    ),
  },
  {
    because: 'it does not know the Ordinance of the Electronic Signatures Act: five years, one name',
    vectors: of('x509/accredited', 'five-years-and-a-second six-years nobody-named two-people-named'),
  },
  {
    because: 'it reads BER and keeps the signed bytes as they are, so it never asks whether they are DER',
    vectors: [
      ...of(
        'x509/jpki-signing',
        'signed-length-not-minimal critical-written-as-01 not-critical-written-out key-usage-with-unused-bits-set',
      ),
      ...of('crl/lists', 'number-padded'),
    ],
  },
  {
    because: 'it does not look behind the value inside an extension, nor at the text of a name',
    vectors: of('x509/jpki-signing', 'extension-with-bytes-behind name-not-utf-8'),
  },
  {
    because: 'it does not hold version and serial number against RFC 5280',
    vectors: of(
      'x509/jpki-signing',
      'version-4 serial-number-zero serial-number-negative serial-number-of-21-octets',
    ),
  },
  {
    because: 'it takes RSA without parameters for RSA with NULL',
    vectors: of('x509/jpki-signing', 'parameters-missing'),
  },
  {
    because:
      'anyPolicy in the certificate of a person counts for every policy (RFC 5280, 6.1.3); the profile wants the very one',
    vectors: of('x509/jpki-signing', 'any-policy'),
  },
  {
    because:
      'where key usage or purpose is missing every use is free to it, and its purposes take one bit for another',
    vectors: [
      ...of('x509/jpki-signing', 'key-usage-without-non-repudiation no-key-usage'),
      ...of('x509/jpki-authentication', 'no-purpose'),
      ...of('x509/accredited', 'no-key-usage'),
    ],
  },
  {
    because: 'the certificate of a CA is good for a person too',
    vectors: [
      ...of('x509/jpki-signing', 'marked-as-a-ca'),
      ...of('x509/accredited', 'marked-as-a-ca'),
      ...of('x509/ocsp-responders', 'marked-as-a-ca'),
    ],
  },
  {
    because:
      'verify leaves open what a responder must be; it is judged with an answer (ocsp/answers responder-not-for-ocsp)',
    vectors: of('x509/ocsp-responders', 'not-for-ocsp for-clients may-not-sign'),
  },
  {
    because: 'the level of security is for certificates; lists and answers may be signed with SHA-1',
    vectors: [...of('crl/lists', 'sha-1'), ...of('ocsp/answers', 'sha-1')],
  },
  {
    because:
      'it does not hold the form of a list against RFC 5280: version, extensions once, next update, entries once',
    vectors: of('crl/lists', 'version-1 version-3 extension-twice no-next-update listed-twice'),
  },
  {
    because: 'it is told to know indirect lists, whose entries may be of another CA',
    vectors: of('crl/lists', 'entries-of-another-ca'),
  },
  {
    because: 'of two statuses of one certificate it takes the first',
    vectors: of('ocsp/answers', 'contradicts-itself'),
  },
  {
    because: 'it does not look for critical extensions of an answer',
    vectors: of('ocsp/answers', 'unknown-critical-extension unknown-critical-extension-of-a-single'),
  },
  {
    because: 'it judges an answer by the clock of the machine, which is later than all that lies ahead here',
    vectors: of('ocsp/answers', 'this-update-ahead'),
  },
  {
    because: 'without a next update an answer is never old to it, unless it is told an age',
    vectors: of('ocsp/answers', 'no-next-update-and-old'),
  },
  {
    because: 'it looks at ESS signingCertificate only where a time stamp is verified or -cades is asked for',
    vectors: of('consent/messages', 'signing-certificate-of-another'),
  },
  {
    because: 'what the message says is nothing to it',
    vectors: of(
      'consent/messages',
      `not-json a-list empty not-utf-8 no-purpose no-verifier no-service no-items no-at no-nonce member-too-many
       withdrawal-for-a-consent application-for-a-consent purpose-a-number another-verifier another-service
       service-with-a-blank every-service no-item item-twice unknown-item items-as-text stale from-the-future
       time-with-fraction time-of-japan no-such-time nonce-of-8-bytes nonce-in-capitals consent-for-a-withdrawal
       withdrawal-of-items consent-for-an-inquiry`,
    ),
  },
  {
    because: 'cms asks for one purpose and no policy, and the test environment differs by policy alone',
    vectors: of('consent/messages', 'inquiry-of-the-test-environment'),
  },
];

/** Good vectors that OpenSSL refuses, each with the reason. */
const stricter: Reach['stricter'] = [
  {
    because: 'a certificate ends for it when notAfter begins; RFC 5280, 4.1.2.5 has that second inside',
    vectors: of('x509/jpki-signing', 'last-second'),
  },
];

export const OPENSSL_REACH: Reach = { beyond, stricter };
