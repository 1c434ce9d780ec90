/** From what stands after `--iut` to an IUT that has been greeted and looked over. */
import { UsageError } from '../../simulator/errors.ts';
import { machineClock } from '../../simulator/world/index.ts';
import { routedCard, WAYS } from '../iut/card-route/index.ts';
import { type IutConfig, readIutConfig } from '../iut/config.ts';
import { type Connector, IutBroke, RpcError } from '../iut/connector.ts';
import { CONTRACT_VERSION, type ResultOf } from '../iut/contract.ts';
import { httpConnector } from '../iut/http.ts';
import type { IcsClaims } from '../iut/ics.ts';
import { inProcess } from '../iut/in-process.ts';
import { pcscCard } from '../iut/pcsc-card.ts';
import {
  greetingFault,
  greetingFaults,
  type Resolved,
  readHello,
  resolveConfig,
  roleFaults,
} from '../iut/preflight/index.ts';
import { resolveFactory } from '../iut/reference/resolve-factory.ts';
import { SetupError, type SetupFault } from '../iut/setup-fault.ts';
import { stdioConnector } from '../iut/stdio.ts';
import { type ListeningConnector, listeningConnector, webSocketConnector } from '../iut/web-socket.ts';
import { ROLES, type Role } from '../verdict/types.ts';
import type { RigOptions } from './rig.ts';

export interface Iut {
  /** As given to `--iut`. */
  readonly id: string;
  readonly connector: Connector;
  readonly hello: ResultOf<'hello'>;
  /** Roles it claims: the configuration's, else those of `hello`. */
  readonly roles: readonly Role[];
  readonly stepLimitMs?: number;
  readonly ics?: IcsClaims | undefined;
  readonly pins?: RigOptions['pins'];
  /** What its practice statement names. */
  readonly cps?: RigOptions['cps'];
  /** Absent for an implementation that this project brings itself. */
  readonly config?: IutConfig | undefined;
}

export interface OpenOptions {
  /** Told what a person must know while an IUT is awaited. */
  readonly tell?: (line: string) => void;
  /** Default 1. */
  readonly seed?: string;
}

/** A library that is a PC/SC program gets a reader of its own. */
async function connectorOf(
  resolved: Resolved,
  tell: OpenOptions['tell'],
): Promise<{ connector: Connector; listening?: ListeningConnector }> {
  if (resolved.config.card !== 'pcsc') return plainConnectorOf(resolved, tell);
  const pcsc = await pcscCard();
  const { config } = resolved;
  const env = { ...config.env, ...pcsc.env };
  const { connector, listening } = plainConnectorOf({ ...resolved, config: { ...config, env } }, tell);
  const close = async (): Promise<void> => {
    await connector.close();
    await pcsc.close();
  };
  return { connector: { ...connector, pcsc, close }, ...(listening && { listening }) };
}

function plainConnectorOf(
  { config, token, tls, headers }: Resolved,
  tell: OpenOptions['tell'],
): { connector: Connector; listening?: ListeningConnector } {
  const { connect = 'stdio', command, cwd, env, rigHost, timeLimits } = config;
  const program = command && { command, cwd, env };
  const common = { rigHost, tls, headers, helloLimitMs: timeLimits?.helloMs };
  if (connect === 'stdio')
    return { connector: stdioConnector({ ...common, command: command ?? [], cwd, env }) };
  if ('http' in connect)
    return { connector: httpConnector({ ...common, url: connect.http, token, program }) };
  if ('webSocket' in connect)
    return { connector: webSocketConnector({ ...common, url: connect.webSocket, token, program }) };
  const listening = listeningConnector({
    ...common,
    port: connect.listen.port,
    token: token ?? '',
    program,
  });
  if (!program)
    void listening.url.then(
      (url) => tell?.(`waiting for the IUT to dial ${url}`),
      () => {},
    );
  return { connector: listening, listening };
}

/** What nobody dialled in for, or who did with a wrong token, belongs to the message. */
const withVisitors = (fault: SetupFault, listening: ListeningConnector | undefined): SetupFault =>
  listening && listening.turnedAway.length > 0
    ? {
        ...fault,
        field: '.token',
        found: `${fault.found}; who dialled in ${listening.turnedAway.join(', ')}`,
      }
    : fault;

/** The implementations of this project: `reference`, `mutant:…`, `null:…`. */
async function openOwn(id: string): Promise<Iut | undefined> {
  const factory = await resolveFactory(id);
  if (!factory) {
    if (!/^(mutant|null):/.test(id)) return undefined;
    throw new UsageError('ERR_IUT_UNKNOWN', `there is no ${id}`, {
      hint: 'see fpos-hil list mutants and fpos-hil list nulls',
    });
  }
  const connector = inProcess(factory);
  const hello = readHello(await connector.call('hello', { contract: CONTRACT_VERSION }));
  if (isFaults(hello)) throw new SetupError(id, hello);
  return { id, connector, hello, roles: hello.roles };
}

const isFaults = (value: unknown): value is readonly SetupFault[] => Array.isArray(value);

/** Its card in the reader that the configuration names. Throws SetupError. */
async function withCardRoute(id: string, config: IutConfig, connector: Connector): Promise<Connector> {
  const { cardRoute = 'contract' } = config;
  if (cardRoute === 'contract') return connector;
  try {
    return routedCard(connector, await WAYS[cardRoute]());
  } catch (cause) {
    await connector.close();
    const fault = { field: '.cardRoute', found: `${cardRoute}: ${(cause as Error).message}` };
    throw new SetupError(id, [{ ...fault, mend: CARD_ROUTE_MEND }], 'ERR_IUT_CONFIG', cause);
  }
}
const CARD_ROUTE_MEND =
  'pcsc and pcscd need python3 and libpcsclite, pcscd also a running pcscd with the driver of vpcd: see fpos-hil doctor; or leave cardRoute away.';

/** Starts an IUT and asks who it is. Throws SetupError. */
async function greet(id: string, resolved: Resolved, options: OpenOptions): Promise<Iut> {
  const { config } = resolved;
  const { connector: plain, listening } = await connectorOf(resolved, options.tell);
  const connector = await withCardRoute(id, config, plain);
  try {
    let answer: unknown;
    try {
      answer = await connector.call('hello', { contract: CONTRACT_VERSION });
    } catch (error) {
      if (!(error instanceof IutBroke || error instanceof RpcError)) throw error;
      throw new SetupError(
        id,
        [withVisitors(greetingFault(config, error), listening)],
        'ERR_IUT_HELLO',
        error,
      );
    }
    const hello = readHello(answer);
    if (isFaults(hello)) throw new SetupError(id, hello, 'ERR_IUT_HELLO');
    const faults = greetingFaults(config, hello, machineClock.now());
    if (faults.length > 0) throw new SetupError(id, faults);
    const stepMs = config.timeLimits?.stepMs;
    return {
      id,
      connector,
      hello,
      roles: config.roles ?? ROLES.filter((role) => hello.roles.includes(role)),
      ics: config.ics,
      pins: resolved.pins,
      ...(config.cps && { cps: config.cps }),
      config,
      ...(stepMs !== undefined && { stepLimitMs: stepMs }),
    };
  } catch (error) {
    await connector.close();
    throw error;
  }
}

/** A configuration with all that it refers to. Throws SetupError. */
function resolved(id: string, config: IutConfig): Resolved {
  const { resolved: found, faults } = resolveConfig(config, machineClock.now());
  if (faults.length > 0) throw new SetupError(id, faults);
  return found;
}

/**
 * Starts the IUT, asks who it is, and looks at each claimed role once. Throws UsageError: when there is none of that
 * name, or SetupError with every mistake that was found. No case has run then.
 */
export async function openIut(id: string | IutConfig, options: OpenOptions = {}): Promise<Iut> {
  const own = typeof id === 'string' ? await openOwn(id) : undefined;
  if (own) return own;
  const name = typeof id === 'string' ? id : (id.name ?? 'the configuration');
  const found = resolved(name, typeof id === 'string' ? await readIutConfig(id) : id);
  const iut = await greet(name, found, options);
  try {
    const faults: SetupFault[] = [];
    const served = new Map<string, Role>();
    for (const role of iut.roles)
      faults.push(
        ...(await roleFaults(role, served, {
          connector: iut.connector,
          resolved: found,
          hello: iut.hello,
          seed: options.seed ?? '1',
          now: machineClock.now,
        })),
      );
    if (faults.length > 0) throw new SetupError(name, faults);
    return iut;
  } catch (error) {
    await iut.connector.close();
    throw error;
  }
}

/** Further instances of an IUT that was opened; they are not looked over again. */
export const openAnother = async ({ id, config }: Iut, options: OpenOptions = {}): Promise<Iut> =>
  config ? greet(id, resolved(id, config), options) : (await openOwn(id))!;
