/** From what stands after `--iut` to a connector. */
import { UsageError } from '../../simulator/errors.ts';
import { readIutConfig } from '../iut/config.ts';
import { type Connector, IutBroke, RpcError } from '../iut/connector.ts';
import { CONTRACT_VERSION, type ResultOf, RIG_CALLS } from '../iut/contract.ts';
import type { IcsClaims } from '../iut/ics.ts';
import { inProcess } from '../iut/in-process.ts';
import { resolveFactory } from '../iut/reference/resolve-factory.ts';
import { stdioConnector } from '../iut/stdio.ts';
import type { Role } from '../verdict/types.ts';
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
}

async function sayHello(id: string, connector: Connector): Promise<ResultOf<'hello'>> {
  const broken = (says: string, cause?: unknown): UsageError =>
    new UsageError('ERR_IUT_HELLO', `${id}: ${says}`, {
      cause,
      hint: 'see conformance/iut/README.md: hello comes first',
    });
  let answer: unknown;
  try {
    answer = await connector.call('hello', { contract: CONTRACT_VERSION });
  } catch (error) {
    if (error instanceof IutBroke || error instanceof RpcError)
      throw broken(`hello failed: ${error.message}`, error);
    throw error;
  }
  const parsed = RIG_CALLS.hello.result.safeParse(answer);
  if (!parsed.success) throw broken('the answer to hello does not fit the contract');
  return parsed.data;
}

/** Starts the IUT and asks who it is. Throws UsageError when there is none of that name or it does not answer. */
export async function openIut(id: string): Promise<Iut> {
  const factory = await resolveFactory(id);
  if (!factory && /^(mutant|null):/.test(id))
    throw new UsageError('ERR_IUT_UNKNOWN', `there is no ${id}`, {
      hint: 'see fpos-hil list mutants and fpos-hil list nulls',
    });
  const config = factory ? undefined : await readIutConfig(id);
  const connector = factory
    ? inProcess(factory)
    : stdioConnector({
        command: config!.command,
        ...(config!.cwd !== undefined && { cwd: config!.cwd }),
        ...(config!.env && { env: config!.env }),
        ...(config!.timeLimits?.helloMs !== undefined && { helloLimitMs: config!.timeLimits.helloMs }),
      });
  try {
    const hello = await sayHello(id, connector);
    const stepMs = config?.timeLimits?.stepMs;
    return {
      id,
      connector,
      hello,
      roles: config?.roles ?? hello.roles,
      ...(stepMs !== undefined && { stepLimitMs: stepMs }),
    };
  } catch (error) {
    await connector.close();
    throw error;
  }
}
