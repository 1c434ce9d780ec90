/**
 * The accredited CA under load: people enrol over loopback HTTP, one in ten asks for the end of what was just issued. Beside it
 * the bare cost of the signatures that an enrolment needs, in turns in the same run; and 10,000 of them, counted.
 */
import { sign } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { p256 } from '@noble/curves/nist.js';
import {
  accountOf,
  enrolMany,
  expectedAccount,
  overLoopback,
} from '../../simulator/society/testing/ca-load.ts';
import { caSetting } from '../../simulator/society/testing/ca-setting.ts';
import { type BenchResult, compare, comparison, figuresOf, type Subject } from './harness.ts';
import { benchKey } from './specimen.ts';

const MANY = 10_000;
const AT_ONCE = 100;
const MESSAGE = new Uint8Array(1_000);
const SCALAR = new Uint8Array(32).fill(7);

/** As an enrolment has them: the card and the OCSP service sign with RSA; request, receipt and both certificates are on P-256. */
const RSA_SIGNATURES = 2;
const EC_SIGNATURES = 4;

const bareSignatures: Subject = {
  name: 'the six signatures of an enrolment alone',
  run(times) {
    for (let n = 0; n < times; n++) {
      for (let k = 0; k < RSA_SIGNATURES; k++) sign('sha256', MESSAGE, benchKey('sign'));
      for (let k = 0; k < EC_SIGNATURES; k++) p256.sign(MESSAGE, SCALAR, { format: 'der' });
    }
  },
};

export async function benchCa(): Promise<BenchResult[]> {
  const what = 'enrolments at the CA over loopback HTTP, people and J-LIS in the same process';
  const own = caSetting({ policy: { severalPhones: true }, keepAtMost: AT_ONCE });
  const server = await overLoopback(own);
  try {
    const enrolments: Subject = {
      name: 'enrolments over HTTP',
      run: async (times) => void (await enrolMany(own, times, AT_ONCE)),
    };
    return [await compare({ id: 'ca-enrolments', what }, enrolments, bareSignatures), await many()];
  } finally {
    await server.close();
  }
}

/** One run of many; wrong when one is lost or done twice. */
async function many(): Promise<BenchResult> {
  const own = caSetting({ policy: { severalPhones: true }, keepAtMost: AT_ONCE });
  const server = await overLoopback(own);
  try {
    const began = performance.now();
    const cpuBefore = process.cpuUsage();
    const phones = await enrolMany(own, MANY, AT_ONCE);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    const account = JSON.stringify(accountOf(own, phones));
    if (account !== JSON.stringify(expectedAccount(MANY)))
      throw new Error(`after ${MANY} enrolments: ${account}`);
    const bareBegan = performance.now();
    await bareSignatures.run(100);
    const bare = 100_000 / (performance.now() - bareBegan);
    const cpu = ((user + system) / 1000 / MANY).toFixed(1);
    const load = `load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`;
    return {
      ...comparison(
        { id: 'ca-10000', what: `${MANY} enrolments with revocations, counted` },
        figuresOf('enrolments over HTTP', [MANY / seconds]),
        figuresOf(bareSignatures.name, [bare]),
      ),
      note: `${account}, ${cpu} ms of CPU each, ${load}`,
    };
  } finally {
    await server.close();
  }
}
