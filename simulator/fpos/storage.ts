/** What outlives the app: one text. No key and no PIN is ever in it. */
export interface Storage {
  /** What was saved last; undefined when nothing was. */
  load(): Promise<string | undefined>;
  /** Takes the place of what was saved before, at once and whole; it is on the disk when the promise is kept. */
  save(text: string): Promise<void>;
}

/** Lives as long as this object: what a library is given that need not survive, and tests that restart one. */
export function memoryStorage(): Storage {
  let kept: string | undefined;
  return {
    load: async () => kept,
    save: async (text) => {
      kept = text;
    },
  };
}
