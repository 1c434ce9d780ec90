/** What `hello` tells of a set-up, or that it did not come. */
import type { IutConfig } from '../config-schema.ts';
import { IutBroke } from '../connector.ts';
import { CONTRACT_VERSIONS, type ResultOf, RIG_CALLS } from '../contract.ts';
import { ICS, ICS_ITEMS, reviewOf } from '../ics.ts';
import type { SetupFault } from '../setup-fault.ts';

/** An IUT whose clock is its own may be so far from ours: certificates and OCSP answers are minutes old. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The member of the configuration that says where the IUT is. */
export function whereField({ connect = 'stdio' }: IutConfig): string {
  if (connect === 'stdio') return '.command';
  return `.connect.${Object.keys(connect)[0]}`;
}

const MEND: Readonly<Record<IutBroke['how'], string>> = {
  unreachable: 'Start the IUT, or mend the address.',
  crash: 'Start it by hand with the same command and see why it ends.',
  garbage: 'Only messages of the contract may stand there; write logs to standard error.',
  timeout: 'Answer hello first, or raise .timeLimits.helloMs.',
};

const TLS_MEND: readonly (readonly [RegExp, string, string])[] = [
  [/CERT_HAS_EXPIRED/, 'the server certificate expired', 'Issue it again.'],
  [
    /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|unable to (get|verify)|self[- ]signed/i,
    'the server certificate is not trusted',
    'Name its issuer in .tls.trust.',
  ],
  [
    /INVALID_PURPOSE/,
    'the certificate is not one of a server',
    'Issue one with extendedKeyUsage serverAuth.',
  ],
  [/ALTNAME/, 'the server certificate is for another host', 'Use the name that stands in it.'],
  [
    /EPROTO|wrong version|SSL/i,
    'what answers does not speak TLS as it should',
    'Write http: or ws:, or mend the server.',
  ],
];

/** What a failed TLS connection means, or undefined when it is something else. */
export function tlsFault(field: string, says: string): SetupFault | undefined {
  const known = TLS_MEND.find(([pattern]) => pattern.test(says));
  return (
    known && {
      field: known[1].includes('trusted') ? '.tls.trust' : field,
      found: `${known[1]} (${says})`,
      mend: known[2],
    }
  );
}

/** `hello` went wrong. */
export function greetingFault(config: IutConfig, error: Error): SetupFault {
  const field = whereField(config);
  if (!(error instanceof IutBroke))
    return {
      field: 'hello',
      found: `is refused: ${error.message}`,
      mend: 'Answer it with contract, name, version, roles and clock.',
    };
  return tlsFault(field, causeOf(error)) ?? { field, found: error.message, mend: MEND[error.how] };
}

const causeOf = (error: IutBroke): string => {
  const cause = error.cause as { code?: unknown; message?: unknown } | undefined;
  return `${String(cause?.code ?? '')} ${String(cause?.message ?? error.message)}`.trim();
};

type Hello = ResultOf<'hello'>;

/** The answer, or what does not fit. */
export function readHello(answer: unknown): Hello | readonly SetupFault[] {
  // A version that we do not speak may have another form of hello: its number comes first.
  const contract = (answer as { contract?: unknown } | null)?.contract;
  const known = CONTRACT_VERSIONS as readonly number[];
  if (Number.isInteger(contract) && !known.includes(contract as number))
    return [
      {
        field: 'hello.contract',
        found: `the IUT speaks version ${String(contract)} of the contract, the rig ${known.join(', ')}`,
        mend:
          (contract as number) > known[0]!
            ? 'Install a newer fpos-hil, or an older adapter.'
            : 'Bring the adapter to the version that hello offers.',
      },
    ];
  const parsed = RIG_CALLS.hello.result.safeParse(answer);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => ({
    field: ['hello', ...issue.path].join('.'),
    found: issue.message,
    mend: 'contract.schema.json says what hello is answered with.',
  }));
}

/** What the answer says against the configuration. `now` is the machine's. */
export function greetingFaults(config: IutConfig, hello: Hello, now: Date): readonly SetupFault[] {
  const faults: SetupFault[] = [];
  const offered = hello.roles.join(', ');
  for (const [i, role] of (config.roles ?? []).entries())
    if (!hello.roles.includes(role))
      faults.push({
        field: `.roles[${i}]`,
        found: `claims ${role}, and hello says ${offered}`,
        mend: 'Claim what the adapter offers, or offer it there.',
      });
  if (!config.roles)
    for (const found of reviewOf(config.ics, hello.roles))
      faults.push({ field: '.ics', found, mend: 'Claim one, or leave one unsaid.' });
  if (config.ics?.['controlled-clock'] === true && hello.clock === 'own')
    faults.push({
      field: '.ics["controlled-clock"]',
      found: 'is true, and hello says that the clock is the IUT’s own',
      mend: 'Say false, or answer hello with "clock": "controlled" and heed clock.set.',
    });
  if (config.ics?.['controlled-clock'] === false && hello.clock === 'controlled')
    faults.push({
      field: '.ics["controlled-clock"]',
      found: 'is false, and hello says that the clock is controlled: it would stand still',
      mend: 'Say true, or answer hello with "clock": "own" and go by the clock of the machine.',
    });
  const roles = config.roles ?? hello.roles;
  for (const item of ICS_ITEMS)
    if (config.ics?.[item] !== undefined && !ICS[item].roles.some((role) => roles.includes(role)))
      faults.push({
        field: `.ics["${item}"]`,
        found: `is said, and it is of the roles ${ICS[item].roles.join(', ')}`,
        mend: 'Leave it out, or claim such a role.',
      });
  if (hello.now !== undefined) faults.push(...clockFault('hello.now', new Date(hello.now), now));
  return faults;
}

/** Two clocks that should agree. */
export function clockFault(field: string, theirs: Date, ours: Date): readonly SetupFault[] {
  const off = theirs.getTime() - ours.getTime();
  if (Math.abs(off) <= CLOCK_TOLERANCE_MS) return [];
  const minutes = Math.round(Math.abs(off) / 60_000);
  return [
    {
      field,
      found: `the clock of the IUT is ${minutes} minutes ${off > 0 ? 'ahead of' : 'behind'} that of this machine`,
      mend: 'Set both by NTP, or let the rig control it ("clock": "controlled").',
    },
  ];
}
