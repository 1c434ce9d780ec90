/** Libraries with one defect each in what they do with the card and its password. */

import { createHash } from 'node:crypto';
import {
  AID_JPKI,
  AID_SURFACE,
  AID_TEXT,
  computeDigitalSignature,
  digestInfoSha256,
  FID,
  parseResponseApdu,
  queryTries,
  SW_OK,
  selectAid,
  selectEf,
  triesLeftOf,
  utf8Encode,
  verify,
} from '../../simulator/apdu/index.ts';
import {
  type Enrolment,
  type FposSteps,
  type Notice,
  fposSteps as reference,
  Stop,
} from '../../simulator/fpos/index.ts';
import { prepareCms } from '../../simulator/pki/index.ts';
import { contentBytes } from '../../simulator/profile/index.ts';
import { type Mutant, mutant } from './define.ts';

/** The enrolment with another user, or another card, in its place. */
const withUi = (enrolment: Enrolment, ui: Partial<Enrolment['deps']['ui']>): Enrolment => ({
  ...enrolment,
  deps: { ...enrolment.deps, ui: { ...enrolment.deps.ui, ...ui } },
});

/** Every notice passes this on its way to the user. */
const showing = (change: (notice: Notice) => Notice): Partial<FposSteps> => ({
  presentPin: (enrolment, pin) =>
    reference.presentPin(
      withUi(enrolment, { show: (notice) => enrolment.deps.ui.show(change(notice)) }),
      pin,
    ),
});

/** VERIFY without a look before it; what the card says is told as it should be. */
async function presentBlindly({ deps: { card, ui } }: Enrolment, pin: string): Promise<void> {
  await card.transmit(selectEf(FID.SIGN_PIN));
  const { sw } = parseResponseApdu(await card.transmit(verify(utf8Encode(pin))));
  if (sw === SW_OK) return;
  const triesLeft = triesLeftOf(sw) ?? 0;
  await ui.show(triesLeft === 0 ? { kind: 'pin-blocked' } : { kind: 'pin-refused', triesLeft });
  throw new Stop(triesLeft === 0 ? 'pin-blocked' : 'pin-wrong', `${triesLeft} tries left`);
}

/** Something else on the card is looked at first. */
const lookingAt = (aid: Uint8Array): Partial<FposSteps> => ({
  openCard: async (enrolment) => {
    await reference.openCard(enrolment);
    await enrolment.deps.card.transmit(selectAid(aid));
    await enrolment.deps.card.transmit(selectAid(AID_JPKI));
  },
});

export const LIBRARY_TAP_MUTANTS: readonly Mutant[] = [
  mutant('mutant:library-taps-again-for-the-consent', 'library', 'The consent is signed in a second tap.', {
    library: {
      tap: async (steps, enrolment, pin, content, consent) => {
        const proof = await reference.tap(steps, enrolment, pin, content);
        if (!consent) return proof;
        await steps.openCard(enrolment);
        await steps.presentPin(enrolment, pin);
        const signed = await steps.signConsent(enrolment, consent, proof.signCert);
        await steps.letGo(enrolment.deps.card);
        return { ...proof, consent: signed };
      },
    },
  }),
  mutant(
    'mutant:library-verifies-for-each-signature',
    'library',
    'The password is presented again for the consent.',
    () => {
      let last = '';
      return {
        library: {
          presentPin: (enrolment, pin) => {
            last = pin;
            return reference.presentPin(enrolment, pin);
          },
          signConsent: async (enrolment, ...rest) => {
            await reference.presentPin(enrolment, last);
            return reference.signConsent(enrolment, ...rest);
          },
        },
      };
    },
  ),
  mutant(
    'mutant:library-taps-before-asking',
    'library',
    'The card is asked for before anything else.',
    () => {
      let present = false;
      return {
        library: {
          begin: async (enrolment) => {
            if (!present) await enrolment.deps.card.connect();
            present = true;
            return reference.begin(enrolment);
          },
          openCard: async (enrolment) => {
            if (!present) return reference.openCard(enrolment);
            present = false;
            await enrolment.deps.card.transmit(selectAid(AID_JPKI));
          },
        },
      };
    },
  ),
  mutant(
    'mutant:library-presents-an-old-password',
    'library',
    'A user who enters no password gets the one of last time presented.',
    () => {
      let last: string | undefined;
      return {
        library: {
          askPin: async ({ deps: { ui } }) => {
            last = (await ui.signPin()) ?? last;
            if (last === undefined) throw new Stop('cancelled', 'no password');
            return last.toUpperCase();
          },
        },
      };
    },
  ),
  mutant('mutant:library-keeps-the-password', 'library', 'The password is asked for once, and kept.', () => {
    let kept: string | undefined;
    return {
      library: {
        askPin: async (enrolment) => {
          kept ??= await reference.askPin(enrolment);
          return kept;
        },
      },
    };
  }),
  mutant('mutant:library-sends-the-password', 'library', 'The password goes to the CA as a diagnosis.', {
    library: {
      presentPin: async (enrolment, pin) => {
        const { deps, request } = enrolment;
        const body = JSON.stringify({ entered: Buffer.from(pin).toString('base64') });
        const headers = { 'content-type': 'application/json' };
        await deps.fetch(`${request.ca}/diagnostics`, { method: 'POST', headers, body });
        return reference.presentPin(enrolment, pin);
      },
    },
  }),
  mutant('mutant:library-shows-the-password', 'library', 'The password is shown as what was read.', {
    library: {
      presentPin: async (enrolment, pin) => {
        await enrolment.deps.ui.show({ kind: 'card-problem', code: `presenting ${pin}` });
        return reference.presentPin(enrolment, pin);
      },
    },
  }),
  mutant('mutant:library-looks-at-the-face', 'library', 'The application with the photograph is selected.', {
    library: lookingAt(AID_SURFACE),
  }),
  mutant(
    'mutant:library-looks-at-the-number',
    'library',
    'The application with the Individual Number is selected.',
    { library: lookingAt(AID_TEXT) },
  ),
  mutant(
    'mutant:library-reads-the-authentication-certificate',
    'library',
    'The other certificate of the card is selected too.',
    {
      library: {
        readSignCert: async (enrolment) => {
          await enrolment.deps.card.transmit(selectEf(FID.AUTH_CERT));
          return reference.readSignCert(enrolment);
        },
      },
    },
  ),
  mutant(
    'mutant:library-signs-with-the-authentication-key',
    'library',
    'The authentication key is tried before the signing key.',
    {
      library: {
        signApplication: async (enrolment, content, signCert) => {
          const { card, now } = enrolment.deps;
          const cms = prepareCms({
            content: contentBytes(content),
            signerCert: signCert,
            signingTime: now(),
          });
          const digest = createHash('sha256').update(cms.toBeSigned).digest();
          await card.transmit(selectEf(FID.AUTH_KEY));
          const { sw } = parseResponseApdu(
            await card.transmit(computeDigitalSignature(digestInfoSha256(digest))),
          );
          if (sw === SW_OK) throw new Stop('card-unsuitable', 'the wrong key signed');
          return reference.signApplication(enrolment, content, signCert);
        },
      },
    },
  ),
  mutant('mutant:library-verifies-blindly', 'library', 'VERIFY is sent without a look at the tries.', {
    library: { presentPin: presentBlindly },
  }),
  mutant(
    'mutant:library-verifies-a-blocked-password',
    'library',
    'A password without tries is presented all the same.',
    {
      library: {
        presentPin: async (enrolment, pin) => {
          const { card } = enrolment.deps;
          await card.transmit(selectEf(FID.SIGN_PIN));
          const { sw } = parseResponseApdu(await card.transmit(queryTries()));
          return (triesLeftOf(sw) ?? 0) === 0
            ? presentBlindly(enrolment, pin)
            : reference.presentPin(enrolment, pin);
        },
      },
    },
  ),
  mutant('mutant:library-risks-the-last-try', 'library', 'The last try is taken unasked.', {
    library: {
      presentPin: (enrolment, pin) =>
        reference.presentPin(withUi(enrolment, { riskLastTry: async () => true }), pin),
    },
  }),
  mutant(
    'mutant:library-refuses-the-last-try',
    'library',
    'The last try is never taken, whatever the user says.',
    {
      library: {
        presentPin: (enrolment, pin) => {
          const { ui } = enrolment.deps;
          return reference.presentPin(
            withUi(enrolment, {
              riskLastTry: async () => {
                await ui.riskLastTry?.();
                return false;
              },
            }),
            pin,
          );
        },
      },
    },
  ),
  mutant('mutant:library-always-says-four', 'library', 'Four tries are told, whatever the card says.', {
    library: showing((notice) => (notice.kind === 'pin-refused' ? { ...notice, triesLeft: 4 } : notice)),
  }),
  mutant('mutant:library-says-zero-tries', 'library', 'A blocked password is told as a wrong one.', {
    library: showing((notice) =>
      notice.kind === 'pin-blocked' ? { kind: 'pin-refused', triesLeft: 0 } : notice,
    ),
  }),
  mutant('mutant:library-keeps-the-card', 'library', 'After a wrong password the card stays powered.', () => {
    let wrong = false;
    return {
      library: {
        presentPin: async (...args) => {
          wrong = true;
          await reference.presentPin(...args);
          wrong = false;
        },
        letGo: async (card) => {
          if (!wrong) await reference.letGo(card);
        },
      },
    };
  }),
  mutant(
    'mutant:library-sends-while-the-card-is-held',
    'library',
    'The card is let go only when the CA has answered.',
    () => {
      let held = false;
      return {
        library: {
          tap: async (steps, enrolment, ...rest) => {
            held = true;
            try {
              return await reference.tap(steps, enrolment, ...rest);
            } catch (error) {
              await reference.letGo(enrolment.deps.card);
              throw error;
            } finally {
              held = false;
            }
          },
          letGo: async (card) => {
            if (!held) await reference.letGo(card);
          },
          handIn: async (...args) => {
            try {
              return await reference.handIn(...args);
            } finally {
              await reference.letGo(args[1].deps.card);
            }
          },
        },
      };
    },
  ),
  mutant('mutant:library-takes-the-password-as-typed', 'library', 'Lower case is presented in lower case.', {
    library: {
      askPin: async ({ deps: { ui } }) => {
        const pin = await ui.signPin();
        if (pin === undefined) throw new Stop('cancelled', 'no password');
        return pin;
      },
    },
  }),
  mutant('mutant:library-taps-again-by-itself', 'library', 'A card that left is asked for again unasked.', {
    library: {
      tap: async (...args) => {
        try {
          return await reference.tap(...args);
        } catch (error) {
          if (!(error instanceof Stop) || error.code !== 'card-removed') throw error;
          return reference.tap(...args);
        }
      },
    },
  }),
  mutant(
    'mutant:library-says-nothing-at-removal',
    'library',
    'When the card leaves the user hears nothing.',
    {
      library: {
        showEnd: async (deps, notice) => {
          if (notice.kind === 'refused' && notice.code === 'card-removed') return;
          await reference.showEnd(deps, notice);
        },
      },
    },
  ),
  mutant('mutant:library-takes-the-digests-over', 'library', 'Digests are agreed to, not documents.', {
    library: {
      agree: async ({ deps: { ui } }, { terms }) => {
        for (const { text } of terms) await ui.show({ kind: 'terms', text });
        if (!(await ui.agree(terms.map(({ name }) => name)))) throw new Stop('cancelled', 'no');
        return terms.map(({ name, sha256 }) => ({ name, sha256 }));
      },
    },
  }),
  mutant(
    'mutant:library-asks-and-goes-on',
    'library',
    'A user who does not agree is taken for one who does.',
    {
      library: {
        agree: (enrolment, offer) => {
          const { ui } = enrolment.deps;
          const agree = async (documents: readonly string[]): Promise<boolean> => {
            await ui.agree(documents);
            return true;
          };
          return reference.agree(withUi(enrolment, { agree }), offer);
        },
      },
    },
  ),
];
