/** CAs with one defect each, in what follows enrolment: repository, life of certificates, consent, who is who. */
import { createHash } from 'node:crypto';
import { type CaContext, caSteps as reference } from '../../simulator/ca/index.ts';
import { readCertificate, readCrl, readOcspResponse } from '../../simulator/pki/index.ts';
import { Refusal } from '../../simulator/profile/index.ts';
import { NEED_QUESTIONS } from './ca-groups.ts';
import { because, type Mutant, mutant } from './define.ts';

const HEX_OF_IDENTIFIER = 32;

type Certify = Parameters<typeof reference.certify>;

/** The same person under another identifier. */
const identifiedBy = ([ctx, application, csr, person, kind]: Certify, pairwise: string): Uint8Array =>
  reference.certify(
    ctx,
    application,
    csr,
    { ...person, pairwise: { ...person.pairwise, [application.appId]: pairwise } },
    kind,
  );

/** The records seen through a glass in which every consent that J-LIS recorded is in force. */
function consentsForEver(ctx: CaContext): CaContext {
  type Get = CaContext['store']['get'];
  const alive = (found: unknown): unknown => {
    const consent = found as { record?: { toAt: number }; state: string };
    return consent?.record && ['withdrawn', 'expired'].includes(consent.state)
      ? { ...consent, state: 'active', record: { ...consent.record, toAt: Number.MAX_SAFE_INTEGER } }
      : found;
  };
  const get = ((kind, key) => {
    const found = ctx.store.get(kind, key);
    return kind === 'consent' ? alive(found) : found;
  }) as Get;
  return { ...ctx, store: { ...ctx.store, get } };
}

async function askAboutEverybody(ctx: CaContext): Promise<void> {
  for (const { serial } of [...ctx.store.values('anchor')])
    await ctx
      .fetch(`${ctx.verifierUrl}/four-items`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ service: ctx.policy.ownService, serial }),
      })
      .catch(() => undefined);
}

/** Asks J-LIS, and takes what comes as if it were now the time at which it was made. */
const askInThePast: typeof reference.checkStatus = async (deps, certificate, issuer) => {
  let made: Date | undefined;
  const fetch: typeof deps.fetch = async (...args) => {
    const response = await deps.fetch(...args);
    const bytes = new Uint8Array(await response.clone().arrayBuffer());
    try {
      if (deps.status === 'crl') made = readCrl(bytes).thisUpdate;
      else {
        const read = readOcspResponse(bytes);
        if (read.status === 'successful') made = read.producedAt;
      }
    } catch {
      // the index of the lists, or something that the reference finds out about
    }
    return response;
  };
  return reference.checkStatus({ ...deps, fetch, now: () => made ?? deps.now() }, certificate, issuer);
};

export const CA_LIFECYCLE_MUTANTS: readonly Mutant[] = [
  // The card behind the application.
  mutant(
    'mutant:ca-knows-j-lis-by-name',
    'ca',
    'Whatever names J-LIS as its issuer is taken for its certificate.',
    {
      ca: {
        checkChain(deps, certificate) {
          const named = deps.anchors
            .map((der) => readCertificate(der))
            .find((ca) => Buffer.compare(ca.ski ?? Buffer.of(), certificate.aki?.keyId ?? Buffer.of()) === 0);
          return named ?? reference.checkChain(deps, certificate);
        },
      },
    },
    { 'TC-CA-017': 'nothing else of the certificate is looked at, its end included' },
  ),
  mutant('mutant:ca-ignores-the-end-of-the-card', 'ca', 'A JPKI certificate counts after its end.', {
    ca: {
      checkChain: (deps, certificate) =>
        reference.checkChain({ ...deps, now: () => certificate.notBefore }, certificate),
      checkStatus: async (deps, certificate, issuer) =>
        deps.now() > certificate.notAfter ? undefined : reference.checkStatus(deps, certificate, issuer),
    },
  }),
  mutant(
    'mutant:ca-knows-one-generation',
    'ca',
    'Only the newest key of J-LIS is known.',
    {
      ca: {
        checkChain: (deps, certificate) =>
          reference.checkChain({ ...deps, anchors: deps.anchors.slice(-1) }, certificate),
      },
    },
    because('some of its citizens have such a card', 'TC-CA-011'),
  ),
  mutant('mutant:ca-takes-stale-status', 'ca', 'How old an answer of J-LIS is does not matter.', {
    ca: { checkStatus: askInThePast },
  }),
  mutant('mutant:ca-takes-unknown-for-good', 'ca', 'Whatever J-LIS does not know counts as good.', {
    ca: {
      async checkStatus(...args) {
        try {
          return await reference.checkStatus(...args);
        } catch (error) {
          if (error instanceof Refusal && error.code === 'jpki-status-unknown') return undefined;
          throw error;
        }
      },
    },
  }),
  // The application.
  mutant('mutant:ca-certifies-any-key', 'ca', 'The kind and the size of the key do not matter.', {
    ca: { checkKey: () => {} },
  }),
  mutant('mutant:ca-takes-other-applications', 'ca', 'What was signed need not be this application.', {
    ca: { checkContent: () => {} },
  }),
  mutant('mutant:ca-does-not-read-what-was-agreed', 'ca', 'Which texts were agreed to is not looked at.', {
    ca: { checkTerms: () => {} },
  }),
  mutant('mutant:ca-forgets-the-expiry', 'ca', 'An application never expires.', {
    ca: {
      checkStillOpen: () => {},
      checkUsable: (ctx, application, digest) =>
        reference.checkUsable(
          ctx,
          {
            ...application,
            state: application.state === 'expired' ? 'offered' : application.state,
            expiresAt: Number.MAX_SAFE_INTEGER,
          },
          digest,
        ),
      transition: (name, state, event, ground) =>
        reference.transition(
          name,
          name === 'application' && state === 'expired' ? ('offered' as never) : state,
          event,
          ground,
        ),
    },
  }),
  mutant('mutant:ca-takes-any-receipt', 'ca', 'The receipt is not verified.', {
    ca: { checkReceipt: () => {} },
  }),
  mutant('mutant:ca-code-never-expires', 'ca', 'The one-time code has no end.', {
    ca: {
      checkCode: (application, code, now) =>
        reference.checkCode(
          application.code
            ? { ...application, code: { ...application.code, expiresAt: Number.MAX_SAFE_INTEGER } }
            : application,
          code,
          now,
        ),
    },
  }),
  mutant('mutant:ca-counts-no-wrong-codes', 'ca', 'As many codes as one likes can be tried.', {
    ca: {
      checkCode: (application, code, now) =>
        reference.checkCode(
          application.code ? { ...application, code: { ...application.code, triesLeft: 99 } } : application,
          code,
          now,
        ),
    },
  }),
  mutant(
    'mutant:ca-takes-any-code',
    'ca',
    'Any text is taken for the one-time code.',
    {
      ca: {
        checkCode: (application, code, now) =>
          reference.checkCode(application, application.code?.value ?? code, now),
      },
    },
    because('its first wrong code is taken already', 'TC-CA-027'),
  ),
  // Certificates and their repository.
  mutant(
    'mutant:ca-dresses-attributes-as-basic',
    'ca',
    'The attribute kind looks like the accredited one.',
    {
      ca: {
        certify: (ctx, application, csr, person, kind) =>
          reference.certify(ctx, application, csr, person, kind === 'attribute' ? 'basic' : kind),
      },
    },
    because('the identifier of the person is missing where it should stand', 'TC-CA-040', 'TC-CA-041'),
  ),
  mutant(
    'mutant:ca-ocsp-says-good',
    'ca',
    'OCSP says good of every number.',
    {
      ca: { statusOf: () => ({ status: 'good' }) },
    },
    because(
      'they ask OCSP about a certificate that ended',
      'TC-CA-029',
      'TC-CA-030',
      'TC-CA-031',
      'TC-CA-033',
      'TC-CA-203',
      'TC-CA-206',
    ),
  ),
  mutant('mutant:ca-list-is-empty', 'ca', 'The list of revoked certificates names none.', {
    ca: { listed: () => [] },
  }),
  mutant(
    'mutant:ca-revokes-nothing',
    'ca',
    'Requests of holders are answered and change nothing.',
    {
      ca: { revoke: () => {} },
    },
    {
      ...because('a holder asks for the end of a certificate there', 'TC-CA-030', 'TC-CA-032'),
      ...because('an untrue fact ends nothing either', 'TC-CA-203'),
      ...because('its control, a good request, ends nothing either', 'TC-CA-206'),
    },
  ),
  mutant('mutant:ca-hears-anybody', 'ca', 'Any key of a person ends any certificate of that person.', {
    ca: { checkSay: () => {} },
  }),
  mutant(
    'mutant:ca-renews-for-another-five-years',
    'ca',
    'The time since the person was proved does not shorten a renewal.',
    {
      ca: {
        certify(ctx, { provedAt: _, ...application }, ...rest) {
          return reference.certify(ctx, application, ...rest);
        },
      },
    },
  ),
  mutant('mutant:ca-renews-by-ended-keys', 'ca', 'A key whose certificate ended speaks as before.', {
    ca: { checkInForce: () => {} },
  }),
  mutant(
    'mutant:ca-leaves-old-phones-alone',
    'ca',
    'The certificate of the old phone stays in force.',
    {
      ca: { supersededBy: () => [] },
    },
    because('a renewal replaces a certificate too', 'TC-CA-031'),
  ),
  // Who is who.
  mutant(
    'mutant:ca-takes-everybody-for-new',
    'ca',
    'Each certificate has an identifier of its own.',
    {
      ca: { certify: (...args) => identifiedBy(args, args[0].id(HEX_OF_IDENTIFIER / 2)) },
    },
    because('its second enrolment with the same card is another person', 'TC-CA-041'),
  ),
  mutant('mutant:ca-one-identifier-for-all-apps', 'ca', 'Every app gets the same identifier of a person.', {
    ca: { pairwiseOf: (ctx, person) => reference.pairwiseOf(ctx, person, 'every app') },
  }),
  mutant(
    'mutant:ca-identifies-by-the-jpki-number',
    'ca',
    'The identifier is the number of the JPKI certificate.',
    {
      ca: {
        certify: (...args) => identifiedBy(args, args[3].anchors[0]!.padStart(HEX_OF_IDENTIFIER, '0')),
      },
    },
  ),
  mutant(
    'mutant:ca-identifies-by-the-jpki-key',
    'ca',
    'The identifier is a digest of the key in the JPKI certificate and the name of the app.',
    () => {
      let key: Uint8Array = new Uint8Array();
      return {
        ca: {
          checkPurpose(certificate, phones) {
            key = certificate.spki;
            reference.checkPurpose(certificate, phones);
          },
          certify: (...args) =>
            identifiedBy(args, createHash('sha256').update(key).digest('hex').slice(0, HEX_OF_IDENTIFIER)),
        },
      };
    },
    because('with the certificate the key changes', 'TC-CA-040'),
  ),
  mutant(
    'mutant:ca-merges-look-alikes',
    'ca',
    'Whoever has the same name and birth date is the same person.',
    {
      ca: {
        async lookForPerson(ctx, certificate, watch) {
          const found = await reference.lookForPerson(ctx, certificate, watch);
          const { otherNames } = certificate;
          const alike = [...ctx.store.values('person')].find(({ items }) =>
            [...otherNames.values()].includes(items.name),
          );
          return found ?? alike?.id;
        },
      },
    },
  ),
  // Consent and the latest four items.
  mutant(
    'mutant:ca-keeps-consents-to-itself',
    'ca',
    'Consents are not sent on to J-LIS.',
    {
      ca: { forward: async () => {} },
    },
    {
      ...because(
        'a consent that J-LIS never had carries no question',
        'TC-CA-036',
        'TC-CA-037',
        'TC-CA-038',
        'TC-CA-039',
        'TC-CA-040',
        ...NEED_QUESTIONS,
      ),
      ...because(
        'its control, a good consent, does not arrive either',
        'TC-CA-042',
        'TC-CA-043',
        'TC-CA-044',
        'TC-CA-201',
      ),
    },
  ),
  mutant(
    'mutant:ca-asks-any-time',
    'ca',
    'The latest items are asked for whether or not the certificate lives.',
    {
      ca: {
        mayAsk: (ctx, consent, anchor) =>
          reference.mayAsk(ctx, consent, {
            ...anchor,
            state: anchor.state === 'live' ? 'dead' : anchor.state,
          }),
      },
    },
    because('the other person there consented and lives', 'TC-CA-037', 'TC-CA-038', 'TC-CA-039'),
  ),
  mutant(
    'mutant:ca-asks-about-everybody',
    'ca',
    'The latest items are asked for without any consent.',
    {
      ca: { watchPersons: askAboutEverybody },
    },
    {
      ...because('nothing is asked there without a ground', 'TC-CA-036', 'TC-CA-038', 'TC-CA-039'),
      ...because('what J-LIS answers is thrown away', 'TC-CA-040', 'TC-CA-202', 'TC-CA-203'),
      ...because('it asks without a consent after ten years too', 'TC-CA-204'),
    },
  ),
  mutant(
    'mutant:ca-leaves-what-waits',
    'ca',
    'A new phone ends what is in force, and not what waits for its receipt.',
    {
      ca: {
        supersededBy: (ctx, tx, ...rest) =>
          reference
            .supersededBy(ctx, tx, ...rest)
            .filter((serial) => tx.get('certificate', serial)!.state === 'valid'),
      },
    },
  ),
  mutant('mutant:ca-ignores-the-end-of-consents', 'ca', 'A withdrawn consent counts as before.', {
    ca: { watchPersons: (ctx) => reference.watchPersons(consentsForEver(ctx)) },
  }),
  mutant(
    'mutant:ca-does-not-watch',
    'ca',
    'Nobody notices that a JPKI certificate was lost.',
    {
      ca: { watchPersons: async () => {} },
    },
    because(
      'its control, a question with ground and consent, is never put',
      'TC-CA-036',
      'TC-CA-037',
      'TC-CA-038',
      'TC-CA-039',
      ...NEED_QUESTIONS.slice(0, 2),
    ),
  ),
];
