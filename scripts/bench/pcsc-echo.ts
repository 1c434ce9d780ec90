/**
 * A bare echo on a Unix socket with the framing of the pcsc-lite protocol: the least that a service in Node can do for the
 * same client. It looks at nothing but lengths, keeps no state, and has one answer to every APDU.
 */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { privateSocketPath } from '../../simulator/reader/index.ts';

const [ESTABLISH, CONNECT, RECONNECT, TRANSMIT, LIST] = [0x01, 0x04, 0x05, 0x09, 0x12];
const HEADER = 8;
const TRANSMIT_SIZE = 32;

/** One reader "echo" with a card: READER_STATE is 184 bytes, the list has 16 of them. */
const list = Buffer.alloc(16 * 184);
list.write('echo', 0);
list.writeUInt32LE(0x34, 132);
list.writeUInt32LE(2, 180);

/** `rapdu`: what is answered to every APDU. */
export async function startPcscEcho(
  rapdu: Uint8Array,
): Promise<{ socketPath: string; close(): Promise<void> }> {
  const socketPath = await privateSocketPath();
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      while (received.length >= HEADER) {
        const size = received.readUInt32LE(0);
        const command = received.readUInt32LE(4);
        if (received.length < HEADER + size) return;
        const struct = received.subarray(HEADER, HEADER + size);
        const end = HEADER + size + (command === TRANSMIT ? struct.readUInt32LE(12) : 0);
        if (received.length < end) return;
        received = received.subarray(end);
        if (command === LIST) socket.write(list);
        else if (command === TRANSMIT) {
          const answer = Buffer.allocUnsafe(TRANSMIT_SIZE + rapdu.length);
          struct.copy(answer);
          answer.writeUInt32LE(rapdu.length, 24);
          answer.set(rapdu, TRANSMIT_SIZE);
          socket.write(answer);
        } else {
          const answer = Buffer.from(struct);
          if (command === ESTABLISH) answer.writeUInt32LE(1, 4);
          if (command === CONNECT) answer.writeUInt32LE(1, 140);
          if (command === CONNECT) answer.writeUInt32LE(2, 144);
          if (command === RECONNECT) answer.writeUInt32LE(2, 16);
          socket.write(answer);
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(dirname(socketPath), { recursive: true });
    },
  };
}
