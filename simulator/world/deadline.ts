/** Real time limits. The only timers of the project that are not part of a world. */

/**
 * The outcome of `work`, or `onTimeout` after `ms` of the machine's time. Guards against an IUT that never answers;
 * the work itself cannot be stopped from outside and is left behind.
 */
export async function withDeadline<T>(work: Promise<T>, ms: number, onTimeout: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onTimeout()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits on the machine's clock: for cards in real readers, which take their time. Never in a run of the suite.
 * Fails with the signal's reason as soon as that is given.
 */
export async function machineWait(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const giveUp = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
