/** Where the verifiers inside the simulators differ from what a vector states, each with the reason. */
import { of, type Reach } from './reach.ts';

export const CA_REACH: Reach = {
  beyond: [
    {
      because: 'it takes certificates of cards and of phones, and is not told which one it will get',
      vectors: of('x509/jpki-signing', 'policy-of-a-phone phone-with-policy-of-a-card'),
    },
    {
      because: 'it lets the clocks of issuer and reader differ by five minutes',
      vectors: of('crl/lists', 'stale from-the-future'),
    },
  ],
  stricter: [
    {
      because:
        'it asks for complete lists alone, so a list of a municipality or of CA certificates answers nothing',
      vectors: of('crl/lists', 'own-municipality revoked-in-own-municipality root-not-listed'),
    },
  ],
};

export const BANK_REACH: Reach = {
  beyond: [
    {
      because: 'whether its CA keeps the Ordinance is not for a bank to find out',
      vectors: of('x509/accredited', 'five-years-and-a-second six-years nobody-named two-people-named'),
    },
    {
      because: 'it refuses the attribute kind, and otherwise trusts its CA and asks for no policy',
      vectors: of('x509/accredited', 'policy-of-jpki no-policy basic-where-attributes-are-due'),
    },
  ],
  stricter: [
    {
      because: 'the attribute kind proves nobody: it only says who somebody is to the app',
      vectors: of('x509/accredited', 'attributes'),
    },
  ],
};

export const JLIS_REACH: Reach = {
  beyond: [
    {
      because:
        'it knows its certificates by number and key and asks for no policy; here every number is on record',
      vectors: of('consent/messages', 'inquiry-of-the-test-environment'),
    },
  ],
  stricter: [],
};
