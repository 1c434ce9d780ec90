/** CAs with one defect each. */

import { p256 } from '@noble/curves/nist.js';
import { MACHINES, caSteps as reference } from '../../simulator/ca/index.ts';
import { buildOcspRequest, certId, p256Spki, readOcspResponse } from '../../simulator/pki/index.ts';
import { Refusal } from '../../simulator/profile/index.ts';
import { type Mutant, mutant } from './define.ts';

const UNACCEPTED =
  'the library never accepts such a certificate, so the same bytes get the same answer again';

type Status = Parameters<typeof reference.checkStatus>;

/** Asks J-LIS as the reference does, and gives whatever came back, unchecked; undefined: nothing came. */
async function askUnchecked([deps, certificate, issuer]: Status): Promise<
  ReturnType<typeof readOcspResponse> | undefined
> {
  const request = { certIds: [certId(issuer.der, certificate.serial, 'sha256')], nonce: deps.nonce() };
  const response = await deps.fetch(deps.ocspUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: buildOcspRequest(request),
  });
  try {
    return readOcspResponse(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return undefined;
  }
}

const unless = async <T>(code: string, work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === code)) throw error;
    return undefined;
  }
};

/** Follows no table: every event leads where it leads from anywhere. */
export const anyStep: typeof reference.transition = (name, state, event, ground) => {
  try {
    return reference.transition(name, state, event, ground);
  } catch {
    const edges = Object.values(MACHINES[name].edges) as readonly Readonly<Record<string, { to: string }>>[];
    return edges.find((from) => event in from)![event]!.to as typeof state;
  }
};

const OWN_KEY = p256Spki(p256.getPublicKey(new Uint8Array(32).fill(7), false));

export const CA_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:ca-alters-the-name',
    'ca',
    'The name is normalised: full-width characters become ordinary ones.',
    {
      ca: {
        mapHolder: (facts, policy) => ({
          commonName: reference.mapHolder(facts, policy).commonName.normalize('NFKC'),
        }),
      },
    },
    {
      'TC-CA-002': UNACCEPTED,
      'TC-CA-005': UNACCEPTED,
      'TC-CA-011': 'its undisturbed enrolments have the altered name too',
      'TC-CA-031': 'its undisturbed enrolment has the altered name too',
    },
  ),
  mutant(
    'mutant:ca-six-years',
    'ca',
    'Certificates are valid for six years.',
    {
      ca: {
        certify: (ctx, ...rest) =>
          reference.certify({ ...ctx, policy: { ...ctx.policy, certificateYears: 6 } }, ...rest),
      },
    },
    {
      'TC-CA-002': 'the certificate of this route is as long',
      'TC-CA-011': 'its undisturbed enrolments give certificates as long',
      'TC-CA-012': 'the linter counts the years too',
      'TC-CA-031': 'its first certificate is as long',
    },
  ),
  mutant('mutant:ca-certifies-its-own-key', 'ca', 'Another key than the requested one is certified.', {
    ca: {
      certify: (ctx, application, csr, ...rest) =>
        reference.certify(ctx, application, { ...csr, spki: OWN_KEY }, ...rest),
    },
  }),
  mutant(
    'mutant:ca-waits-for-a-clerk',
    'ca',
    'Applications are put aside until a person has looked at them.',
    {
      ca: {
        needsInspection: () => true,
      },
    },
  ),
  mutant('mutant:ca-code-lasts', 'ca', 'The one-time code can be used again.', {
    ca: {
      checkCode: (application, code, now) => {
        const used = application.state === 'issued' || application.state === 'accepted';
        return reference.checkCode(used ? { ...application, state: 'code-sent' } : application, code, now);
      },
      transition: anyStep,
    },
  }),
  mutant(
    'mutant:ca-does-not-ask-j-lis',
    'ca',
    'The status of the JPKI certificate is not asked for.',
    {
      ca: { checkStatus: async () => undefined },
    },
    {
      'TC-CA-011': 'revocation and outage of J-LIS are among its faults',
      'TC-CA-019': 'a stale answer is not asked for either',
    },
  ),
  mutant(
    'mutant:ca-fails-open',
    'ca',
    'When no believable answer comes from J-LIS, the certificate counts as good.',
    {
      ca: {
        checkStatus: (...args) => unless('jpki-status-unavailable', () => reference.checkStatus(...args)),
      },
    },
    {
      'TC-CA-009': 'a forged answer is no believable answer either',
      'TC-CA-019': 'a stale answer is no believable answer either',
    },
  ),
  mutant(
    'mutant:ca-takes-unreadable-status-for-good',
    'ca',
    'An answer of J-LIS that cannot be read counts as good.',
    {
      ca: {
        checkStatus: async (...args) => {
          try {
            if ((await askUnchecked(args)) === undefined) return undefined;
          } catch {
            // no answer at all: as the reference treats it
          }
          return reference.checkStatus(...args);
        },
      },
    },
  ),
  mutant(
    'mutant:ca-believes-any-responder',
    'ca',
    'The signature on the answer of J-LIS is not verified.',
    {
      ca: {
        checkStatus: async (...args) => {
          const answer = await askUnchecked(args).catch(() => undefined);
          if (answer?.status !== 'successful') return reference.checkStatus(...args);
          const [single] = answer.responses;
          if (single?.status === 'revoked') throw new Refusal('jpki-revoked');
          if (single?.status !== 'good') throw new Refusal('jpki-status-unknown');
          return undefined;
        },
      },
    },
    {
      'TC-CA-011': 'an altered answer of J-LIS is among its faults',
      'TC-CA-019': 'the age of the answer is not looked at either',
    },
  ),
  mutant('mutant:ca-takes-any-purpose', 'ca', 'The purpose of the certificate is not looked at.', {
    ca: { checkPurpose: () => {} },
  }),
  mutant('mutant:ca-takes-applications-again', 'ca', 'A used application is taken again.', {
    ca: { checkUsable: () => undefined, transition: anyStep },
  }),
  mutant('mutant:ca-takes-copied-requests', 'ca', 'A request made for another application is taken.', {
    ca: { checkBinding: () => {} },
  }),
  mutant(
    'mutant:ca-does-not-verify-the-card',
    'ca',
    'The signature of the card is not verified.',
    {
      ca: { checkSignature: () => {} },
    },
    { 'TC-CA-011': 'an altered signature is among its faults' },
  ),
  mutant('mutant:ca-asks-for-no-proof', 'ca', 'The request need not be signed by the key in it.', {
    ca: { checkProof: () => {} },
  }),
];
