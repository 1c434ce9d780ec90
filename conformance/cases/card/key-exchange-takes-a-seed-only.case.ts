import { concat } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inApplication, part, refused, right, wholeFile } from './dialogue.ts';
import { AID, TEXT } from './files.ts';
import { exchangeEncrypted, exchangeKey, SESSION_KEY_NOTE, SESSION_SEED } from './key-exchange.ts';

/** Of 256 bytes: below every modulus, and above. */
const [small, great] = [0x00, 0xff].map((first) => new Uint8Array(256).fill(0x5a, 1).fill(first, 0, 1)) as [
  Uint8Array,
  Uint8Array,
];

export default testCase({
  id: 'TC-CARD-141',
  role: 'card',
  requirements: ['CARD-KEY-EXCHANGE'],
  purpose:
    'What is no seed is refused, though the PIN is verified: another structure or no RSAES-OAEP at all with 6A80, a value above the modulus with 6F00 (observed).',
  purposeJa:
    '種でないものは照合済みでも拒む。構造の異なるもの・RSAES-OAEPでないものは6A80、法以上の値は6F00（観測）。',
  ...inApplication(
    AID.TEXT,
    part('VERIFY', ef(TEXT.PIN), [right('textPin'), '9000']),
    wholeFile('The key', TEXT.SESSION_KEY, SESSION_KEY_NOTE),
    part(
      'No seeds',
      [exchangeEncrypted(SESSION_SEED.subarray(0, -1)), refused('6A80')],
      [exchangeEncrypted(concat(SESSION_SEED, Uint8Array.of(0))), refused('6A80')],
      [exchangeEncrypted(SESSION_SEED.with(0, 0xa1)), refused('6A80')],
      [exchangeKey(small), refused('6A80')],
      [exchangeKey(great), ['6F00', ...refused('6A80')]],
    ),
    part('A seed', [exchangeEncrypted(SESSION_SEED), ['9000', '6700'], 0]),
  ),
  provenBy: { fail: ['mutant:card-takes-any-seed'] },
});
