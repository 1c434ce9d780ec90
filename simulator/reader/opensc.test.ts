/** An unmodified program, linked with an unmodified libpcsclite, against the private PC/SC service. */
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { foreignClient } from '../world/foreign-program.ts';
import { type PcscReader, type PcscService, startPcscService } from './pcsc-service.ts';
import { privateSocketPath } from './private-socket.ts';
import { type TinyChip, tinyChip } from './testing/tiny-chip.ts';

const tool = foreignClient('opensc-tool', 'opensc');
const withTool = test.skipIf('missing' in tool);

let service: PcscService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function start(...chips: TinyChip[]): Promise<{ socketPath: string; reader: PcscReader }> {
  const socketPath = await privateSocketPath();
  service = await startPcscService({ readers: chips.map((chip) => ({ chip })), socketPath });
  return { socketPath, reader: service.readers[0]! };
}

/** Runs opensc-tool without blocking this process, in which the service lives. */
function openscTool(socketPath: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const path = 'path' in tool ? tool.path : '';
  return new Promise((resolve) => {
    const env = { ...process.env, PCSCLITE_CSOCK_NAME: socketPath };
    execFile(path, args, { env, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), text: stdout + stderr });
    });
  });
}

const PROBE_ANSWER = Uint8Array.of(0x6a, 0x82);

withTool('opensc-tool lists the reader with a card', async () => {
  const { socketPath, reader } = await start(tinyChip(() => PROBE_ANSWER));
  const { code, text } = await openscTool(socketPath, '-l');
  expect(code).toBe(0);
  expect(text).toMatch(/^0 +Yes /m);
  expect(text).toContain(reader.name);
});

withTool('opensc-tool lists sixteen readers, and talks to the card that it is told', async () => {
  const answers = Array.from({ length: 16 }, (_, i) => Uint8Array.of(0x90, i));
  const { socketPath } = await start(...answers.map((answer) => tinyChip(() => answer)));
  const { text } = await openscTool(socketPath, '-l');
  expect(text.match(/^\d+ +Yes .*Virtual Reader [0-9A-F]{2} 00$/gm)).toHaveLength(16);
  for (const place of [0, 7, 15]) {
    const asked = ['-r', String(place), '-c', 'default', '-s', '00:84:00:00:08'];
    const sw2 = `SW2=0x${place.toString(16).toUpperCase().padStart(2, '0')}`;
    expect((await openscTool(socketPath, ...asked)).text).toContain(sw2);
  }
});

withTool('opensc-tool sees that the card is out', async () => {
  const { socketPath, reader } = await start(tinyChip());
  await reader.remove();
  expect((await openscTool(socketPath, '-l')).text).toMatch(/^0 +No /m);
});

withTool('opensc-tool -a prints the ATR', async () => {
  const { socketPath } = await start(tinyChip(() => PROBE_ANSWER));
  const { code, text } = await openscTool(socketPath, '-a');
  expect(code).toBe(0);
  expect(text).toMatch(/^3b:80:80:01:01$/m);
});

withTool('opensc-tool -n names the card, which it does not know', async () => {
  const chip = tinyChip(() => PROBE_ANSWER);
  const { socketPath } = await start(chip);
  const { code, text } = await openscTool(socketPath, '-n', '-c', 'default');
  expect(code).toBe(0);
  expect(text).toContain('Unsupported card');
});

withTool('opensc-tool -s sends an APDU and prints the answer', async () => {
  const answer = Uint8Array.from([...Buffer.from('fpos'), 0x90, 0x00]);
  const chip = tinyChip((capdu) => (capdu[1] === 0xa4 && capdu[4] === 10 ? answer : PROBE_ANSWER));
  const { socketPath } = await start(chip);
  const apdu = '00:A4:04:0C:0A:D3:92:F0:00:26:01:00:00:00:01';
  const { code, text } = await openscTool(socketPath, '-c', 'default', '-s', apdu);
  expect(code).toBe(0);
  expect(text).toContain('SW1=0x90, SW2=0x00');
  expect(text).toContain('66 70 6F 73 fpos');
  expect(chip.capdus.map((capdu) => Buffer.from(capdu).toString('hex').toUpperCase())).toContain(
    apdu.replaceAll(':', ''),
  );
});

withTool('opensc-tool -w waits until a card is put in', async () => {
  const { socketPath, reader } = await start(tinyChip(() => PROBE_ANSWER));
  await reader.remove();
  let over = false;
  const running = openscTool(socketPath, '-w', '-a').finally(() => {
    over = true;
  });
  // When it has begun to wait cannot be seen from outside, so the card comes and goes until it has noticed. That it
  // prints an empty ATR afterwards is OpenSC 0.23's own doing: its trace shows the event, then no new look at the reader.
  while (!over) {
    // Out long enough for a program to look that began to wait when the card was in.
    await setTimeout(50);
    await reader.insert();
    await setTimeout(50);
    await reader.remove();
  }
  expect(await running).toMatchObject({ code: 0, text: expect.stringContaining('Waiting for a card') });
});

withTool('opensc-tool --reset resets the card', async () => {
  const chip = tinyChip(() => PROBE_ANSWER);
  const { socketPath } = await start(chip);
  expect((await openscTool(socketPath, '--reset=warm', '-c', 'default')).code).toBe(0);
  expect(chip.powerOps).toContain('reset');
});
