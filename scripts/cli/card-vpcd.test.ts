/** `card --vpcd` and `card --vpcd-listen`, seen from the reader. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { AID_JPKI, selectAid, toHex } from '../../simulator/apdu/index.ts';
import { vpcdReader } from '../../simulator/reader/index.ts';
import { type Running, startFposHil } from './testing/cli.ts';

const running: Running[] = [];
let server: Server | undefined;
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  server?.close();
  server = undefined;
});

/** Starts the command with a reader that it finds; it has asked for the ATR, so that the command speaks. */
async function inserted(args: (port: number) => readonly string[]) {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const dialled = once(server, 'connection') as Promise<[Socket]>;
  const command = startFposHil(args(port));
  const [socket] = await dialled;
  const reader = vpcdReader(socket);
  await reader.chip.power('on');
  const started = await command;
  running.push(started);
  return { ...reader, started, where: `127.0.0.1:${port}` };
}

const select = async (chip: ReturnType<typeof vpcdReader>['chip']): Promise<string> =>
  toHex(await chip.transmit(selectAid(AID_JPKI)));

test('card --vpcd puts the card into a reader that listens, until it is stopped', async () => {
  const { chip, gone, started, where } = await inserted((port) => ['card', '--vpcd', String(port)]);
  expect(started.line).toBe(`The reader at ${where} has the card. Stop with Ctrl-C.`);
  expect(toHex(chip.atr)).toMatch(/^3B/);
  expect(await select(chip)).toBe('9000');
  expect(await started.stop()).toBe(0);
  await gone;
});

test('card --vpcd ends with an error when the reader has gone', async () => {
  const { close, started } = await inserted((port) => ['card', '--vpcd', `127.0.0.1:${port}`]);
  const ended = once(started.child, 'close');
  close();
  expect(await ended).toEqual([2, null]);
});

test('card --vpcd-listen waits for readers that dial', async () => {
  const started = await startFposHil(['card', '--vpcd-listen', '0']);
  running.push(started);
  const port = Number(/^Waiting for a vpcd that dials 127\.0\.0\.1:(\d+)$/.exec(started.line)?.[1]);
  for (let round = 0; round < 2; round++) {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    const { chip, gone, close } = vpcdReader(socket);
    await chip.power('on');
    expect(await select(chip)).toBe('9000');
    close();
    await gone;
  }
  expect(await started.stop()).toBe(0);
});
