/** CAs with one defect each, in what must hold whatever happens: where no mutant of a single rule breaks it. */
import { p256 } from '@noble/curves/nist.js';
import { type CaContext, caSteps as reference } from '../../simulator/ca/index.ts';
import { p256Spki } from '../../simulator/pki/index.ts';
import { Refusal } from '../../simulator/profile/index.ts';
import { because, type Mutant, mutant } from './define.ts';

type Card = Parameters<typeof reference.checkPurpose>[0];

const SCALAR = new Uint8Array(32).fill(7);
const OWN_KEY = p256Spki(p256.getPublicKey(SCALAR, false));
const SUBJECT_ID_BYTES = 8;

/** The identifier that keeps subjects apart is the private key. */
const tellingTheKey = (ctx: CaContext): CaContext => ({
  ...ctx,
  id: (length) => (length === SUBJECT_ID_BYTES ? Buffer.from(SCALAR).toString('hex') : ctx.id(length)),
});

const ALL_ITEMS = ['name', 'address', 'birth', 'gender'] as const;

export const CA_INVARIANT_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:ca-knows-people-by-their-other-key',
    'ca',
    'Whoever was there once may come back with the authentication key.',
    () => {
      let known: Card | undefined;
      return {
        ca: {
          checkSignature(cms, code) {
            reference.checkSignature(cms, code);
            if (cms.signerCert.keyUsage.has('nonRepudiation')) known = cms.signerCert;
            // The last signer stands for this one from here on.
            else if (known) Object.assign(cms, { signerCert: known });
          },
        },
      };
    },
    because('the consent of that key is taken for the last signer’s', 'TC-CA-042'),
  ),
  mutant(
    'mutant:ca-hands-over-more',
    'ca',
    'An operator gets the birth date beside what was consented to.',
    {
      ca: {
        consentedOnly: (delivered, items) => ({
          ...reference.consentedOnly(delivered, items),
          birth: '1900-01-01',
        }),
      },
    },
    because('the bank gets an item more there, too', 'TC-CA-056'),
  ),
  mutant('mutant:ca-widens-consents', 'ca', 'A consent to some of the items counts for all of them.', {
    ca: {
      async forward(ctx, id) {
        await reference.forward(ctx, id);
        ctx.store.transact((tx) => tx.put('consent', id, { ...tx.get('consent', id)!, items: ALL_ITEMS }));
      },
    },
  }),
  mutant(
    'mutant:ca-makes-keys-at-renewals',
    'ca',
    'At a renewal the CA makes the key itself, and hands it over inside the certificate.',
    {
      ca: {
        certify: (ctx, application, csr, ...rest) =>
          application.renews === undefined
            ? reference.certify(ctx, application, csr, ...rest)
            : reference.certify(tellingTheKey(ctx), application, { ...csr, spki: OWN_KEY }, ...rest),
      },
    },
    because('no receipt by the requested key fits such a certificate', 'TC-CA-031', 'TC-CA-032'),
  ),
  mutant('mutant:ca-tells-every-app', 'ca', 'Every app of a person hears of a change.', {
    ca: { mayHear: (_, __, { pairwise }) => Object.keys(pairwise) },
  }),
  mutant('mutant:ca-keeps-what-is-untrue', 'ca', 'A fact that turned untrue ends no certificate.', {
    ca: { isUntrue: () => false },
  }),
  mutant(
    'mutant:ca-does-not-look-at-the-clock',
    'ca',
    'When a request of a holder was signed does not matter.',
    {
      ca: { checkFresh: () => {} },
    },
  ),
  mutant(
    'mutant:ca-wants-the-consent-back',
    'ca',
    'Whoever withdrew every consent gets no further certificate.',
    {
      ca: {
        enterPerson(ctx, tx, proved, found) {
          const person = reference.enterPerson(ctx, tx, proved, found);
          const given = person.consents.map((id) => tx.get('consent', id)!.state);
          if (given.length > 0 && given.every((state) => state === 'withdrawn'))
            throw new Refusal('consent-withdrawn');
          return person;
        },
      },
    },
  ),
];
