/**
 * Implementations that do nothing. Each answers `hello` and `reset` as it should, so that every case runs; none may pass
 * a single one.
 */
import type { Json } from '../../simulator/world/index.ts';
import { type InProcessFactory, IutBroke, RpcError } from '../iut/connector.ts';
import { CONTRACT_VERSION, type RigCall, RPC_ERRORS } from '../iut/contract.ts';
import { ROLES } from '../verdict/types.ts';
import { replay } from './replay.ts';

export interface Null {
  readonly id: `null:${string}`;
  readonly says: string;
  readonly factory: InProcessFactory;
}

/** A certificate of an authority that issues nothing, 2016 to 2099: a CA says in `reset` whom to trust. */
const ANCHOR =
  'MIIBmDCCAT6gAwIBAgIUEe9Q8+bm4zhseMqI4nAjsDaoTXQwCgYIKoZIzj0EAwIwKTELMAkGA1UEBhMCSlAxGjAYBgNVBAMM' +
  'EU1PQ0sgVEVTVCBudWxsIENBMCAXDTE2MDEwMTAwMDAwMFoYDzIwOTkxMjMxMDAwMDAwWjApMQswCQYDVQQGEwJKUDEaMBgG' +
  'A1UEAwwRTU9DSyBURVNUIG51bGwgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATPRsof40LdvbdGF88iKvno1qpxbqhu' +
  'T8h+XCUnmZrKOP9hNAvfa6ZGkiFWw7sKRWqpdw/6xLhN5+j3hFev+hJTo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB' +
  '/wQEAwIBBjAdBgNVHQ4EFgQUw1Km9YeRBtTEOMEGg0PB3jMWen8wCgYIKoZIzj0EAwIDSAAwRQIgPF5MT8uVPxcYcyWdhFm+' +
  'GMIZe5yXws1K32fTgsmFNTcCIQDDpx84/H6pke87SDUJ9mB3WcVi4WiZupio282Orm2lfg==';

interface Behaviour {
  /** Answer to an operation of the contract. */
  readonly call: (method: RigCall, params: Record<string, Json>) => Json | Promise<Json>;
  /** Answer to any HTTP request. */
  readonly http: (request: Request) => Response | Promise<Response>;
  /** Trust anchors of a `ca`, DER in Base64; default: one that issues nothing. */
  readonly anchors?: () => Promise<readonly string[]>;
}

/** `make` gives the behaviour anew for each case. */
function nothing(id: Null['id'], says: string, make: () => Behaviour): Null {
  const factory: InProcessFactory = () => {
    const behaviour = make();
    return {
      async call(method, params) {
        if (method === 'hello')
          return {
            contract: CONTRACT_VERSION,
            name: id,
            version: '1',
            roles: [...ROLES],
            clock: 'controlled',
          };
        if (method === 'reset')
          return (params as { role?: string }).role === 'ca'
            ? { anchors: { ca: [...((await behaviour.anchors?.()) ?? [ANCHOR])] } }
            : {};
        if (method === 'clock.set') return {};
        return behaviour.call(method, params as Record<string, Json>);
      },
      handler: () => behaviour.http,
    };
  };
  return { id, says, factory };
}

const unimplemented = (method: RigCall): never => {
  throw new RpcError(RPC_ERRORS.unknownMethod, `${method} is not implemented`);
};

/** Genuine answers of another world. */
function replaying(): Behaviour {
  const { call, http, anchors } = replay();
  return {
    call: async (method) => (await call(method)) ?? unimplemented(method),
    http: async (request) => (await http(request)) ?? new Response(null, { status: 501 }),
    anchors,
  };
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

const gone = (): never => {
  throw new IutBroke('crash', 'the IUT is dead');
};

/** The most agreeable answer to each operation that fits the contract. */
const agreeable = (method: RigCall): Json => {
  switch (method) {
    case 'card.power':
      return { atr: '3BE000FF8131FE4514' };
    case 'card.transmit':
      return { rapdu: '9000' };
    case 'library.enrol':
    case 'library.resume':
    case 'library.renew':
      return { state: 'issued', certificate: 'MAA=' };
    case 'library.consent':
    case 'library.withdrawConsent':
      return { state: 'given', items: ['name', 'address', 'birth', 'gender'] };
    case 'library.revoke':
      return { state: 'revoked' };
    case 'library.certificates':
      return { certificates: [{ appId: 'abc-bank', certificate: 'MAA=' }] };
    case 'library.login':
      return { state: 'answered', answer: 'e30.e30.e30' };
    case 'library.sign':
      return { state: 'signed', signature: 'e30.e30.e30' };
    case 'library.receivePush':
      return { state: 'shown' };
    case 'library.confirmChange':
    case 'library.reportFacts':
      return { state: 'decided', decision: 'confirm' };
    default:
      return {};
  }
};

const refusing = (method: RigCall): Json => {
  switch (method) {
    case 'card.power':
      return { atr: '3BE000FF8131FE4514' };
    case 'card.transmit':
      return { rapdu: '6982' };
    case 'library.enrol':
    case 'library.resume':
    case 'library.renew':
    case 'library.consent':
    case 'library.withdrawConsent':
    case 'library.revoke':
    case 'library.login':
    case 'library.sign':
    case 'library.receivePush':
    case 'library.confirmChange':
    case 'library.reportFacts':
      return { state: 'refused', code: 'refused' };
    case 'library.certificates':
      return { certificates: [] };
    default:
      return {};
  }
};

const json = (value: unknown, status: number): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

export const NULLS: readonly Null[] = [
  nothing('null:dead', 'Breaks off at every operation.', () => ({ call: gone, http: gone })),
  nothing('null:always-yes', 'Says yes to everything, at once.', () => ({
    call: agreeable,
    http: () => json({ state: 'issued' }, 200),
  })),
  nothing('null:always-no', 'Refuses everything, with a well-formed refusal.', () => ({
    call: refusing,
    http: () =>
      new Response(JSON.stringify({ type: 'about:blank', title: 'no', status: 422, code: 'refused' }), {
        status: 422,
        headers: { 'content-type': 'application/problem+json' },
      }),
  })),
  nothing('null:echo', 'Gives back what it was given.', () => ({
    call: (method, params) => (method === 'card.transmit' ? { rapdu: params.capdu ?? '' } : params),
    http: async (request) =>
      new Response(await request.arrayBuffer(), {
        headers: { 'content-type': request.headers.get('content-type') ?? 'text/plain' },
      }),
  })),
  nothing('null:constant-error', 'Fails at every operation, as a server that is broken does.', () => ({
    call: (method) =>
      method === 'card.power' ? { atr: '3B00' } : method === 'card.transmit' ? { rapdu: '6F00' } : gone(),
    http: () =>
      new Response('Internal Server Error', { status: 500, headers: { 'content-type': 'text/plain' } }),
  })),
  nothing('null:hang', 'Takes everything and never answers.', () => ({
    call: () => never(),
    http: () => never(),
  })),
  nothing('null:unimplemented', 'Has implemented nothing yet, and says so.', () => ({
    call: unimplemented,
    http: () => new Response(null, { status: 501 }),
  })),
  nothing('null:replay', 'Plays back what the reference answered in another world.', replaying),
];
