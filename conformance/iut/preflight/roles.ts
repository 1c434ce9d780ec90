/** Each claimed role, once round: `reset`, and what can be seen of the role without judging it. */
import { X509Certificate } from 'node:crypto';
import { CodedError } from '../../../simulator/errors.ts';
import { type Observation, withDeadline } from '../../../simulator/world/index.ts';
import { createRig } from '../../runner/rig.ts';
import type { Role } from '../../verdict/types.ts';
import { type Connector, IutBroke } from '../connector.ts';
import { isServed, type ResetResult, type ResultOf, SERVED_UNDER, type ServedRole } from '../contract.ts';
import { routeOf } from '../ics.ts';
import { sendPlain } from '../loopback.ts';
import { knock } from '../reachable.ts';
import type { SetupFault } from '../setup-fault.ts';
import { cardFaults } from './card.ts';
import { clockFault, tlsFault } from './greeting.ts';
import { outOfTime } from './pem.ts';
import type { Resolved } from './static.ts';

/** For a server that takes its time; one that does not answer at all is for the cases to judge. */
const ANSWER_LIMIT_MS = 3_000;
const RESET_LIMIT_MS = 30_000;

const IDS = {
  card: 'TC-CARD-0',
  library: 'TC-LIB-0',
  ca: 'TC-CA-0',
  'relying-party': 'TC-RP-0',
  hub: 'TC-HUB-0',
} as const;

export interface RoleOptions {
  readonly connector: Connector;
  readonly resolved: Resolved;
  readonly hello: ResultOf<'hello'>;
  readonly seed: string;
  /** The machine's. */
  readonly now: () => Date;
}

/** Where the IUT serves: reached, by TLS where it says so, and no other role's. */
async function urlFaults(
  role: ServedRole,
  served: Map<string, Role>,
  { connector, resolved, hello, now }: RoleOptions,
): Promise<readonly SetupFault[]> {
  const key = SERVED_UNDER[role];
  const field = `reset.urls.${key}`;
  const url = connector.served?.()[key];
  if (url === undefined)
    return [
      {
        field,
        found: `the answer to reset does not say where the ${role} serves`,
        mend: `Answer reset with {"urls": {"${key}": "http://127.0.0.1:PORT"}}.`,
      },
    ];
  const place = new URL(url).href.replace(/\/+$/, '');
  const other = served.get(place);
  if (other !== undefined && other !== role)
    return [
      { field, found: `${url} is that of the ${other}, too`, mend: 'Serve each role under its own URL.' },
    ];
  served.set(place, role);
  const refused = await knock(url);
  if (refused !== undefined)
    return [
      { field, found: `nobody answers at ${url} (${refused})`, mend: 'Listen before reset is answered.' },
    ];
  const started = now();
  try {
    const { date } = await sendPlain(
      url,
      { method: 'GET', type: '', headers: resolved.headers, body: new Uint8Array() },
      { limitMs: ANSWER_LIMIT_MS, tls: resolved.tls },
    );
    return hello.clock === 'own' && date ? clockFault(`${field} (Date)`, new Date(date), started) : [];
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    if (code.startsWith('HPE_'))
      return [
        { field, found: `what answers at ${url} does not speak HTTP (${code})`, mend: 'Is it https:?' },
      ];
    const tls = url.startsWith('https:') ? tlsFault(field, `${code} ${message}`.trim()) : undefined;
    return tls ? [tls] : [];
  }
}

/** What it gave, against what the configuration says and against itself. */
function anchorFaults(
  role: Role,
  anchors: ResetResult['anchors'],
  { resolved }: RoleOptions,
  worldNow: Date,
): readonly SetupFault[] {
  const faults: SetupFault[] = [];
  if (role === 'ca' && (anchors?.ca ?? []).length === 0)
    faults.push({
      field: 'reset.anchors.ca',
      found: 'the ca gives no trust anchor, and nobody could check its certificates',
      mend: 'Answer reset with {"anchors": {"ca": ["BASE64 OF DER"]}}.',
    });
  for (const [name, list] of Object.entries(anchors ?? {}) as [keyof Resolved['anchors'], string[]][])
    for (const [i, base64] of (list ?? []).entries()) {
      const field = `reset.anchors.${name}[${i}]`;
      let certificate: X509Certificate;
      try {
        certificate = new X509Certificate(Buffer.from(base64, 'base64'));
      } catch {
        faults.push({
          field,
          found: 'is no certificate',
          mend: 'It is the Base64 of DER, without PEM lines.',
        });
        continue;
      }
      faults.push(...outOfTime(field, certificate, worldNow));
      const selfIssued = certificate.subject === certificate.issuer;
      if (selfIssued && !certificate.verify(certificate.publicKey))
        faults.push({
          field,
          found: 'the certificate is not signed by its own key: they were swapped',
          mend: 'Take key and certificate from one issue.',
        });
      if (name === 'ca' && !certificate.ca)
        faults.push({
          field,
          found: 'is no certificate of an authority (basicConstraints)',
          mend: 'Give the authority’s, not one that it issued.',
        });
    }
  for (const [name, wanted] of Object.entries(resolved.anchors) as [keyof Resolved['anchors'], string[]][]) {
    const given = anchors?.[name] ?? [];
    const mine = name === 'ca' ? role === 'ca' : role === 'card';
    if (mine && wanted.some((anchor) => !given.includes(anchor)))
      faults.push({
        field: `.anchors.${name}`,
        found: 'is not what the IUT gives in its answer to reset',
        mend: 'Name the anchor of this build, or start the build that belongs to it.',
      });
  }
  return faults;
}

/** The shortest answer to `reset` that does. */
const LEAST: Readonly<Record<Role, string>> = {
  card: '{}',
  library: '{}',
  ca: '{"urls": {"ca": "http://127.0.0.1:PORT"}, "anchors": {"ca": ["BASE64 OF DER"]}}',
  'relying-party': '{"urls": {"bank": "http://127.0.0.1:PORT"}}',
  hub: '{"urls": {"hub": "http://127.0.0.1:PORT"}}',
};

function resetMend(role: Role, error: unknown): string {
  const least = `Answer reset with ${LEAST[role]} at least; see docs/contract.md.`;
  switch (error instanceof IutBroke ? error.how : undefined) {
    case 'timeout':
      return 'Answer sooner, or raise .timeLimits.stepMs.';
    case 'crash':
      return 'See in what it wrote to standard error why it ends.';
    case 'unreachable':
      return 'Keep the IUT running, and the connection open.';
    default:
      return least;
  }
}

/** The mistakes that show in one role; the first thing that keeps it from working ends the look. */
export async function roleFaults(
  role: Role,
  served: Map<string, Role>,
  options: RoleOptions,
): Promise<readonly SetupFault[]> {
  const { connector, hello, seed, resolved } = options;
  const seen: Observation[] = [];
  const controlledClock = hello.clock === 'controlled';
  const id = IDS[role];
  const limitMs = resolved.config.timeLimits?.stepMs ?? RESET_LIMIT_MS;
  const limited = <T>(work: Promise<T>, what: string): Promise<T> =>
    withDeadline(
      work,
      limitMs,
      () => new IutBroke('timeout', `the IUT did not answer ${what} within ${limitMs} ms`),
    );
  try {
    const rig = await limited(
      createRig({
        testCase: { id, role },
        connector,
        seed,
        controlledClock,
        pins: resolved.pins,
        route: routeOf(resolved.config.ics),
        onObservation: (o) => void seen.push(o),
      }),
      'reset',
    );
    const reset = seen.find((o) => o.kind === 'call' && o.method === 'reset');
    const { anchors } = ((reset?.kind === 'call' && reset.result) || {}) as ResetResult;
    return [
      ...anchorFaults(role, anchors, options, rig.world.clock.now()),
      ...(isServed(role) ? await urlFaults(role, served, options) : []),
      ...(role === 'card'
        ? await limited(cardFaults(rig, options.resolved), 'what was sent to the card')
        : []),
    ];
  } catch (error) {
    const broken = connector.broken?.();
    if (error instanceof CodedError && !broken) throw error;
    return [
      {
        field: `reset (role ${role})`,
        found: broken?.message ?? (error as Error).message,
        mend: resetMend(role, broken ?? error),
      },
    ];
  } finally {
    await connector.detach();
  }
}
