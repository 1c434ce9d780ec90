import fc from 'fast-check';
import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { adultNumber } from '../../../simulator/people/index.ts';
import type { Json, Observation, Tampering } from '../../../simulator/world/index.ts';
import { CA_HOST, faultsOf, issues, refusals } from '../../checks/ca.ts';
import { expectation } from '../../checks/expectation.ts';
import { lastAnswer } from '../../checks/instead.ts';
import { type Seen, seen } from '../../checks/seen.ts';
import {
  CITIZENS,
  type EnrolmentRun,
  enrolmentRun,
  FAULTS,
  type Fault,
  REFUSAL_OF,
} from '../../models/enrolment-faults.ts';
import type { Rig } from '../../runner/rig.ts';
import { type AskedRun, runCommand } from '../../verdict/run-command.ts';
import type { Finding } from '../../verdict/types.ts';
import { step, testCase } from '../define.ts';

/** Each fault once, then drawn ones. */
const RUNS = FAULTS.length + 20;
/** An enrolment exchanges about this many APDUs with the card; a removal strikes somewhere among them. */
const EXCHANGES = 12;

/** One byte of what lies at `place` of a message is changed. */
const altered = (body: Uint8Array, place: number): Uint8Array => {
  const bytes = Uint8Array.from(body);
  const at = Math.min(bytes.length - 1, Math.floor(place * bytes.length));
  bytes[at] = bytes[at]! ^ 0x01;
  return bytes;
};

/** One byte of the signed application changes inside its Base64, so that the message itself stays well formed. */
const applicationAltered = (place: number): Tampering => ({
  host: CA_HOST,
  says: 'one byte of the signed application was changed',
  request(sent) {
    if (!sent.url.endsWith('/signed')) return sent;
    const { cms } = JSON.parse(Buffer.from(sent.body).toString('utf8')) as { cms: string };
    // The last 256 bytes are the signature of the card: whatever the certificate allows, this must be noticed.
    const bytes = Buffer.from(cms, 'base64');
    const at = bytes.length - 256 + Math.floor(place * 256);
    bytes[at] = bytes[at]! ^ 0x01;
    return { ...sent, body: Buffer.from(JSON.stringify({ cms: bytes.toString('base64') })) };
  },
});

const statusTampered = (says: string, change: (body: Uint8Array) => Uint8Array): Tampering => ({
  host: JLIS_HOSTS.ocspSign,
  says,
  response: (answer) => ({ ...answer, body: change(answer.body) }),
});

/** Brings the fault about; the returned function takes it away again. */
function strike(rig: Rig, fault: Fault, place: number): () => void {
  const { user, world } = rig;
  switch (fault) {
    case 'none':
      return () => {};
    case 'wrong-pin':
      user.pin = 'WRONG9';
      break;
    case 'user-cancels':
      user.pin = undefined;
      break;
    case 'user-does-not-agree':
      user.agrees = false;
      break;
    case 'card-removed':
      rig.removeCardBefore(1 + Math.floor(place * EXCHANGES));
      break;
    case 'jpki-revoked':
      break;
    case 'j-lis-unreachable':
      world.network.setReachable(JLIS_HOSTS.ocspSign, false);
      break;
    case 'j-lis-answer-altered':
      // Behind the first 40 bytes: those are lengths and types, whose change is only unreadable.
      return world.network.tamper(
        statusTampered('one byte of the answer was changed', (b) => altered(b, 0.05 + 0.95 * place)),
      );
    case 'j-lis-answer-cut':
      return world.network.tamper(
        statusTampered('the answer was cut', (b) => b.slice(0, Math.floor(place * b.length))),
      );
    case 'application-altered':
      return world.network.tamper(applicationAltered(place));
  }
  return () => {
    user.pin = rig.pins.signPin;
    user.agrees = true;
    rig.removeCardBefore(undefined);
    world.network.setReachable(JLIS_HOSTS.ocspSign, true);
  };
}

/** Citizens whose certificate was revoked in an earlier run stay revoked: the fault then is what it is, whatever was drawn. */
const revokedOf = (rig: Rig): Set<number> => {
  if (!rig.notes.has('revoked')) rig.notes.set('revoked', new Set<number>());
  return rig.notes.get('revoked') as Set<number>;
};

async function runOnce(rig: Rig, run: EnrolmentRun): Promise<void> {
  const revoked = revokedOf(rig);
  // Revoked people are others than the rest, so that one fault at a time is at work.
  const number = adultNumber(run.fault === 'jpki-revoked' ? 100 + run.citizen : run.citizen);
  const citizen = rig.society.citizen(number);
  rig.given('run', { ...run, citizen: number } as unknown as Json);
  rig.insert(citizen);
  if (run.fault === 'jpki-revoked' && !revoked.has(number)) {
    revoked.add(number);
    rig.jlis.revoke('sign', citizen, 'affiliationChanged');
    await rig.untilStatusTells();
  }
  const heal = strike(rig, run.fault, run.place);
  try {
    // A fresh phone each time; the PIN counter of the card is restored by the next right PIN.
    await rig.enrol({ steps: {} });
  } finally {
    heal();
  }
  // A wrong PIN takes a try; a good enrolment gives it back, so that no card is ever blocked by the draw.
  if (run.fault === 'wrong-pin') {
    rig.given('run', { citizen: number, fault: 'none', place: 0 });
    rig.insert(citizen);
    await rig.enrol({ steps: {} });
  }
}

/** The stretch of observations that belongs to each drawn run. */
function runsOf(view: Seen): readonly { run: EnrolmentRun; part: Seen }[] {
  const starts = view.all.flatMap((o, i) =>
    o.kind === 'given' && o.name === 'run' ? [{ i, run: o.value as unknown as EnrolmentRun }] : [],
  );
  return starts.map(({ i, run }, k) => {
    const all: readonly Observation[] = view.all.slice(i, starts[k + 1]?.i);
    const given = view.all.slice(0, i).filter((o) => o.kind === 'given' && o.name === 'anchors');
    return { run, part: seen(all, [...given, ...all]) };
  });
}

function judgeRun({ run, part }: { run: EnrolmentRun; part: Seen }): readonly Finding[] {
  const name = `citizen ${run.citizen}, ${run.fault}`;
  const issued = issues(part);
  if (run.fault === 'none') {
    if (issued.length !== 1)
      return [
        { kind: 'fail', says: `${name}: ${issued.length} certificates, 1 expected`, ...lastAnswer(part) },
      ];
    return faultsOf(part, issued[0]!).map((f) => ({ ...f, says: `${name}: ${f.says}` }));
  }
  if (issued.length > 0)
    return [
      { kind: 'fail', says: `${name}: a certificate was issued that must not exist`, at: issued[0]!.n },
    ];
  const codes = REFUSAL_OF[run.fault];
  if (codes === undefined || refusals(part).some((r) => codes.includes(r.problem!))) return [];
  return [
    {
      kind: 'fail',
      says: `${name}: not refused as it must be`,
      expected: codes.join(' or '),
      ...lastAnswer(part),
    },
  ];
}

export default testCase({
  id: 'TC-CA-011',
  role: 'ca',
  drawn: true,
  requirements: ['ESA-R5-2', 'ESA-R5-2d', 'OP-NAME'],
  purpose:
    'Whatever citizen comes and whatever goes wrong: a right certificate comes out if nothing was wrong, and none otherwise.',
  purposeJa:
    'どの市民に何が起きても、支障がなければ正しい証明書が一枚発行され、支障があれば一枚も発行されない。',
  procedure: [
    step(`${RUNS} enrolments with drawn citizens and faults`, async (rig) => {
      const chance = rig.world.chance.fork('property');
      const seed = chance.below(2 ** 31);
      const examples = FAULTS.map((fault): [EnrolmentRun] => [
        { citizen: 1 + chance.below(CITIZENS), fault, place: chance.below(1000) / 1000 },
      ]);
      const path = rig.replayPath;
      const observed = rig.world.recorder.observations;
      const details = await fc.check(
        fc.asyncProperty(enrolmentRun, async (run) => {
          const from = observed.length;
          await runOnce(rig, run);
          const given = observed.slice(0, from).filter((o) => o.kind === 'given' && o.name === 'anchors');
          const view = seen([...given, ...observed.slice(from)]);
          // The same judge as below; here it only tells the search where to shrink.
          return runsOf(view).every((r) => judgeRun(r).length === 0);
        }),
        { seed, numRuns: RUNS, examples, ...(path !== undefined && { path }) },
      );
      rig.given('property', {
        asked: { ...rig.asked } as unknown as Json,
        seed,
        runs: details.numRuns,
        path: details.counterexamplePath,
        counterexample: (details.counterexample?.[0] ?? null) as unknown as Json,
      });
    }),
  ],
  expectedResult: [
    expectation('every drawn enrolment ends as its fault demands', (view) => {
      const findings = runsOf(view).flatMap(judgeRun);
      if (findings.length === 0) return [];
      const property = view.given('property') as
        | { asked: AskedRun; path?: string | null; counterexample?: Json }
        | undefined;
      if (!property || typeof property.path !== 'string') return findings;
      const { asked, path, counterexample } = property;
      const replay = `smallest: ${JSON.stringify(counterexample)}; replay: ${runCommand({ ...asked, path })}`;
      return [{ ...findings[0]!, says: `${findings[0]!.says} (${replay})` }, ...findings.slice(1)];
    }),
    expectation('every fault was tried, and none as well', (view) => {
      // A search that found a failure ends early; a replay runs one enrolment only.
      const { runs } = view.given('property') as { runs: number };
      const tried = new Set(runsOf(view).map(({ run }) => run.fault));
      const missing = FAULTS.filter((fault) => !tried.has(fault));
      return runs < RUNS || missing.length === 0
        ? []
        : [{ kind: 'inconc', says: `not tried: ${missing.join(', ')}` }];
    }),
  ],
  provenBy: { fail: ['mutant:ca-fails-open', 'mutant:ca-takes-unreadable-status-for-good'] },
});
