/** What one of several threads does: the cases that it is sent the ids of, one after the other (see threads.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { CASES } from '../cases/index.ts';
import { openIut } from './iut.ts';
import { runSuite } from './run.ts';
import type { ThreadTask, ThreadTold } from './threads.ts';

const { iut: id, seed, replayPath, blind } = workerData as ThreadTask;
const port = parentPort!;
const byId = new Map<string, (typeof CASES)[number]>(CASES.map((testCase) => [testCase.id, testCase]));
const opened = openIut(id, { seed });

async function judge(caseId: string): Promise<void> {
  const { judged } = await runSuite({
    iuts: [await opened],
    seed,
    replayPath,
    blind,
    cases: [byId.get(caseId)!],
  });
  port.postMessage({ judged: judged[0]! } satisfies ThreadTold);
}

// What fails here ends the thread, and whoever started it hears of that.
port.on('message', (caseId: string) => void judge(caseId));
