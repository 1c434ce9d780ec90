/**
 * JSON-RPC 2.0 in both directions at once, one message at a time, whatever carries it: while one side's call is open,
 * the other side may call back. Strict, because what it carries is judged: the first thing that is not the protocol
 * ends the connection with `IutBroke('garbage')`, and every open call fails with it.
 *
 * Stricter than the specification in two points, since the IUT contract needs neither: no batches, no notifications.
 */
import type { Json } from '../../simulator/world/index.ts';
import { IutBroke, RpcError } from './connector.ts';
import { RPC_ERRORS } from './contract.ts';

/** No message of the contract is deeper than four; recursion over a message must end. */
const DEPTH_MAX = 32;
/** A library has one card and one user: more calls open at once are a flood. */
const OPEN_CALLS_MAX = 100;
/** So much of a bad line is shown. */
const EXCERPT_CHARACTERS = 120;

/** What a call belongs to. Its id begins with the case, so that an implementer finds the case in their log. */
export interface CallTag {
  /** Absent: the id tells nothing. */
  readonly caseId?: string | undefined;
}

export interface JsonRpcPeer {
  /** Throws RpcError (the peer said no) or IutBroke (the connection broke). */
  call(method: string, params: Json, tag?: CallTag): Promise<Json>;
  /** Why the connection is of no use any more, or undefined. */
  readonly broken: IutBroke | undefined;
  /** Methods of our calls that have no answer yet. */
  readonly open: readonly string[];
  /** Answers every open call of the peer with this error; what the handler gives later is dropped. */
  refuseOpen(error: RpcError): void;
  /** Breaks the connection: open calls fail with this. Only the first reason counts. */
  fail(error: IutBroke): void;
}

export interface JsonRpcOptions {
  /** Sends one message. Not called any more once the connection broke. */
  readonly send: (message: string) => void;
  /** Answers the peer. An RpcError becomes an error answer, IutBroke breaks the connection, anything else is -32603. */
  readonly onCall: (method: string, params: Json) => Promise<Json>;
  /** Told once, when the connection breaks. */
  readonly onBroken?: (error: IutBroke) => void;
  /**
   * Told of a second answer to a call with this tag. True: its case is over and was blamed, and the connection goes on.
   * Without it, or when it says false, a second answer is garbage like any other.
   */
  readonly onStray?: (tag: CallTag, says: string) => boolean;
  /** Who is at the other end, for messages. */
  readonly peer: string;
}

/** A second answer to a call of a case longer ago than this is blamed on whoever is there. */
const TAGS_KEPT = 1_000;
const NO_TAG: CallTag = {};

const idOf = (number: number, { caseId }: CallTag): Id =>
  caseId === undefined ? number : `${caseId}/${number}`;

type Message = Readonly<Record<string, Json>>;
type Id = string | number;

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isId = (value: unknown): value is Id => typeof value === 'string' || typeof value === 'number';

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}

export const excerpt = (line: string): string =>
  JSON.stringify(
    line.length > EXCERPT_CHARACTERS ? `${line.slice(0, EXCERPT_CHARACTERS)}… (${line.length})` : line,
  );

/** The peer, and where its messages are handed in, each as text. */
export interface ReceivingPeer extends JsonRpcPeer {
  receive(message: string): void;
}

export function jsonRpcPeer({
  send: sendText,
  onCall,
  onBroken,
  onStray,
  peer,
}: JsonRpcOptions): ReceivingPeer {
  interface Pending {
    readonly method: string;
    readonly resolve: (result: Json) => void;
    readonly reject: (error: Error) => void;
  }
  const pending = new Map<Id, Pending>();
  /** Ids below this were given out; one of them that is not pending has been answered already. */
  let nextId = 1;
  /** From which number on calls had which tag; the last is the present one. */
  let tags: readonly { readonly from: number; readonly tag: CallTag }[] = [];
  const theirs = new Map<Id, { dropped: boolean }>();
  let broken: IutBroke | undefined;

  const fail = (error: IutBroke): void => {
    if (broken) return;
    broken = error;
    for (const call of pending.values()) call.reject(error);
    pending.clear();
    onBroken?.(error);
  };
  const garbage = (says: string): IutBroke => new IutBroke('garbage', `${peer} ${says}`);

  const send = (message: object): void => {
    if (!broken) sendText(JSON.stringify({ jsonrpc: '2.0', ...message }));
  };

  async function serve(id: Id, method: string, params: Json): Promise<void> {
    const own = { dropped: false };
    theirs.set(id, own);
    let answer: object;
    try {
      answer = { result: await onCall(method, params) };
    } catch (error) {
      if (error instanceof IutBroke) {
        fail(error);
        return;
      }
      answer = {
        error:
          error instanceof RpcError
            ? { code: error.code, message: error.message }
            : { code: RPC_ERRORS.internal, message: (error as Error).message },
      };
    }
    if (own.dropped) return;
    theirs.delete(id);
    send({ id, ...answer });
  }

  function onRequest(message: Message, line: string): void {
    const { id, method, params = {} } = message;
    if (typeof method !== 'string') throw garbage(`sent a call whose method is no string: ${excerpt(line)}`);
    if (id === undefined)
      throw garbage(`sent ${method} without an id; every call of the contract is answered`);
    if (!isId(id)) throw garbage(`sent ${method} with an id that is no string or number: ${excerpt(line)}`);
    if (theirs.has(id)) throw garbage(`sent ${method} with the id ${id}, under which a call is open`);
    if (theirs.size >= OPEN_CALLS_MAX) throw garbage(`has more than ${OPEN_CALLS_MAX} calls open at once`);
    void serve(id, method, params);
  }

  function onAnswer(message: Message, line: string): void {
    const { id, result, error } = message;
    if (id === null && isMessage(error))
      throw garbage(`could not read what it was sent: ${excerpt(String(error.message))}`);
    if (!isId(id)) throw garbage(`sent something that is neither a call nor an answer: ${excerpt(line)}`);
    const call = pending.get(id);
    if (!call) {
      const number = typeof id === 'number' ? id : Number(/\/(\d+)$/.exec(id)?.[1]);
      const owner = tags.findLast(({ from }) => from <= number);
      if (!owner || number >= nextId || id !== idOf(number, owner.tag))
        throw garbage(`answered a call ${excerpt(String(id))} that was never made`);
      const says = `answered the call ${id} twice: ${excerpt(line)}`;
      if (onStray?.(owner.tag, `${peer} ${says}`)) return;
      throw garbage(says);
    }
    if ((result === undefined) === (error === undefined))
      throw garbage(`answered ${call.method} with not exactly one of result and error: ${excerpt(line)}`);
    if (
      error !== undefined &&
      !(isMessage(error) && Number.isInteger(error.code) && typeof error.message === 'string')
    )
      throw garbage(`answered ${call.method} with an error without code and message: ${excerpt(line)}`);
    pending.delete(id);
    // Handed over once everything that came with it has been read: a second answer in the same breath still counts.
    queueMicrotask(() => {
      if (broken) call.reject(broken);
      else if (error === undefined) call.resolve(result!);
      else {
        const { code, message: says } = error as { code: number; message: string };
        call.reject(new RpcError(code, says));
      }
    });
  }

  function onMessage(line: string): void {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      throw garbage(`sent a line that is not JSON: ${excerpt(line)}`);
    }
    if (Array.isArray(message)) throw garbage('sent a batch, which the contract does not have');
    if (!isMessage(message)) throw garbage(`sent a line that is no message of JSON-RPC: ${excerpt(line)}`);
    if (isDeeperThan(message, DEPTH_MAX)) throw garbage(`sent a message deeper than ${DEPTH_MAX} levels`);
    if (message.jsonrpc !== '2.0') throw garbage(`sent a message without "jsonrpc": "2.0": ${excerpt(line)}`);
    if (message.method !== undefined) onRequest(message, line);
    else onAnswer(message, line);
  }

  return {
    receive(message) {
      if (broken) return;
      try {
        onMessage(message);
      } catch (error) {
        fail(error as IutBroke);
      }
    },
    call: (method, params, tag = NO_TAG) =>
      new Promise<Json>((resolve, reject) => {
        if (broken) {
          reject(broken);
          return;
        }
        const number = nextId++;
        if (tags.at(-1)?.tag !== tag) tags = [...tags.slice(-TAGS_KEPT), { from: number, tag }];
        const id = idOf(number, tag);
        pending.set(id, { method, resolve, reject });
        send({ id, method, params });
      }),
    get broken() {
      return broken;
    },
    get open() {
      return [...pending.values()].map(({ method }) => method);
    },
    refuseOpen(error) {
      for (const [id, call] of theirs) {
        call.dropped = true;
        send({ id, error: { code: error.code, message: error.message } });
      }
      theirs.clear();
    },
    fail,
  };
}
