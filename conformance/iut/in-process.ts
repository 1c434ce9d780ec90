/** An IUT that is an object in this process. */
import { type Connector, type InProcessFactory, type InProcessIut, IutBroke, RpcError } from './connector.ts';

export function inProcess(factory: InProcessFactory): Connector {
  let iut: InProcessIut | undefined;
  const attached = (): InProcessIut => {
    iut ??= factory({
      call: () => Promise.reject(new RpcError(-32600, 'no case runs')),
      fetch: () => Promise.reject(new TypeError('fetch failed: no case runs')),
      hosts: [],
    });
    return iut;
  };
  return {
    kind: 'in-process',
    attach: async (rig) => {
      iut = factory(rig);
    },
    async call(method, params) {
      try {
        return await attached().call(method, params);
      } catch (error) {
        if (error instanceof RpcError || error instanceof IutBroke) throw error;
        throw new IutBroke('crash', `${method}: ${(error as Error).message}`, error);
      }
    },
    handler: (role) => async (request) => {
      const handler = attached().handler?.(role);
      if (!handler) throw new IutBroke('unreachable', `the IUT serves nothing as ${role}`);
      return handler(request);
    },
    detach: async () => {
      iut = undefined;
    },
    close: async () => {},
  };
}
