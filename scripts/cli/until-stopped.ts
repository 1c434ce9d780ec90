/** The end of a program that runs until somebody stops it. */

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How often we look whether npx is still there. */
const PARENT_CHECK_MS = 250;

/**
 * npm (npx, npm run) starts programs through a shell and, when it is told to stop, stops the shell and not the program:
 * a shell does not pass signals on. We notice by our parent, which is another one then. Returns what ends the watch.
 */
export function whenNpmIsGone(stop: () => void): () => void {
  if (process.env.npm_command === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Listens for what stops a program, from now on, so that nothing is missed while it starts. A second signal ends the
 * process at once, as if nobody listened.
 */
export function listenForStop(): { readonly stopped: Promise<void>; readonly forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const forget = (): void => {
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
    forgetNpm();
  };
  const stop = (): void => {
    forget();
    resolve();
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  const forgetNpm = whenNpmIsGone(stop);
  return { stopped: promise, forget };
}

/**
 * Ctrl-C ends the children too: their connector does so when this process exits, which a signal alone would not be. Returns
 * what takes the listeners away, for whoever runs more than one command in a process.
 */
export function exitOnSignals(): () => void {
  const interrupted = (): void => process.exit(130);
  const ended = (): void => process.exit(143);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', ended);
  return () => void process.off('SIGINT', interrupted).off('SIGTERM', ended);
}
