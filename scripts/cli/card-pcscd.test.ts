/** `card --vpcd` in a reader of the real pcscd, and OpenSC as it is on any machine: nothing of ours is between them. */
import { expect, test } from 'vitest';
import { foreignClient } from '../../simulator/world/index.ts';
import { privatePcscd } from '../../testing/private-pcscd.ts';
import { BIN } from './testing/cli.ts';

const pcscd = privatePcscd();
const programs = [foreignClient('pkcs11-tool', 'opensc'), foreignClient('openssl', 'openssl')];
const missing = 'missing' in pcscd || programs.some((program) => 'missing' in program);

/** Waits for the line that the reader has the card; then what OpenSC finds, signs and counts. */
const SCRIPT = `
"$NODE" "$BIN" card --vpcd >/run/card 2>/run/notes &
tries=200
until [ -s /run/card ]; do
  tries=$((tries - 1)); [ $tries -gt 0 ] || { cat /run/notes; exit 1; }
  sleep 0.05
done
cat /run/card
opensc-tool -l | grep Yes
opensc-tool -n 2>/dev/null
cd /run
pkcs15-tool --read-certificate 1 -o cert.pem 2>/dev/null
openssl x509 -in cert.pem -noout -pubkey >key.pem
printf 'over vpcd' >data
pkcs11-tool --token-label 'JPKI (User Authentication PIN)' --login --pin 1234 --sign -m SHA256-RSA-PKCS --id 1 -i data -o signature 2>/dev/null
openssl dgst -sha256 -verify key.pem -signature signature data
pkcs11-tool --token-label 'JPKI (User Authentication PIN)' --login --pin 9999 -O >/dev/null 2>&1 || echo refused
pkcs15-tool --list-pins 2>/dev/null | grep 'Tries left'
`;

test.skipIf(missing)('OpenSC names the card, signs with it and counts a wrong PIN', async () => {
  const command = ['env', `NODE=${process.execPath}`, `BIN=${BIN}`, 'sh', '-c', SCRIPT];
  const { code, stdout } = 'run' in pcscd ? await pcscd.run(command) : { code: -1, stdout: '' };
  expect({
    code,
    lines: stdout
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  }).toEqual({
    code: 0,
    lines: [
      'The reader at 127.0.0.1:35963 has the card. Stop with Ctrl-C.',
      expect.stringMatching(/^0 +Yes +Virtual PCD 00 00$/),
      'jpki',
      'Verified OK',
      'refused',
      expect.stringMatching(/^Tries left +: 2$/),
      expect.stringMatching(/^Tries left +: 5$/),
    ],
  });
});
