/** Libraries with one defect each. */
import {
  AID_JPKI,
  FID,
  parseResponseApdu,
  selectAid,
  selectEf,
  triesLeftOf,
  utf8Encode,
  verify,
} from '../../simulator/apdu/index.ts';
import {
  type Enrolment,
  type KeyStore,
  fposSteps as reference,
  Stop,
  softwareKeyStore,
} from '../../simulator/fpos/index.ts';
import { type Mutant, mutant } from './define.ts';
import { LIBRARY_ALSO_FAILS } from './library-also-fails.ts';
import { LIBRARY_LIFE_MUTANTS } from './library-life.ts';
import { LIBRARY_TAP_MUTANTS } from './library-tap.ts';

/** One more presence of the card that nobody needs. */
async function tapAgain({ deps: { card } }: Pick<Enrolment, 'deps'>): Promise<void> {
  await card.connect();
  await card.transmit(selectAid(AID_JPKI));
  await card.disconnect();
}

/** Presents the PIN once, whatever comes of it. */
async function presentOnce({ deps: { card } }: Enrolment, pin: string): Promise<number | undefined> {
  await card.transmit(selectEf(FID.SIGN_PIN));
  return triesLeftOf(parseResponseApdu(await card.transmit(verify(utf8Encode(pin)))).sw);
}

/** A library that sends its private key to the CA with the first request after making it, encoded like this. */
function leaking(
  name: string,
  encode: (scalar: Uint8Array) => { type: string; body: string | Uint8Array; header?: string },
): Mutant {
  return mutant(
    `mutant:library-leaks-key-${name}`,
    'library',
    `The private key is sent to the CA, ${name}.`,
    () => {
      let scalar: Uint8Array | undefined;
      const keyStore = (draw: (keyId: string) => Uint8Array): KeyStore =>
        softwareKeyStore((keyId) => {
          scalar = draw(keyId);
          return scalar;
        });
      return {
        keyStore,
        library: {
          makeKey: async (enrolment, offer, purposes) => {
            const key = await reference.makeKey(enrolment, offer, purposes);
            const { type, body, header } = encode(scalar!);
            const url = `${enrolment.request.ca}/diagnostics`;
            const headers = { 'content-type': type, ...(header !== undefined && { 'x-device': header }) };
            const init = { method: 'POST', headers, body: body as string };
            await enrolment.deps.fetch(url, init).catch(() => undefined);
            return key;
          },
        },
      };
    },
  );
}

const inJson = (text: string) => ({
  type: 'application/json',
  body: JSON.stringify({ device: 'phone', diagnostics: text }),
});

const all: readonly Mutant[] = [
  ...LIBRARY_TAP_MUTANTS,
  ...LIBRARY_LIFE_MUTANTS,
  mutant(
    'mutant:library-taps-twice',
    'library',
    'The card is asked for a second time before the application is handed in.',
    {
      library: {
        handIn: async (...args) => {
          await tapAgain(args[1]);
          return reference.handIn(...args);
        },
      },
    },
    { 'TC-LIB-002': 'the second tap comes on this route too' },
  ),
  mutant(
    'mutant:library-verifies-twice',
    'library',
    'The right PIN is presented twice.',
    {
      library: {
        presentPin: async (enrolment, pin) => {
          await reference.presentPin(enrolment, pin);
          await presentOnce(enrolment, pin);
        },
      },
    },
    { 'TC-LIB-002': 'the second VERIFY comes on this route too' },
  ),
  mutant(
    'mutant:library-taps-for-the-code',
    'library',
    'The one-time code is fetched with a second tap, as it was before 2024.',
    {
      library: {
        activate: async (deps, ...rest) => {
          await tapAgain({ deps });
          return reference.activate(deps, ...rest);
        },
      },
    },
  ),
  mutant('mutant:library-repeats-verify', 'library', 'A wrong PIN is presented a second time by itself.', {
    library: {
      presentPin: async (enrolment, pin) => {
        if ((await presentOnce(enrolment, pin)) !== undefined) await reference.presentPin(enrolment, pin);
      },
    },
  }),
  mutant('mutant:library-hides-the-tries', 'library', 'The user is not told how many tries are left.', {
    library: {
      presentPin: async (enrolment, pin) => {
        const triesLeft = await presentOnce(enrolment, pin);
        if (triesLeft !== undefined) throw new Stop('pin-wrong', 'wrong');
      },
    },
  }),
  leaking('raw', (scalar) => ({ type: 'application/octet-stream', body: scalar })),
  leaking('hex', (scalar) => inJson(Buffer.from(scalar).toString('hex'))),
  leaking('base64', (scalar) => inJson(Buffer.from(scalar).toString('base64'))),
  leaking('base64url', (scalar) => inJson(Buffer.from(scalar).toString('base64url'))),
  leaking('header', (scalar) => ({ ...inJson('none'), header: Buffer.from(scalar).toString('hex') })),
  mutant('mutant:library-accepts-any-certificate', 'library', 'The certificate is accepted without a look.', {
    library: { checkCertificate: () => {} },
  }),
  mutant(
    'mutant:library-ignores-the-origin',
    'library',
    'A challenge is answered wherever it came through.',
    {
      library: {
        checkContext: () => {},
        payloadFor: (deps, challenge) =>
          reference.payloadFor(deps, challenge, { appId: challenge.appId, origin: challenge.origin }),
      },
    },
  ),
  mutant(
    'mutant:library-answers-a-fixed-nonce',
    'library',
    'The answer holds a nonce of the library and not the bank’s.',
    {
      library: {
        payloadFor: (...args) => ({ ...reference.payloadFor(...args), nonce: '00'.repeat(32) }),
      },
    },
    { 'TC-LIB-004': 'its log-in step has the wrong nonce too' },
  ),
  mutant('mutant:library-shows-nothing', 'library', 'The user agrees to documents that were not shown.', {
    library: {
      agree: (enrolment, offer) =>
        reference.agree(
          { ...enrolment, deps: { ...enrolment.deps, ui: { ...enrolment.deps.ui, show: async () => {} } } },
          offer,
        ),
    },
  }),
  mutant(
    'mutant:library-agrees-for-the-user',
    'library',
    'The documents are shown, and the library agrees by itself.',
    {
      library: {
        agree: (enrolment, offer) =>
          reference.agree(
            {
              ...enrolment,
              deps: { ...enrolment.deps, ui: { ...enrolment.deps.ui, agree: async () => true } },
            },
            offer,
          ),
      },
    },
  ),
];

export const LIBRARY_MUTANTS: readonly Mutant[] = all.map((each) => ({
  ...each,
  alsoFails: { ...each.alsoFails, ...LIBRARY_ALSO_FAILS[each.id] },
}));
