/** JSON-RPC as newline-delimited JSON over a pair of streams: one message a line, UTF-8. */
import { isUtf8 } from 'node:buffer';
import type { Readable, Writable } from 'node:stream';
import { IutBroke } from './connector.ts';
import { excerpt, type JsonRpcOptions, type JsonRpcPeer, jsonRpcPeer } from './json-rpc.ts';

/** The longest message of the contract is an extended APDU, 131,088 hex digits. */
export const LINE_BYTES_MAX = 1_048_576;
/** A peer that does not read leaves what it was sent here. */
const UNREAD_BYTES_MAX = 16 * LINE_BYTES_MAX;

export interface LinePeerOptions extends Omit<JsonRpcOptions, 'send'> {
  readonly input: Readable;
  readonly output: Writable;
}

export function linePeer({ input, output, ...options }: LinePeerOptions): JsonRpcPeer {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  const garbage = (says: string): IutBroke => new IutBroke('garbage', `${options.peer} ${says}`);

  const peer = jsonRpcPeer({
    ...options,
    send(message) {
      if (output.destroyed) return;
      output.write(`${message}\n`);
      if (output.writableLength > UNREAD_BYTES_MAX) peer.fail(garbage('does not read what it is sent'));
    },
  });

  function onLine(bytes: Buffer): void {
    if (isUtf8(bytes)) peer.receive(bytes.toString('utf8'));
    else peer.fail(garbage(`sent a line that is not UTF-8: ${excerpt(bytes.toString('latin1'))}`));
  }

  input.on('data', (chunk: Buffer) => {
    let rest = chunk;
    while (!peer.broken) {
      const end = rest.indexOf(0x0a);
      const part = end < 0 ? rest : rest.subarray(0, end);
      if (keptBytes + part.length > LINE_BYTES_MAX) {
        peer.fail(garbage(`sent a line longer than ${LINE_BYTES_MAX} bytes`));
        return;
      }
      kept.push(part);
      keptBytes += part.length;
      if (end < 0) return;
      const line = kept.length === 1 ? kept[0]! : Buffer.concat(kept);
      kept = [];
      keptBytes = 0;
      onLine(line);
      rest = rest.subarray(end + 1);
    }
    kept = [];
  });
  // A pipe that breaks is noticed by whoever owns the peer's life (the process ends, the input ends).
  output.on('error', () => {});
  input.on('error', () => {});
  return peer;
}
