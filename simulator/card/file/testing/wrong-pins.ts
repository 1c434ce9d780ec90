/** A process that uses a card file until it is killed: two wrong PINs, the right one, again and again; a line per answer. */
import { writeSync } from 'node:fs';
import { fromHex, toHex } from '../../../apdu/index.ts';
import { openCardFile } from '../card-file.ts';

const { card } = openCardFile(process.argv[2]!);
card.power('on');
card.transmit(fromHex('00A4040C0AD392F000260100000001'));
writeSync(1, 'ready\n');
const [wrong, right] = [fromHex('002000980439393939'), fromHex('002000980431323334')];
// The parent kills this process within a second; the bound only keeps a forgotten one from running for ever.
for (let n = 0; n < 100_000; n++) {
  writeSync(1, `${toHex(card.transmit(n % 3 === 2 ? right : wrong))}\n`);
}
