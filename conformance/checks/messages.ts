/** What left an implementation, byte for byte, for searches. */
import type { Observation } from '../../simulator/world/index.ts';
import type { Message } from '../decode/index.ts';

const derOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Every byte that left the IUT by its own doing: bodies, headers and addresses of requests, C-APDUs, what it called and answered. */
export function messagesOf(all: readonly Observation[]): readonly Message[] {
  const text = (where: string, value: string): Message => ({ where, bytes: Buffer.from(value, 'utf8') });
  return all.flatMap((o): readonly Message[] => {
    const where = `observation ${o.n}`;
    switch (o.kind) {
      case 'http': {
        if (o.from !== 'iut') return [];
        const body = o.request?.text !== undefined ? [text(where, o.request.text)] : [];
        const raw = o.request?.base64 !== undefined ? [{ where, bytes: derOf(o.request.base64) }] : [];
        const headers = Object.values(o.headers ?? {}).map((value) => text(where, value));
        return [text(where, o.url), ...headers, ...body, ...raw];
      }
      case 'apdu':
        return [{ where, bytes: new Uint8Array(Buffer.from(o.capdu, 'hex')) }];
      case 'call':
        return [text(where, JSON.stringify(o.from === 'iut' ? o.params : (o.result ?? null)))];
      default:
        return [];
    }
  });
}
