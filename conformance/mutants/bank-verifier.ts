/** Relying parties that are themselves verifiers, and a library that consents to them, with one defect each. */
import { fposSteps } from '../../simulator/fpos/index.ts';
import { bankSteps } from '../../simulator/relying-party/index.ts';
import { because, type Mutant, mutant } from './define.ts';

const NEEDS_CHANGE = 'no change is ever told there';

export const BANK_VERIFIER_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:bank-asks-j-lis-never',
    'relying-party',
    'Nobody looks whether a certificate was lost.',
    { bank: { isLost: async () => false } },
    because(NEEDS_CHANGE, 'TC-RP-071', 'TC-RP-074'),
  ),
  mutant(
    'mutant:bank-keeps-consents-to-itself',
    'relying-party',
    'A consent is taken and never sent on to J-LIS.',
    { bank: { sendOn: async () => {} } },
    because(NEEDS_CHANGE, 'TC-RP-071', 'TC-RP-072', 'TC-RP-073', 'TC-RP-074'),
  ),
  mutant(
    'mutant:bank-asks-j-lis-any-time',
    'relying-party',
    'The latest items are asked for at each round, lost or not.',
    { bank: { isLost: async () => true } },
    because('it need not look, so it is never unanswered', 'TC-RP-074'),
  ),
  mutant(
    'mutant:bank-asks-j-lis-after-withdrawal',
    'relying-party',
    'A withdrawn consent counts as before.',
    { bank: { isInForce: (consent, now) => bankSteps.isInForce({ ...consent, state: 'active' }, now) } },
  ),
  mutant('mutant:bank-takes-any-card', 'relying-party', 'Whose card signed a consent is not looked at.', {
    bank: { checkCardHolder: () => {} },
  }),
  mutant('mutant:bank-takes-any-consent', 'relying-party', 'To whom a consent was given is not looked at.', {
    bank: { checkConsentService: () => {} },
  }),
  mutant(
    'mutant:bank-does-not-look-again',
    'relying-party',
    'A press is written without a look whether there is a newer change.',
    { bank: { lookAgain: async () => 'taken' as const } },
  ),
  mutant('mutant:library-consents-to-the-ca-alone', 'library', 'Every consent goes to the CA.', {
    library: {
      sendConsentToBank: async (enrolment, _own, _bank, { path, cms }) =>
        void (await fposSteps.sendConsent(enrolment, path, cms)),
    },
  }),
];

/** What others fail in these cases. */
export const BANK_VERIFIER_ALSO_FAILS: Readonly<Record<string, Mutant['alsoFails']>> = {
  'mutant:library-sends-no-receipt': because('its certificate never comes into force', 'TC-LIB-130'),
  'mutant:library-answers-a-fixed-nonce': because('it is never logged in', 'TC-LIB-130'),
  'mutant:library-consents-for-another-service': because('the service is another there too', 'TC-LIB-130'),
  'mutant:bank-changes-before-the-press': because(
    'the record has changed when it is looked at',
    'TC-RP-070',
    'TC-RP-074',
  ),
  'mutant:bank-shuts-out-who-moves': because('there is no log-in after the move', 'TC-RP-070', 'TC-RP-074'),
  'mutant:bank-drops-the-press': because('the press does nothing', 'TC-RP-070'),
  'mutant:bank-sends-no-push': because('no push goes out there either', 'TC-RP-070'),
};
