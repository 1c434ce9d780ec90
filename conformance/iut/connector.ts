/** How the rig reaches an IUT, whatever it is written in. */
import type { Fetch, Handler, Json } from '../../simulator/world/index.ts';
import type { IutCall, ResetResult, RigCall, ServedRole } from './contract.ts';
import type { PcscCard } from './pcsc-card.ts';

/** The IUT did not keep to the contract. Becomes an observation, never an exception of a case. */
export class IutBroke extends Error {
  readonly how: 'crash' | 'garbage' | 'timeout' | 'unreachable';
  constructor(how: IutBroke['how'], says: string, cause?: unknown) {
    super(says, cause === undefined ? undefined : { cause });
    this.name = 'IutBroke';
    this.how = how;
  }
}

/** An error answer of JSON-RPC: the IUT kept to the contract and said no. */
export class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
  }
}

/** What the rig offers the IUT during one case. */
export interface RigSide {
  /** The case, where the IUT may know it: it goes with every message. Absent in a blind run. */
  readonly caseId?: string | undefined;
  /** The IUT broke the contract with something that belongs to this case, when it was over already. */
  late?(broke: IutBroke): void;
  call(method: IutCall, params: Json): Promise<Json>;
  /** For an IUT in this process; others go to the addresses that `reset` gave them. */
  readonly fetch: Fetch;
  /** The hosts that an IUT in another process must be able to reach, by name. */
  readonly hosts: readonly string[];
}

export const CONNECTOR_KINDS = ['in-process', 'stdio', 'http', 'websocket'] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];

export interface Connector {
  readonly kind: ConnectorKind;
  /** A case begins: from now on the IUT's calls go there. */
  attach(rig: RigSide): Promise<void>;
  /** Throws IutBroke or RpcError. Addresses in params and result are names of the world, whatever travels on the wire. */
  call(method: RigCall, params: Json): Promise<Json>;
  /** Why the IUT is of no use any more; undefined while it is. Asked after each step, for it may break unasked. */
  broken?(): IutBroke | undefined;
  /** The reader of a library that reaches its card as a PC/SC program. */
  readonly pcsc?: PcscCard | undefined;
  /** Where the IUT serves in this case, as it told in the answer to `reset`; an IUT in this process has no addresses. */
  served?(): NonNullable<ResetResult['urls']>;
  /** The HTTP service of an IUT with that role. */
  handler(role: ServedRole): Handler;
  /** The case is over: late calls of the IUT are refused. */
  detach(): Promise<void>;
  close(): Promise<void>;
}

/** An IUT as a TypeScript object. `reset` is a call like any other. */
export interface InProcessIut {
  call(method: RigCall, params: Json): Promise<Json>;
  handler?(role: ServedRole): Handler | undefined;
}
export type InProcessFactory = (rig: RigSide) => InProcessIut;
