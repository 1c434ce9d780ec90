/** The accredited CA as one HTTP service. */
import type { Der } from '../pki/index.ts';
import {
  acceptance,
  activation,
  activationCode,
  applicationStart,
  createService,
  issued,
  jsonResponse,
  type Offer,
  offer,
  operation,
  PROFILE_VERSION,
  profileTime,
  signedApplication,
} from '../profile/index.ts';
import type { Chance, Clock, Fetch, Handler, KeySource } from '../world/index.ts';
import { createApplicationStore } from './application.ts';
import { createIssuingAuthority } from './authority.ts';
import { DOCUMENTS } from './documents.ts';
import { type CaPolicy, DEFAULT_POLICY } from './policy.ts';
import { accept, activate, type CaSteps, caSteps, decide, type RegistrationDeps } from './registration.ts';

export interface CaDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly keys: KeySource;
  readonly fetch: Fetch;
  /** When this CA began; its own certificate is a year older. */
  readonly founded: Date;
  /** Roots of the JPKI signing CA. */
  readonly jpkiAnchors: readonly Der[];
  /** Where J-LIS answers about signing certificates. */
  readonly ocspUrl: string;
  readonly policy?: Partial<CaPolicy>;
}

export interface Ca {
  /** Trust anchor for what this CA issues. */
  readonly certificate: Der;
  readonly handler: Handler;
}

export function createCa(deps: CaDeps, steps: CaSteps = caSteps): Ca {
  const policy: CaPolicy = { ...DEFAULT_POLICY, ...deps.policy };
  const chance = deps.chance.fork('accredited ca');
  const now = (): Date => deps.clock.now();
  const authority = createIssuingAuthority(deps.keys, chance, deps.founded);
  const registration: RegistrationDeps = {
    now,
    id: chance.id,
    policy,
    authority,
    verifier: {
      now,
      fetch: deps.fetch,
      nonce: () => chance.bytes(16),
      anchors: deps.jpkiAnchors,
      ocspUrl: deps.ocspUrl,
    },
  };
  const store = createApplicationStore();

  const begin = operation({
    method: 'POST',
    path: '/applications',
    summary: 'Begin an application: get its id, its nonce and the documents to agree to.',
    body: applicationStart,
    answers: { 201: { says: 'The offer.', schema: offer } },
    problems: ['request-malformed', 'request-too-large'],
    handle({ body: { appId, appInstance } }) {
      const expires = new Date(now().getTime() + policy.applicationLifeMs);
      const made: Offer = {
        profile: PROFILE_VERSION,
        application: chance.id(16),
        nonce: chance.id(32),
        route: policy.route,
        expires: profileTime(expires),
        terms: [...DOCUMENTS],
      };
      store.add({ offer: made, appId, appInstance, expires, state: 'offered' });
      return jsonResponse(made, 201);
    },
  });

  const submit = operation({
    method: 'POST',
    path: '/applications/{application}/signed',
    summary: 'Hand in the application signed by the card.',
    body: signedApplication,
    answers: {
      201: { says: 'Route key-in-application: the certificate.', schema: issued },
      200: { says: 'Route code-after-signature: the one-time code.', schema: activationCode },
    },
    problems: [
      'request-malformed',
      'application-unknown',
      'application-expired',
      'application-replayed',
      'application-malformed',
      'application-signature-invalid',
      'application-mismatch',
      'terms-not-agreed',
      'jpki-purpose',
      'jpki-untrusted',
      'jpki-expired',
      'jpki-revoked',
      'jpki-status-unknown',
      'jpki-status-unavailable',
      'csr-malformed',
      'csr-proof-invalid',
      'csr-binding',
      'key-unacceptable',
    ],
    async handle({ path, body: { cms } }) {
      const bytes = new Uint8Array(Buffer.from(cms, 'base64'));
      const answer = await decide(steps, registration, store.get(path.application!), bytes);
      return jsonResponse(answer, answer.state === 'issued' ? 201 : 200);
    },
  });

  const activateByCode = operation({
    method: 'POST',
    path: '/applications/{application}/activation',
    summary: 'Route code-after-signature: return the code with the certification request.',
    body: activation,
    answers: { 201: { says: 'The certificate.', schema: issued } },
    problems: [
      'request-malformed',
      'application-unknown',
      'application-replayed',
      'code-wrong',
      'code-expired',
      'code-locked',
      'csr-malformed',
      'csr-proof-invalid',
      'csr-binding',
      'key-unacceptable',
    ],
    handle: ({ path, body }) =>
      jsonResponse(activate(steps, registration, store.get(path.application!), body), 201),
  });

  const receive = operation({
    method: 'POST',
    path: '/applications/{application}/acceptance',
    summary: 'The library has checked and accepted the certificate.',
    body: acceptance,
    answers: { 204: { says: 'Noted.' } },
    problems: ['request-malformed', 'application-unknown', 'application-replayed', 'receipt-invalid'],
    handle({ path, body: { receipt } }) {
      accept(store.get(path.application!), receipt);
      return new Response(null, { status: 204 });
    },
  });

  return {
    certificate: authority.certificate,
    handler: createService('Accredited CA (TEST)', [begin, submit, activateByCode, receive]),
  };
}
