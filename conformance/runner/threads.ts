/**
 * The cases of an implementation of this project shared out to threads: each has an instance of its own, and every case a
 * world of its own, so that what is seen does not depend on how many there are.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { JudgedCase } from '../verdict/judged-run.ts';
import type { Iut } from './iut.ts';
import { type Lane, type RunSuiteOptions, runInLanes, type SuiteRun } from './run.ts';

/** What a thread is started with. */
export interface ThreadTask {
  /** `reference` or `mutant:…`, as behind `--iut`. */
  readonly iut: string;
  readonly seed: string;
  readonly replayPath?: string | undefined;
  readonly blind?: boolean | undefined;
}

/** From a thread: the judgement of the case that it was sent the id of. */
export interface ThreadTold {
  readonly judged: JudgedCase;
}

const PROGRAM = new URL(`thread${extname(import.meta.filename)}`, import.meta.url);

interface Thread {
  readonly lane: Lane;
  end(): Promise<unknown>;
}

function startThread(iut: Iut, { seed, replayPath, blind }: RunSuiteOptions): Thread {
  const task: ThreadTask = { iut: iut.id, seed, replayPath, blind };
  const worker = new Worker(PROGRAM, { workerData: task, execArgv: [] });
  let resolve: (judged: JudgedCase) => void = () => {};
  worker.on('message', ({ judged }: ThreadTold) => resolve(judged));
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => {}); // nobody may be waiting just then; whoever runs the next case is told
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`a thread of the run ended by itself, with ${code}`)));
  return {
    lane: {
      iut,
      // In this process nothing comes after the end of a case, so nobody is told of anything late.
      run(testCase) {
        const answer = Promise.withResolvers<JudgedCase>();
        resolve = answer.resolve;
        worker.postMessage(testCase.id);
        return Promise.race([answer.promise, broken]);
      },
    },
    end: () => worker.terminate(),
  };
}

/** As `runSuite`, in so many threads. For an IUT that a thread can open by its id. */
export async function runInThreads(threads: number, options: RunSuiteOptions): Promise<SuiteRun> {
  const started = Array.from({ length: threads }, () => startThread(options.iuts[0], options));
  try {
    return await runInLanes(
      started.map(({ lane }) => lane),
      options,
    );
  } finally {
    await Promise.all(started.map((thread) => thread.end()));
  }
}
