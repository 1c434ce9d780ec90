/** The card under test, before the first case: is it locked, and does it take what the configuration names? */
import {
  type CardChannel,
  fromHex,
  queryTries,
  readBinary,
  selectAid,
  selectEf,
  toHex,
  utf8Encode,
  verify,
} from '../../../simulator/apdu/index.ts';
import { AID, TEXT } from '../../cases/card/files.ts';
import type { Rig } from '../../runner/rig.ts';
import { PIN_FILES, type PinFileOf, type PinName } from '../card-pins.ts';
import { printedValues } from '../printed-values.ts';
import type { SetupFault } from '../setup-fault.ts';
import type { Resolved } from './static.ts';

/** Of these two it is told even where nobody has named them: with one of them locked, most cases come to nothing. */
const NEEDED: readonly (PinName | undefined)[] = ['signPin', 'authPin'];

const SERIAL_RECORD = fromHex('00B2010C00');

const answers = async (card: CardChannel, ...commands: readonly Uint8Array[]): Promise<boolean> => {
  for (const command of commands)
    if (toHex((await card.transmit(command)).slice(-2)) !== '9000') return false;
  return true;
};

/**
 * One try at most, and none where few are left: a card may stand behind the adapter that keeps them. The file must have
 * been selected, or the value would go to another one.
 */
async function faultOf(
  card: CardChannel,
  file: PinFileOf,
  value: string | undefined,
): Promise<SetupFault | undefined> {
  const field = `.pins.${file.pin}`;
  if (value === undefined && !NEEDED.includes(file.pin)) return undefined;
  if (!(await answers(card, selectAid(file.aid), selectEf(file.fid)))) return undefined;
  const tries = toHex(await card.transmit(queryTries()));
  if (tries === '63C0' || tries === '6983')
    return {
      field,
      found: `the card is locked: no try is left (${tries})`,
      mend: 'Answer reset with a fresh card, or have it unlocked.',
    };
  const left = /^63C([0-9A-F])$/.exec(tries)?.[1];
  if (value === undefined || left === undefined) return undefined;
  if (Number.parseInt(left, 16) < file.leastTries)
    return {
      field,
      found: `only ${Number.parseInt(left, 16)} tries are left, too few to risk one`,
      mend: 'Enter the right PIN elsewhere first: that restores the tries.',
    };
  const answer = toHex(await card.transmit(verify(utf8Encode(value))));
  return /^63C[0-9A-F]$/.test(answer)
    ? { field, found: `the card does not take it (${answer})`, mend: 'Name the PIN of this card.' }
    : undefined;
}

/** 照合番号B is made of what the card tells once it has taken textPin, and of the code. */
async function numberB(card: CardChannel, code: string): Promise<string | undefined> {
  await card.transmit(selectEf(TEXT.FOUR_ITEMS));
  const items = await card.transmit(readBinary(0, 256));
  if (!(await answers(card, selectAid(AID.COMMON)))) return undefined;
  const printed = printedValues(items, await card.transmit(SERIAL_RECORD));
  return printed && printed.numberBBegins + code;
}

/** Mistakes in `pins`. Each value is presented once at most to each file that takes it, and only where it is named. */
export async function cardFaults(
  { card }: Pick<Rig, 'card'>,
  { pins }: Pick<Resolved, 'pins'>,
): Promise<readonly SetupFault[]> {
  const faults: SetupFault[] = [];
  let printed: string | undefined;
  try {
    await card.connect();
    for (const file of PIN_FILES) {
      if (file.pin === undefined) continue;
      const value = file.pin === 'securityCode' ? printed : pins[file.pin];
      const fault = await faultOf(card, file, value);
      if (fault && !faults.some(({ field, found }) => field === fault.field && found === fault.found))
        faults.push(fault);
      const open = file.pin === 'textPin' && value !== undefined && fault === undefined;
      if (open && pins.securityCode !== undefined) printed = await numberB(card, pins.securityCode);
    }
    await card.disconnect();
  } catch {
    // It does not do what a card does: that is for the cases to judge.
  }
  return faults;
}
