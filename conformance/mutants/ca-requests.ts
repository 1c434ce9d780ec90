/** CAs with one defect each, in what they ask of J-LIS, in the schemes of before, and in what holders and operators ask of them. */
import { caSteps as reference } from '../../simulator/ca/index.ts';
import {
  buildOcspRequest,
  certId,
  readCrl,
  readOcspResponse,
  verifyOcspResponse,
} from '../../simulator/pki/index.ts';
import { Refusal } from '../../simulator/profile/index.ts';
import { anyStep } from './ca.ts';
import { type Mutant, mutant } from './define.ts';

/** A day on which the scheme of today is in force. */
const TODAY = '2026-04-01';

export const CA_REQUEST_MUTANTS: readonly Mutant[] = [
  // What J-LIS says.
  mutant('mutant:ca-believes-any-list', 'ca', 'The signature on a list of J-LIS is not verified.', {
    ca: {
      async checkStatus(deps, certificate, issuer) {
        if (deps.status !== 'crl') return reference.checkStatus(deps, certificate, issuer);
        const root = deps.crlUrl!.replace(/\/$/, '');
        const { generations } = (await (await deps.fetch(`${root}/`)).json()) as {
          generations: readonly { keyId: string; full: string }[];
        };
        const keyId = Buffer.from(issuer.ski!).toString('hex').toUpperCase();
        const { full } = generations.find((generation) => generation.keyId === keyId)!;
        const crl = readCrl(new Uint8Array(await (await deps.fetch(`${root}${full}`)).arrayBuffer()));
        if (crl.entries.has(certificate.serial)) throw new Refusal('jpki-revoked');
        return undefined;
      },
    },
  }),
  mutant('mutant:ca-ignores-the-nonce', 'ca', 'The nonce in an answer of J-LIS is not compared.', {
    ca: {
      async checkStatus(deps, certificate, issuer) {
        if (deps.status === 'crl') return reference.checkStatus(deps, certificate, issuer);
        const asked = certId(issuer.der, certificate.serial, 'sha256');
        const answer = await deps
          .fetch(deps.ocspUrl, {
            method: 'POST',
            headers: { 'content-type': 'application/ocsp-request' },
            body: buildOcspRequest({ certIds: [asked], nonce: deps.nonce() }),
          })
          .then(async (response) => readOcspResponse(new Uint8Array(await response.arrayBuffer())))
          .catch(() => undefined);
        if (!answer) return reference.checkStatus(deps, certificate, issuer);
        const now = deps.now();
        const verdict = verifyOcspResponse({ response: answer, issuerCert: issuer, certId: asked, now });
        if (verdict.ok && verdict.status === 'good') return undefined;
        return reference.checkStatus(deps, certificate, issuer);
      },
    },
  }),
  mutant('mutant:ca-asks-somebody-else-too', 'ca', 'The status is asked of another service before J-LIS.', {
    ca: {
      async checkStatus(deps, ...rest) {
        await deps.fetch('http://status.broker.test/').catch(() => undefined);
        return reference.checkStatus(deps, ...rest);
      },
    },
  }),
  // Phones.
  mutant('mutant:ca-allows-one-phone-all-the-same', 'ca', 'One phone at a time, whatever the policy says.', {
    ca: {
      supersededBy: (ctx, ...rest) =>
        reference.supersededBy({ ...ctx, policy: { ...ctx.policy, severalPhones: false } }, ...rest),
    },
  }),
  mutant(
    'mutant:ca-takes-phones-all-the-same',
    'ca',
    'JPKI certificates in phones are taken against the policy.',
    {
      ca: { checkPurpose: (certificate) => reference.checkPurpose(certificate, true) },
    },
  ),
  mutant(
    'mutant:ca-refuses-phones-all-the-same',
    'ca',
    'JPKI certificates in phones are refused against the policy.',
    {
      ca: { checkPurpose: (certificate) => reference.checkPurpose(certificate, false) },
    },
  ),
  mutant(
    'mutant:ca-does-not-link-card-and-phone',
    'ca',
    'J-LIS is not asked to which card a phone belongs.',
    {
      ca: { lookForPerson: async () => undefined },
    },
  ),
  mutant('mutant:ca-asks-links-of-everybody', 'ca', 'Links are asked of all cards that the CA knows.', {
    ca: {
      async lookForPerson(ctx, certificate, watch) {
        for (const { serial } of [...ctx.store.values('anchor')])
          await ctx
            .fetch(`${ctx.verifierUrl}/links`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({
                from: { kind: 'sign', serial },
                to: { kind: 'sign', carrier: 'phone' },
              }),
            })
            .catch(() => undefined);
        return reference.lookForPerson(ctx, certificate, watch);
      },
    },
  }),
  // Schemes of before.
  mutant('mutant:ca-hands-the-code-out-at-once', 'ca', 'The code comes with the first tap in every scheme.', {
    ca: { needsSecondTap: () => false },
  }),
  mutant('mutant:ca-gives-the-code-to-any-card', 'ca', 'Whose card the second tap is of does not matter.', {
    ca: { checkSecondTap: () => {} },
  }),
  mutant('mutant:ca-looks-at-nobody', 'ca', 'Nothing is inspected in any scheme.', {
    ca: { needsInspection: () => false },
  }),
  mutant('mutant:ca-lives-in-the-present', 'ca', 'The scheme of today is played on every day.', {
    ca: { schemeOf: () => reference.schemeOf(TODAY) },
  }),
  // Holders.
  mutant('mutant:ca-forgets-the-renewal-limit', 'ca', 'A key renews until its last day.', {
    ca: { checkRenewalLimit: () => {} },
  }),
  mutant('mutant:ca-ends-what-came-after', 'ca', 'A request ends what was issued after it was signed.', {
    ca: { isMeant: () => true },
  }),
  mutant('mutant:ca-lets-any-card-end-anything', 'ca', 'Any card ends any certificate that it names.', {
    ca: { endableByCard: ({ store }) => [...store.values('certificate')].map(({ serial }) => serial) },
  }),
  mutant('mutant:ca-announces-no-end', 'ca', 'Nobody is told that a certificate will end.', {
    ca: { announceEnd: () => {} },
  }),
  mutant(
    'mutant:ca-takes-consents-for-anything',
    'ca',
    'For whom and for what a consent is does not matter.',
    {
      ca: { checkService: () => {} },
    },
  ),
  mutant(
    'mutant:ca-asks-for-items-once',
    'ca',
    'The latest items are asked for once, whatever comes back.',
    () => {
      const asked = new Set<string>();
      return {
        ca: {
          mayAsk(ctx, consent, anchor) {
            const may = !asked.has(consent.id) && reference.mayAsk(ctx, consent, anchor);
            if (may) asked.add(consent.id);
            return may;
          },
        },
      };
    },
  ),
  mutant(
    'mutant:ca-forgets-the-time-while-it-waits',
    'ca',
    'Whether an application is still open is not looked at when the answer of J-LIS is there.',
    { ca: { checkStillOpen: () => {} } },
  ),
  mutant(
    'mutant:ca-closes-when-j-lis-is-away',
    'ca',
    'An application that J-LIS gave no answer about is closed.',
    {
      ca: {
        async checkStatus(...args) {
          try {
            return await reference.checkStatus(...args);
          } catch (error) {
            // Any other refusal is final.
            if (error instanceof Refusal && error.code === 'jpki-status-unavailable')
              throw new Refusal('jpki-status-unknown');
            throw error;
          }
        },
      },
    },
  ),
  mutant(
    'mutant:ca-knows-no-new-certificate-at-withdrawals',
    'ca',
    'A withdrawal by a certificate that is not known is refused.',
    {
      ca: {
        async withdrawUnderNewNumber() {
          throw new Refusal('person-unknown');
        },
      },
    },
  ),
  mutant(
    'mutant:ca-takes-what-comes-after-the-withdrawal',
    'ca',
    'What J-LIS delivers is taken, whatever happened to the consent since it was asked for.',
    { ca: { mayTake: () => true } },
  ),
  mutant(
    'mutant:ca-sends-consents-once',
    'ca',
    'A consent that could not be sent on is not sent again.',
    () => {
      const sent = new Set<string>();
      return {
        ca: {
          async forward(ctx, id) {
            if (sent.has(id)) return;
            sent.add(id);
            await reference.forward(ctx, id);
          },
        },
      };
    },
  ),
  // Operators.
  mutant(
    'mutant:ca-takes-everybody-for-the-bank',
    'ca',
    'Who asks for events and changes is not looked at.',
    {
      ca: { callerOf: ({ apps }) => apps[0]!.appId },
    },
  ),
  mutant('mutant:ca-tells-the-items-in-events', 'ca', 'Events hold the new items.', {
    front: (service) => async (request) => {
      const answer = await service(request);
      if (!new URL(request.url).pathname.startsWith('/events') || !answer.ok) return answer;
      const { events } = (await answer.json()) as { events: readonly object[] };
      const told = events.map((event) => ({ ...event, address: '架空県架空市１番' }));
      return new Response(JSON.stringify({ events: told }), { headers: answer.headers });
    },
  }),
  mutant('mutant:ca-closes-cases-on-any-word', 'ca', 'What a confirmation is about is not looked at.', {
    ca: { checkConfirmation: () => {} },
  }),
  mutant('mutant:ca-follows-no-table', 'ca', 'Any state may follow any other.', {
    ca: { transition: anyStep },
  }),
];
