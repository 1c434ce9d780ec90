/** `relay`, `card --relay` and `card --relay-to`, as processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { AID_JPKI, selectAid, toHex } from '../../simulator/apdu/index.ts';
import { dialRelayCard } from '../../simulator/reader/index.ts';
import { foreignClient } from '../../simulator/world/index.ts';
import { BIN, type Running, startFposHil } from './testing/cli.ts';

const opensc = foreignClient('opensc-tool', 'opensc');
const running: Running[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});
async function start(...args: string[]): Promise<Running> {
  const started = await startFposHil(args);
  running.push(started);
  return started;
}

test('card --relay prints where its card is reached, until it is stopped', async () => {
  const { line, stop } = await start('card', '--relay');
  expect(line).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/card\?token=[0-9a-f]{32}$/);
  const card = await dialRelayCard(line);
  await card.channel.connect();
  expect(toHex(await card.channel.transmit(selectAid(AID_JPKI)))).toBe('9000');
  running.length = 0;
  expect(await stop()).toBe(0);
  await card.ended;
});

test('relay without a command prints the URL for phones', async () => {
  const { line } = await start('relay');
  expect(line).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/reader\?token=[0-9a-f]{32}$/);
});

test.skipIf('missing' in opensc)('relay runs a program as soon as somebody brings a card', async () => {
  const env = { ...process.env, LC_ALL: 'C' };
  const relay = spawn(process.execPath, [BIN, 'relay', '--', 'opensc-tool', '-n'], { env });
  let [out, notes] = ['', ''];
  relay.stdout.on('data', (text) => {
    out += text;
  });
  const url = new Promise<string>((resolve) => {
    relay.stderr.on('data', (text) => {
      notes += text;
      const found = /Waiting for a card at (\S+)\n/.exec(notes)?.[1];
      if (found) resolve(found);
    });
  });
  const ended = once(relay, 'close');
  await start('card', '--relay-to', await url);
  expect(await ended).toEqual([0, null]);
  expect(out).toBe('jpki\n');
});

test('a relay that nobody uses can be stopped', async () => {
  const env = { ...process.env, LC_ALL: 'C' };
  const relay = spawn(process.execPath, [BIN, 'relay', '--', 'true'], { env });
  const notes: string[] = [];
  relay.stderr.on('data', (text) => {
    notes.push(String(text));
    if (notes.length === 1) relay.kill('SIGTERM');
  });
  expect(await once(relay, 'close')).toEqual([2, null]);
  expect(notes.join('')).toContain('ERR_RELAY_STOPPED');
});
