/** The card in this process, with and without RSA, and its start from a file. */
import { constants, privateEncrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AID_JPKI, type Chip, fromHex, selectAid, selectEf, toHex } from '../../simulator/apdu/index.ts';
import { type CardData, createCard, openCardFile, saveCard } from '../../simulator/card/index.ts';
import { type BenchResult, compare, type Subject } from './harness.ts';
import { benchKey, specimen } from './specimen.ts';

const DIGEST_INFO = fromHex(
  '3031300D060960864801650304020105000420BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
);
const VERIFY_AUTH = fromHex('002000800431323334');

type SyncChip = Omit<Chip, 'transmit'> & { transmit(capdu: Uint8Array): Uint8Array };

/** The floor of any simulator: a table from command to answer. */
function tableChip(answers: ReadonlyMap<string, Uint8Array>): SyncChip {
  return {
    atr: fromHex('3B80'),
    power() {},
    transmit: (capdu) => answers.get(toHex(capdu)) ?? fromHex('6D00'),
  };
}

function readyCard(data: CardData, ...capdus: Uint8Array[]): SyncChip {
  const card = createCard(data);
  card.power('on');
  for (const capdu of capdus) card.transmit(capdu);
  return card;
}

const repeat = (name: string, chip: SyncChip, capdu: Uint8Array): Subject => ({
  name,
  run(times) {
    for (let n = 0; n < times; n++) chip.transmit(capdu);
  },
});

/** One command on the card against the same answer from a table. */
function againstTable(id: string, what: string, card: SyncChip, capdu: Uint8Array): Promise<BenchResult> {
  const answer = card.transmit(capdu);
  if (answer.at(-2) !== 0x90) throw new Error(`${what}: the card refuses`);
  const table = tableChip(new Map([[toHex(capdu), answer]]));
  const about = { id, what, aim: 'card at 200,000/s or more' };
  return compare(about, repeat('card', card, capdu), repeat('table', table, capdu));
}

function signature(data: CardData): Promise<BenchResult> {
  const card = readyCard(data, selectAid(AID_JPKI), selectEf(0x0018), VERIFY_AUTH, selectEf(0x0017));
  const capdu = fromHex(`802A008033${toHex(DIGEST_INFO)}00`);
  const options = { key: benchKey('auth'), padding: constants.RSA_PKCS1_PADDING };
  const bare: Subject = {
    name: 'node:crypto',
    run(times) {
      for (let n = 0; n < times; n++) privateEncrypt(options, DIGEST_INFO);
    },
  };
  const about = {
    id: 'card sign',
    what: 'COMPUTE DIGITAL SIGNATURE, RSA-2048, against the bare RSA operation',
    aim: '0.9 × or more',
  };
  return compare(about, repeat('card', card, capdu), bare);
}

async function startFromFile(data: CardData): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
  const path = join(folder, 'card.json');
  try {
    saveCard(path, data);
    const ours: Subject = {
      name: 'open, power on, close',
      run(times) {
        for (let n = 0; n < times; n++) {
          const { card, close } = openCardFile(path);
          card.power('on');
          close();
        }
      },
    };
    const peer: Subject = {
      name: 'read and JSON.parse',
      run(times) {
        for (let n = 0; n < times; n++) JSON.parse(readFileSync(path, 'utf8'));
      },
    };
    return await compare(
      { id: 'card start', what: 'a card from its file, against parsing that file' },
      ours,
      peer,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchCard(): Promise<BenchResult[]> {
  const data = specimen();
  const select = readyCard(data);
  const read = readyCard(data, selectAid(AID_JPKI), selectEf(0x000a));
  const verify = readyCard(data, selectAid(AID_JPKI), selectEf(0x0018));
  return [
    await againstTable('card SELECT', 'SELECT of the JPKI-AP', select, selectAid(AID_JPKI)),
    await againstTable('card READ 256', 'READ BINARY of 256 bytes', read, fromHex('00B0000000')),
    await againstTable('card VERIFY', 'VERIFY with the right PIN', verify, VERIFY_AUTH),
    await signature(data),
    await startFromFile(data),
  ];
}
