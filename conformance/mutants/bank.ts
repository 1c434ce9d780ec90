/** Relying parties with one defect each. */
import {
  buildOcspRequest,
  certId,
  readCertificate,
  readOcspResponse,
  verifyIssuedBy,
  verifyOcspResponse,
} from '../../simulator/pki/index.ts';
import { contentBytes, digestsOf, Refusal, readContent, sha256Hex } from '../../simulator/profile/index.ts';
import { bankSteps as reference } from '../../simulator/relying-party/index.ts';
import { because, type Mutant, mutant } from './define.ts';

/** The payload with another purpose, as a reader sees it who does not look at that member. */
const withPurpose = (payload: Uint8Array, purpose: string): Uint8Array =>
  contentBytes({ ...(JSON.parse(Buffer.from(payload).toString('utf8')) as object), purpose });

const PAYMENT_MEMBERS = {
  nonce: 'nonce-of-a-payment',
  transaction: 'payment-that-is-named',
  appId: 'app-of-a-payment',
  origin: 'origin-of-a-payment',
} as const;

/** OCSP as a client does it that sends a nonce and never looks for it. */
const askWithoutNonce: typeof reference.askOcsp = async (ctx, certificate, issuer) => {
  const asked = certId(issuer.der, certificate.serial, 'sha256');
  const body = buildOcspRequest({ certIds: [asked], nonce: ctx.nonce() });
  const headers = { 'content-type': 'application/ocsp-request' };
  const answer = await ctx.deps
    .fetch(`${ctx.deps.caUrl}/ocsp`, { method: 'POST', headers, body })
    .catch(() => undefined);
  if (!answer) return undefined;
  const response = readOcspResponse(new Uint8Array(await answer.arrayBuffer()));
  const verdict = verifyOcspResponse({ response, issuerCert: issuer, certId: asked, now: ctx.now() });
  return verdict.ok ? verdict.status : undefined;
};

export const BANK_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:bank-takes-answers-again',
    'relying-party',
    'A challenge can be answered any number of times.',
    {
      bank: { markUsed: () => {} },
    },
  ),
  mutant('mutant:bank-ignores-the-nonce', 'relying-party', 'The nonce of the answer is not compared.', {
    bank: {
      checkChallenge: (payload, open) =>
        reference.checkChallenge({ ...payload, nonce: open.sent.nonce }, open),
    },
  }),
  mutant('mutant:bank-ignores-the-origin', 'relying-party', 'The origin in the answer is not compared.', {
    bank: {
      checkChallenge: (payload, open) =>
        reference.checkChallenge({ ...payload, origin: open.sent.origin }, open),
    },
  }),
  mutant('mutant:bank-does-not-verify', 'relying-party', 'The signature of the answer is not verified.', {
    bank: { checkAnswerSignature: () => {} },
  }),
  mutant('mutant:bank-trusts-any-ca', 'relying-party', 'A certificate of any CA logs in.', {
    bank: {
      checkIssuer: ({ deps }) => readCertificate(deps.caAnchors[0]!),
      // Whose certificate it is, is not asked; so there is nobody to ask for its status.
      checkStatus: async (ctx, certificate, issuer) => {
        if (verifyIssuedBy(certificate, issuer)) await reference.checkStatus(ctx, certificate, issuer);
      },
    },
  }),
  mutant('mutant:bank-ignores-validity', 'relying-party', 'An expired certificate logs in.', {
    bank: { checkValidity: () => {} },
  }),
  mutant(
    'mutant:bank-knows-keys-only',
    'relying-party',
    'A customer is known by the key of the phone and not by the identifier.',
    { bank: { identify: (_ctx, _der, own) => sha256Hex(own.spki).slice(0, 32) } },
    because('nothing there tells it whose the attribute certificate is', 'TC-RP-011'),
  ),
  mutant(
    'mutant:bank-one-record-for-all',
    'relying-party',
    'Whoever logs in comes to the first record.',
    () => {
      let first: string | undefined;
      return {
        bank: {
          identify: (...args) => {
            const psid = reference.identify(...args);
            first ??= psid;
            return first;
          },
        },
      };
    },
    because('the other customer is the first one to it', 'TC-RP-031', 'TC-RP-032'),
  ),
  mutant(
    'mutant:bank-ignores-revocation',
    'relying-party',
    'Nobody asks whether a certificate is revoked.',
    {
      bank: { checkStatus: async () => {} },
    },
    because('it asks for no status at all', 'TC-RP-009', 'TC-RP-010', 'TC-RP-033', 'TC-RP-034'),
  ),
  mutant(
    'mutant:bank-fails-open',
    'relying-party',
    'A status that cannot be had counts as good.',
    {
      bank: {
        checkStatus: (ctx, certificate, issuer) =>
          reference.checkStatus(ctx, certificate, issuer).catch((error: unknown) => {
            if (!(error instanceof Refusal && error.code === 'certificate-status-unavailable')) throw error;
          }),
      },
    },
    because('where no answer is believed it goes on', 'TC-RP-010'),
  ),
  mutant('mutant:bank-takes-an-old-status', 'relying-party', 'The nonce of an OCSP answer is not compared.', {
    bank: {
      askOcsp: (ctx, certificate, issuer) => askWithoutNonce(ctx, certificate, issuer),
    },
  }),
  mutant(
    'mutant:bank-takes-any-identifier',
    'relying-party',
    'The attribute certificate may be for any key.',
    {
      bank: { checkSameKey: () => {} },
    },
  ),
  mutant(
    'mutant:bank-takes-the-attribute-kind',
    'relying-party',
    'Any kind of certificate proves the person.',
    {
      bank: { checkUsage: () => {} },
    },
  ),
  mutant('mutant:bank-forgets-the-expiry', 'relying-party', 'A challenge never expires.', {
    bank: {
      findChallenge: (ctx, payload) => reference.findChallenge({ ...ctx, now: () => new Date(0) }, payload),
    },
  }),
  mutant(
    'mutant:bank-takes-made-up-challenges',
    'relying-party',
    'A challenge that it never gave counts as given.',
    {
      bank: {
        findChallenge: (ctx, payload) =>
          ctx.challenges.has(payload.challenge)
            ? reference.findChallenge(ctx, payload)
            : {
                sent: { ...payload, profile: 1, origin: payload.origin, expires: payload.at },
                expires: ctx.now(),
                used: false,
              },
      },
    },
  ),
  mutant('mutant:bank-ignores-the-app', 'relying-party', 'The app in the answer is not compared.', {
    bank: {
      checkChallenge: (payload, open) =>
        reference.checkChallenge({ ...payload, appId: open.sent.appId }, open),
    },
  }),
  mutant(
    'mutant:bank-ignores-the-purpose-of-an-answer',
    'relying-party',
    'What was signed for anything logs in.',
    {
      bank: {
        readLogin: (jws) => reference.readLogin({ ...jws, payload: withPurpose(jws.payload, 'login') }),
      },
    },
  ),
  mutant('mutant:bank-shows-anybody', 'relying-party', 'Without a session the first customer is meant.', {
    bank: {
      customerOf: (ctx, headers) => {
        try {
          return reference.customerOf(ctx, headers);
        } catch (error) {
          const [first] = ctx.customers.values();
          if (!first) throw error;
          return first;
        }
      },
    },
  }),
  mutant(
    'mutant:bank-executes-twice',
    'relying-party',
    'A payment is executed each time its signature comes.',
    {
      bank: {
        verifyPayment: (payment) => {
          payment.state = 'verified';
        },
      },
    },
    because('it does not look at what became of the payment', 'TC-RP-030'),
  ),
  mutant(
    'mutant:bank-does-not-verify-payments',
    'relying-party',
    'The signature of a payment is not verified.',
    {
      bank: { checkTransactionSignature: () => {} },
    },
  ),
  mutant(
    'mutant:bank-does-not-compare-the-content',
    'relying-party',
    'What was signed is not compared with what was proposed.',
    { bank: { checkContent: () => {}, checkShown: () => {} } },
    because('what was shown is a part of it', 'TC-RP-024', 'TC-RP-025'),
  ),
  mutant(
    'mutant:bank-does-not-compare-what-was-shown',
    'relying-party',
    'The text that was shown is not compared.',
    {
      bank: {
        checkShown: (payload, payment) => {
          const { shown } = digestsOf(readContent(payment.content));
          reference.checkShown({ ...payload, shown }, payment);
        },
      },
    },
  ),
  mutant(
    'mutant:bank-ignores-the-template',
    'relying-party',
    'The template in a signature is not compared.',
    {
      bank: {
        checkShown: (payload, payment) =>
          reference.checkShown({ ...payload, template: payment.proposal.template }, payment),
      },
    },
  ),
  ...(['nonce', 'transaction', 'appId', 'origin'] as const).map((member) =>
    mutant(
      `mutant:bank-ignores-the-${PAYMENT_MEMBERS[member]}`,
      'relying-party',
      `The member ${member} of a signature is not compared.`,
      {
        bank: {
          checkProposal: (payload, payment) =>
            reference.checkProposal({ ...payload, [member]: payment.proposal[member] }, payment),
        },
      },
    ),
  ),
  mutant('mutant:bank-executes-late', 'relying-party', 'A proposal never expires.', {
    bank: { checkPaymentTerm: () => {} },
  }),
  mutant(
    'mutant:bank-takes-anybodys-signature',
    'relying-party',
    'Any good certificate signs for any customer.',
    {
      bank: { checkSigner: () => {} },
    },
  ),
  mutant(
    'mutant:bank-finds-the-payments-of-others',
    'relying-party',
    'A payment is found for whoever names it.',
    {
      bank: {
        findPayment: (ctx, customer, transaction) => {
          const { psid = customer.psid } = ctx.payments.get(transaction) ?? {};
          return reference.findPayment(ctx, { ...customer, psid }, transaction);
        },
      },
    },
  ),
  mutant(
    'mutant:bank-asks-the-status-at-log-in-only',
    'relying-party',
    'A payment is signed by any certificate that once logged in.',
    {
      bank: {
        checkSigningCertificate: async (_ctx, certificate) => reference.checkUsage(certificate, 'signature'),
      },
    },
  ),
  mutant(
    'mutant:bank-ignores-the-purpose-of-a-payment',
    'relying-party',
    'What was signed for anything pays.',
    {
      bank: {
        readTransaction: (jws) =>
          reference.readTransaction({ ...jws, payload: withPurpose(jws.payload, 'transaction') }),
      },
    },
  ),
  mutant(
    'mutant:bank-asks-j-lis',
    'relying-party',
    'At each log-in J-LIS is asked about the number of the certificate, as if the bank were a verifier.',
    {
      bank: {
        async checkStatus(ctx, certificate, issuer) {
          const asked = certId(issuer.der, certificate.serial, 'sha256');
          const headers = { 'content-type': 'application/ocsp-request' };
          const body = buildOcspRequest({ certIds: [asked], nonce: ctx.nonce() });
          await ctx.deps
            .fetch('http://ocsp-sign.jlis.test/', { method: 'POST', headers, body })
            .catch(() => undefined);
          await reference.checkStatus(ctx, certificate, issuer);
        },
      },
    },
  ),
];
