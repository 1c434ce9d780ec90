/** Implementations with one defect each where one key signs and another authenticates: CAs, libraries, relying parties. */
import { caSteps } from '../../simulator/ca/index.ts';
import { fposSteps } from '../../simulator/fpos/index.ts';
import { bankSteps } from '../../simulator/relying-party/index.ts';
import { because, type Mutant, mutant } from './define.ts';

/** A usage that is refused for this purpose may be good for the other one: then it is taken, too. */
const eitherFor =
  (lax: 'authentication' | 'signature'): typeof bankSteps.checkUsage =>
  (certificate, purpose) => {
    try {
      bankSteps.checkUsage(certificate, purpose);
    } catch (error) {
      if (purpose !== lax) throw error;
      bankSteps.checkUsage(certificate, purpose === 'signature' ? 'authentication' : 'signature');
    }
  };

export const SEPARATE_KEYS_MUTANTS: readonly Mutant[] = [
  mutant('mutant:ca-lets-both-keys-sign', 'ca', 'The key that authenticates gets a certificate to sign.', {
    ca: {
      certify: (ctx, application, csr, person, kind) =>
        caSteps.certify(ctx, application, csr, person, kind === 'authentication' ? 'basic' : kind),
    },
  }),
  mutant('mutant:ca-certifies-one-key-twice', 'ca', 'Both certificates are for the key that signs.', () => {
    let signing: Parameters<typeof caSteps.certify>[2] | undefined;
    return {
      ca: {
        certify: (ctx, application, csr, person, kind) => {
          if (kind === 'basic') signing = csr;
          const own = kind === 'authentication' ? (signing ?? csr) : csr;
          return caSteps.certify(ctx, application, own, person, kind);
        },
      },
    };
  }),
  mutant('mutant:ca-names-two-holders', 'ca', 'Each certificate of a pair has a subject of its own.', {
    ca: {
      certify: (ctx, { subjectId: _, ...application }, ...rest) => caSteps.certify(ctx, application, ...rest),
    },
  }),
  mutant('mutant:ca-takes-one-key-for-two', 'ca', 'The two keys are not compared.', {
    ca: { checkSeparate: () => {} },
  }),
  mutant(
    'mutant:ca-binds-the-first-request-only',
    'ca',
    'The binding of the second request is not looked at.',
    () => {
      const bound = new Set<string>();
      return {
        ca: {
          checkBinding: (csr, application) => {
            const { application: id } = application.offer;
            if (bound.has(id)) return;
            bound.add(id);
            caSteps.checkBinding(csr, application);
          },
        },
      };
    },
  ),
  mutant('mutant:ca-takes-any-key-for-a-wish', 'ca', 'A key that authenticates may declare, too.', {
    ca: { checkSigns: () => {} },
  }),
  mutant('mutant:ca-ends-one-of-two', 'ca', 'A request for the end leaves the key that authenticates.', {
    ca: {
      isMeant: (certificate, content) =>
        certificate.kind !== 'authentication' && caSteps.isMeant(certificate, content),
    },
  }),
  mutant(
    'mutant:ca-leaves-the-old-log-in-key',
    'ca',
    'A new phone replaces all but the key that authenticates.',
    {
      ca: {
        supersededBy: (ctx, tx, ...rest) =>
          caSteps
            .supersededBy(ctx, tx, ...rest)
            .filter((serial) => tx.get('certificate', serial)!.kind !== 'authentication'),
      },
    },
  ),
  mutant(
    'mutant:library-makes-one-key-for-two',
    'library',
    'The key that signs is asked to be certified for both.',
    () => {
      let signing: Awaited<ReturnType<typeof fposSteps.makeKey>> | undefined;
      return {
        library: {
          makeKey: async (enrolment, offer, purposes) => {
            if (signing && !purposes.includes('signature')) return signing;
            signing = await fposSteps.makeKey(enrolment, offer, purposes);
            return signing;
          },
        },
      };
    },
  ),
  mutant('mutant:library-logs-in-by-the-key-that-signs', 'library', 'One key of the two does everything.', {
    library: { keyFor: (own) => own },
  }),
  mutant(
    'mutant:library-signs-by-the-key-that-authenticates',
    'library',
    'The key that logs in also signs.',
    {
      library: { keyFor: (own) => fposSteps.keyFor(own, 'authentication') },
    },
  ),
  mutant('mutant:library-takes-any-pair', 'library', 'The second certificate is not looked at.', {
    library: { checkSeparate: () => {} },
  }),
  mutant(
    'mutant:library-renews-one-key-of-two',
    'library',
    'A renewal is asked for with the old key that authenticates.',
    () => {
      let authenticating: ReturnType<typeof fposSteps.makeKey> | undefined;
      return {
        library: {
          makeKey: (enrolment, offer, purposes) => {
            if (purposes.includes('signature')) return fposSteps.makeKey(enrolment, offer, purposes);
            authenticating ??= fposSteps.makeKey(enrolment, offer, purposes);
            return authenticating;
          },
        },
      };
    },
  ),
  mutant(
    'mutant:bank-lets-the-key-that-authenticates-sign',
    'relying-party',
    'What is for the log-in signs payments and changes, too.',
    { bank: { checkUsage: eitherFor('signature') } },
  ),
  mutant(
    'mutant:bank-lets-the-key-that-signs-log-in',
    'relying-party',
    'What is for signatures logs in, too.',
    { bank: { checkUsage: eitherFor('authentication') } },
  ),
];

const NO_CASE = 'the change of which the person is to be told never comes';
const OTHER_KEY = 'the certificate is for a key that nobody here holds';

/** What others fail in these cases. */
export const SEPARATE_KEYS_ALSO_FAILS: Readonly<Record<string, Mutant['alsoFails']>> = {
  'mutant:ca-six-years': because('the rule of five years stands in the profile', 'TC-CA-450'),
  'mutant:ca-certifies-one-key-twice': because(OTHER_KEY, 'TC-CA-453'),
  'mutant:ca-dresses-attributes-as-basic': because(
    'the rules of attributes stand in the profile',
    'TC-CA-450',
  ),
  'mutant:ca-takes-copied-requests': because('nor does it look at the second request', 'TC-CA-452'),
  'mutant:ca-ocsp-says-good': because('what was revoked is good to it', 'TC-CA-454', 'TC-CA-455'),
  'mutant:ca-revokes-nothing': because('neither of the two ends', 'TC-CA-454'),
  'mutant:ca-leaves-old-phones-alone': because('neither of the two ends', 'TC-CA-455'),
  'mutant:ca-keeps-consents-to-itself': because(NO_CASE, 'TC-CA-453'),
  'mutant:ca-asks-about-everybody': because(NO_CASE, 'TC-CA-453'),
  'mutant:ca-does-not-watch': because(NO_CASE, 'TC-CA-453'),
  'mutant:ca-follows-j-lis': because('the certificates ended with that of the card', 'TC-CA-453'),
  'mutant:ca-closes-cases-on-any-word': because('whose word it is, is not looked at', 'TC-CA-453'),
  'mutant:library-takes-nobody': because('no renewal is accepted', 'TC-LIB-126'),
  'mutant:library-forgets-the-old-first': because('no renewal is accepted', 'TC-LIB-126'),
  'mutant:library-sends-no-receipt': because(
    'its certificates never come into force',
    'TC-LIB-124',
    'TC-LIB-126',
  ),
  'mutant:library-binds-to-the-first-offer': because('the renewal is bound to another offer', 'TC-LIB-126'),
  'mutant:library-uses-one-key': because('the renewal is for the keys of before', 'TC-LIB-126'),
  'mutant:library-goes-on-with-the-old': because('the log-in after it is by the old key', 'TC-LIB-126'),
  'mutant:library-taps-twice': because('two taps are not one', 'TC-LIB-121'),
  'mutant:library-verifies-twice': because('the password goes to the card twice', 'TC-LIB-121'),
  'mutant:library-answers-a-fixed-nonce': because('it is never logged in', 'TC-LIB-124'),
  'mutant:library-signs-under-the-attribute-kind': because(
    'that is for the key that authenticates',
    'TC-LIB-123',
  ),
  'mutant:library-signs-another-change-set': because('the press is for something else', 'TC-LIB-124'),
  'mutant:library-makes-one-key-for-two': because(
    'the CA gives it no certificate',
    'TC-LIB-122',
    'TC-LIB-123',
    'TC-LIB-124',
    'TC-LIB-125',
    'TC-LIB-126',
  ),
  'mutant:library-logs-in-by-the-key-that-signs': because('the log-in there is by that key', 'TC-LIB-126'),
  'mutant:library-signs-by-the-key-that-authenticates': because(
    'the renewal is signed by that key',
    'TC-LIB-126',
  ),
  'mutant:bank-knows-keys-only': because(
    'the CA knows nobody by that identifier, so no change is ever told',
    'TC-RP-062',
  ),
  'mutant:bank-takes-the-attribute-kind': because(
    'what a certificate is for, is not looked at',
    'TC-RP-060',
    'TC-RP-061',
    'TC-RP-062',
    'TC-RP-063',
  ),
  'mutant:bank-changes-before-the-press': because('the record has changed when it is looked at', 'TC-RP-062'),
  'mutant:bank-shuts-out-who-moves': because('there is no log-in after the move', 'TC-RP-062'),
};
