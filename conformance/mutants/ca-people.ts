/** CAs with one defect each, in what they make of what happens to people: moves, marriages, deaths, twins, grants. */
import { type CaContext, caSteps as reference } from '../../simulator/ca/index.ts';
import type { Fetch, Handler } from '../../simulator/world/index.ts';
import { SAME_PERSONS } from './ca-groups.ts';
import { because, type Mutant, mutant } from './define.ts';

const BANK = 'abc-bank';

/** Every question about a person is put for the bank as well. */
const askingForTheBankToo =
  (fetch: Fetch): Fetch =>
  async (url, init) => {
    if (url.endsWith('/four-items') && typeof init?.body === 'string') {
      const question = JSON.parse(init.body) as { service: string };
      const body = JSON.stringify({ ...question, service: BANK });
      if (question.service !== BANK) await fetch(url, { ...init, body }).catch(() => undefined);
    }
    return fetch(url, init);
  };

const withoutRespite = (ctx: CaContext): CaContext => ({
  ...ctx,
  policy: { ...ctx.policy, replacementMs: 0 },
});

/** The answers without the certificate of the attribute kind, in which the identifier stands. */
const identifyingNobody =
  (service: Handler): Handler =>
  async (request) => {
    const answer = await service(request);
    if (answer.status !== 201) return answer;
    const { attributeCertificate: _, ...others } = (await answer.clone().json()) as Record<string, unknown>;
    return new Response(JSON.stringify(others), { status: 201, headers: answer.headers });
  };

export const CA_PEOPLE_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:ca-identifies-nobody',
    'ca',
    'No certificate of the attribute kind comes out, and with it no identifier.',
    { front: identifyingNobody },
    because('identifiers are compared there', ...SAME_PERSONS),
  ),
  mutant(
    'mutant:ca-keeps-whatever-comes',
    'ca',
    'Items are kept and passed on whether or not they were consented to.',
    {
      ca: { consentedOnly: (delivered) => delivered },
    },
  ),
  mutant(
    'mutant:ca-asks-for-every-service',
    'ca',
    'A consent for one service is taken for one for the bank, too.',
    {
      ca: {
        watchPersons: (ctx) => reference.watchPersons({ ...ctx, fetch: askingForTheBankToo(ctx.fetch) }),
      },
    },
  ),
  mutant(
    'mutant:ca-takes-the-certificate-for-the-consent',
    'ca',
    'A consent counts for the certificate that signed it and for no later one.',
    {
      ca: {
        mayAsk: (ctx, consent, anchor) =>
          anchor.serial === consent.serial && reference.mayAsk(ctx, consent, anchor),
      },
    },
  ),
  mutant('mutant:ca-ends-the-old-one-first', 'ca', 'A certificate ends as soon as a fact in it changed.', {
    ca: { watchPersons: (ctx) => reference.watchPersons(withoutRespite(ctx)) },
  }),
  mutant('mutant:ca-renews-with-what-it-knew', 'ca', 'A renewed certificate says what the old one said.', {
    ca: {
      certify(ctx, application, ...rest) {
        const old = application.renews && ctx.store.get('certificate', application.renews);
        const facts = old && { ...application.facts!, ...old.recorded };
        return reference.certify(ctx, { ...application, ...(facts && { facts }) }, ...rest);
      },
    },
  }),
  mutant('mutant:ca-watches-names-only', 'ca', 'Of what a certificate records only the name is watched.', {
    ca: {
      isUntrue: ({ recorded, ...certificate }, facts) => {
        const { name, nameFlags } = recorded;
        const watched = {
          ...(name !== undefined && { name }),
          ...(nameFlags !== undefined && { nameFlags }),
        };
        return reference.isUntrue({ ...certificate, recorded: watched }, facts);
      },
    },
  }),
  mutant('mutant:ca-ends-at-any-change', 'ca', 'Any change of a person ends the certificates.', {
    ca: { isUntrue: ({ state }) => state === 'valid' },
  }),
  mutant('mutant:ca-follows-j-lis', 'ca', 'When J-LIS revokes, the CA revokes what it issued.', {
    ca: {
      async noticeLoss(ctx, anchor) {
        const seen = await reference.noticeLoss(ctx, anchor);
        if (seen.state === 'dead')
          ctx.store.transact((tx) => {
            for (const serial of tx.get('person', seen.person)!.certificates)
              ctx.steps.revoke(ctx, tx, serial, {
                ground: 'operator',
                askedAt: ctx.now().getTime(),
                actor: 'ca',
              });
          });
        return seen;
      },
    },
  }),
  mutant(
    'mutant:ca-links-under-any-grant',
    'ca',
    'What a grant says and whose key signed it is not looked at.',
    {
      ca: { checkGrant: () => {} },
    },
  ),
];
