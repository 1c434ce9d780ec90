/** What an IUT was asked and has not answered: for the reason of a step that took too long. */
import type { Connector } from '../iut/connector.ts';

export interface Watched {
  readonly connector: Connector;
  /** `library.enrol`, `POST /applications`; the oldest first. */
  readonly open: () => readonly string[];
}

export function watched(connector: Connector): Watched {
  const open = new Map<symbol, string>();
  const during = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    const own = Symbol(what);
    open.set(own, what);
    try {
      return await work();
    } finally {
      open.delete(own);
    }
  };
  return {
    open: () => [...open.values()],
    connector: {
      ...connector,
      call: (method, params) => during(method, () => connector.call(method, params)),
      handler(role) {
        const handler = connector.handler(role);
        return (request) =>
          during(`${request.method} ${new URL(request.url).pathname}`, () => handler(request));
      },
    },
  };
}
