/** The control interface of a running world: what a tester does that no citizen, bank or authority could. */
import { z } from 'zod';
import { CITIZEN_MAX } from '../people/index.ts';
import { type CrlReason, crlReasons, readCertificate } from '../pki/index.ts';
import { createService, jsonResponse, operation, Refusal } from '../profile/index.ts';
import type { Handler, VirtualClock } from '../world/index.ts';
import type { Society } from './society.ts';

export interface ControlOptions {
  readonly society: Society;
  /** The world's clock, if it is one that can be set. */
  readonly clock?: VirtualClock | undefined;
  /** Hosts that faults may be given: short name (`ocspSign`) to host name (`ocsp-sign.jlis.test`). */
  readonly hosts: Readonly<Record<string, string>>;
}

/** How many messages GET /requests tells of at most. */
export const REQUESTS_MAX = 1000;

const citizenNumber = z
  .int()
  .min(1)
  .max(CITIZEN_MAX)
  .meta({ description: 'Which citizen of the seed, from 1.' });
const kind = z.enum(['sign', 'auth']);

// RFC 5280 5.3.1: removeFromCRL stands in delta CRLs only.
const reasons = Object.keys(crlReasons).filter((reason) => reason !== 'removeFromCRL') as [
  CrlReason,
  ...CrlReason[],
];

const citizenRequest = z.strictObject({ number: citizenNumber });
const der = z.string().meta({ description: 'Certificate: DER as Base64.' });
const serialHex = z.string().meta({ description: 'Serial number, upper-case hex.' });
const citizenAnswer = z.strictObject({
  number: citizenNumber,
  items: z.strictObject({
    name: z.string(),
    address: z.string(),
    birth: z.string(),
    gender: z.enum(['1', '2']),
  }),
  // A child has no signing certificate.
  certificates: z.strictObject({ sign: der.optional(), auth: der.optional() }),
  serials: z.strictObject({ sign: serialHex.optional(), auth: serialHex.optional() }),
});

const event = z.strictObject({
  type: z.literal('revoke'),
  citizen: citizenNumber,
  certificate: kind,
  reason: z.enum(reasons).default('unspecified'),
});

/** Bounds of certificates that this world can make: JPKI began in 2004, and ASN.1 has room to spare before 2100. */
const CLOCK_END = new Date('2100-01-01T00:00:00Z');

const clockRequest = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceMs: z.int().min(0) }),
]);
const clockAnswer = z.strictObject({ now: z.iso.datetime() });

const requestsAnswer = z.strictObject({
  requests: z.array(z.looseObject({ n: z.int(), at: z.iso.datetime(), method: z.string(), url: z.string() })),
});

const serialText = (serial: bigint): string => {
  const text = serial.toString(16).toUpperCase();
  return text.length % 2 === 0 ? text : `0${text}`;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function moveClock(clock: VirtualClock | undefined, request: z.infer<typeof clockRequest>): Date {
  if (!clock) throw new Refusal('clock-not-pinned');
  const before = clock.now();
  const to = 'now' in request ? new Date(request.now) : new Date(before.getTime() + request.advanceMs);
  if (to < before) throw new Refusal('clock-backwards');
  if (!(to < CLOCK_END)) throw new Refusal('request-malformed', 'the clock ends with the year 2099');
  clock.set(to);
  return to;
}

/** A service for the tester; it is not a host of the world: no fault reaches it, and nobody records it. */
export function createControl({ society, clock, hosts }: ControlOptions): Handler {
  const { jlis, world } = society;
  const names = Object.keys(hosts) as [string, ...string[]];
  const faults = z.strictObject({
    host: z.enum(names).meta({
      description: Object.entries(hosts)
        .map(([k, v]) => `${k}: ${v}`)
        .join('; '),
    }),
    reachable: z.boolean(),
  });

  return createService('Control of a world (TEST)', [
    operation({
      method: 'POST',
      path: '/citizens',
      summary: 'A citizen of this world and the certificates of the card. Asking again gives the same.',
      body: citizenRequest,
      answers: { 200: { says: 'Four items and certificates.', schema: citizenAnswer } },
      problems: ['request-malformed'],
      handle({ body: { number } }) {
        const { citizen, signCert, authCert } = jlis.issueCard(society.citizen(number));
        const { name, address, birth, gender } = citizen;
        const serialOf = (cert: Uint8Array): string => serialText(readCertificate(cert).serial);
        return jsonResponse({
          number,
          items: { name, address, birth, gender },
          certificates: { sign: signCert && base64(signCert), auth: authCert && base64(authCert) },
          serials: { sign: signCert && serialOf(signCert), auth: authCert && serialOf(authCert) },
        } satisfies z.infer<typeof citizenAnswer>);
      },
    }),
    operation({
      method: 'POST',
      path: '/events',
      summary:
        'Something happens to a citizen. OCSP tells it from the next quarter of an hour on, the CRL from 05:00 in Japan on; PUT /clock moves on to them. Revoking again changes nothing.',
      body: event,
      answers: { 204: { says: 'It happened.' } },
      problems: ['request-malformed'],
      handle({ body: { citizen, certificate, reason } }) {
        jlis.revoke(certificate, society.citizen(citizen), reason);
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'PUT',
      path: '/clock',
      summary: 'Set or advance the clock of a world that was started with a pinned one.',
      body: clockRequest,
      answers: { 200: { says: 'What the clock shows now.', schema: clockAnswer } },
      problems: ['request-malformed', 'clock-not-pinned', 'clock-backwards'],
      handle: ({ body }) => jsonResponse({ now: moveClock(clock, body).toISOString() }),
    }),
    operation({
      method: 'PUT',
      path: '/faults',
      summary: 'Take a host off the network, or put it back. Connections to it then end without an answer.',
      body: faults,
      answers: { 204: { says: 'From now on.' } },
      problems: ['request-malformed'],
      handle({ body: { host, reachable } }) {
        world.network.setReachable(hosts[host]!, reachable);
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'GET',
      path: '/requests',
      summary: `The last ${REQUESTS_MAX} HTTP messages between the hosts of this world and their callers, oldest first.`,
      answers: { 200: { says: 'Observations.', schema: requestsAnswer } },
      handle: () =>
        jsonResponse({
          requests: world.recorder.observations.filter((o) => o.kind === 'http').slice(-REQUESTS_MAX),
        }),
    }),
  ]);
}
