/**
 * What our parts cost, each as a ratio against a peer in the same run.
 *
 *     npm run bench                  lines for people
 *     npm run bench -- --json        one JSON document
 *     npm run bench -- ocsp crl      some of card, pcsc, vpcd, society, ca, ocsp, crl, jlis
 *
 * It reports and never judges: no test waits for these figures.
 */
import { availableParallelism } from 'node:os';
import { UsageError } from '../../simulator/errors.ts';
import { benchCa } from './ca.ts';
import { benchCard } from './card.ts';
import { benchContract } from './contract.ts';
import { benchCrl } from './crl.ts';
import { type BenchResult, resultText } from './harness.ts';
import { benchJlis } from './jlis.ts';
import { benchOcsp } from './ocsp.ts';
import { benchPcsc } from './pcsc.ts';
import { benchSociety } from './society.ts';
import { benchVpcd } from './vpcd.ts';

const BENCHES = {
  card: benchCard,
  contract: benchContract,
  pcsc: benchPcsc,
  vpcd: benchVpcd,
  society: benchSociety,
  ca: benchCa,
  ocsp: benchOcsp,
  crl: benchCrl,
  jlis: benchJlis,
} as const;
type BenchName = keyof typeof BENCHES;

const isBench = (name: string): name is BenchName => Object.hasOwn(BENCHES, name);

function wantedBenches(args: readonly string[]): BenchName[] {
  const names = args.filter((arg) => arg !== '--json');
  const unknown = names.find((name) => !isBench(name));
  if (unknown !== undefined) {
    throw new UsageError('ERR_BENCH', `${unknown}: one of ${Object.keys(BENCHES).join(', ')}, or --json`);
  }
  return names.length > 0 ? names.filter(isBench) : (Object.keys(BENCHES) as BenchName[]);
}

async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const results: BenchResult[] = [];
  for (const name of wantedBenches(args)) {
    for (const result of await BENCHES[name]()) {
      results.push(result);
      if (!json) console.log(resultText(result));
    }
  }
  const machine = { node: process.version, openssl: process.versions.openssl, cpus: availableParallelism() };
  if (json) console.log(JSON.stringify({ schema: 1, machine, results }, null, 2));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
