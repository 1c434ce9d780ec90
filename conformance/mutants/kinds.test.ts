/**
 * What is not settled about the real card is told and not failed: a card that answers such questions in another way than
 * the reference passes every case, and where a client can see the difference, the case about it says so beside its verdict.
 */
import { expect, test } from 'vitest';
import { type CardProfileSource, loadProfile } from '../../simulator/card/index.ts';
import { CASES } from '../cases/index.ts';
import type { InProcessFactory } from '../iut/connector.ts';
import { inProcess } from '../iut/in-process.ts';
import { REFERENCE_STEPS, referenceIut } from '../iut/reference/reference-iut.ts';
import { runCase } from '../runner/run-case.ts';
import { judgeCase } from '../verdict/judge.ts';

type Knobs = NonNullable<CardProfileSource['knobs']>;
type ToldBy = `TC-CARD-${number}` | 'nobody';

/** Questions answered in another way, each with the case that tells of it; `nobody` where every answer is as good. */
const kinds: Readonly<Record<string, readonly (readonly [Knobs, ToldBy])[]>> = {
  'another chip': [
    [{ firstCommand6f00: true }, 'TC-CARD-178'],
    [{ atrPersona: '06' }, 'nobody'],
    [{ fci: 'empty' }, 'nobody'],
    [{ aidPrefixSelect: false }, 'TC-CARD-015'],
    [{ blockedVerifySw: '6983' }, 'TC-CARD-003'],
    [{ blockedQuerySw: '6984' }, 'TC-CARD-025'],
    [{ queryAfterOk: 'success' }, 'TC-CARD-024'],
    [{ query5Byte: 'tries' }, 'TC-CARD-001'],
    [{ reselectSameAp: 'keep' }, 'TC-CARD-151'],
    [{ warmResetClears: false }, 'TC-CARD-152'],
    [{ recordsToLast: false }, 'TC-CARD-148'],
    [{ endOfSession: 'ends' }, 'TC-CARD-142'],
    [{ checkOrder: 'length-first' }, 'TC-CARD-173'],
    [{ cvRange: '5' }, 'nobody'],
    [{ cvObject: 'absent' }, 'TC-CARD-145'],
    [{ atrObject: 'application' }, 'nobody'],
    [{ signLengthSw: '6700' }, 'nobody'],
    [{ pinFormatSw: '6700' }, 'TC-CARD-067'],
  ],
  'a chip without extended length': [
    [{ extendedLength: false }, 'TC-CARD-032'],
    [{ chaining: 'supported' }, 'TC-CARD-073'],
    [{ selectFailKeepsState: false }, 'TC-CARD-010'],
    [{ failClearsStatus: false }, 'TC-CARD-023'],
    [{ badLengthCounts: false }, 'TC-CARD-018'],
    [{ readShortSw: '6282' }, 'TC-CARD-005'],
    [{ birthKeyTries: 'unlimited' }, 'TC-CARD-093'],
    [{ signPinPolicy: 'length' }, 'TC-CARD-167'],
  ],
  'other files': [
    [{ readPastEndSw: '6282' }, 'TC-CARD-113'],
    [{ certEfSize: 3000, filler: 0x00 }, 'nobody'],
    [{ textIntegrityAccess: 'pin-a' }, 'nobody'],
    [{ lengthForm: 'two-octets' }, 'nobody'],
    [{ birthKeyTries: 3 }, 'nobody'],
    [{ applicationOrder: ['text', 'common', 'surface', 'juki', 'jpki'] }, 'nobody'],
  ],
};

/** One card in all cases: making one anew for each takes longer than the cases. */
const withOneCard =
  (factory: InProcessFactory): InProcessFactory =>
  (rig) => {
    const iut = factory(rig);
    return {
      ...iut,
      call: (method, params) =>
        iut.call(method, method === 'reset' ? { ...(params as object), seed: 'one card' } : params),
    };
  };

test.for(Object.keys(kinds))('%s: every case passes, and tells what is different', async (name) => {
  const knobs = Object.assign({}, ...kinds[name]!.map(([change]) => change)) as Knobs;
  const kind = loadProfile({
    id: 'another-kind',
    title: { en: name, ja: name },
    ground: 'questions answered in another way',
    confidence: 'assumed',
    holder: { securityCode: '1234' },
    knobs,
  });
  const factory = withOneCard(referenceIut(name, REFERENCE_STEPS, kind));
  const others: string[] = [];
  const telling: string[] = [];
  for (const testCase of CASES.filter(({ role }) => role === 'card')) {
    const observations = await runCase(testCase, {
      connector: inProcess(factory),
      seed: '1',
      controlledClock: true,
    });
    const { id, verdict, reason, advisories } = judgeCase(testCase, observations);
    if (verdict !== 'pass') others.push(`${id} ${verdict}: ${reason}`);
    if (advisories.length > 0) telling.push(id);
  }
  expect(others).toEqual([]);
  const told = kinds[name]!.flatMap(([, by]) => (by === 'nobody' ? [] : [by]));
  expect(telling).toEqual(expect.arrayContaining(told));
});
