/**
 * A dialogue with a card as lines for people: which application, which file, which PIN or key, what was read.
 *
 * The tracer follows the card's answers and never throws. It shows no PIN, no 照合番号, no Individual Number: command
 * data appear as byte counts, answers as counts and as the fields of structures that `trace-structures.ts` shows.
 */
import { toHex, uintOf } from './bytes.ts';
import { type CommandApdu, parseCommandApdu } from './command-apdu.ts';
import { describeResponse } from './describe-answers.ts';
import {
  bytesText,
  commandName,
  digestInfoHash,
  hexByte,
  hexPair,
  VERIFY_QUERY,
} from './describe-commands.ts';
import { applicationsNamed, type NamedFile, namedFile } from './describe-files.ts';
import { parseResponseApdu, type ResponseApdu } from './response-apdu.ts';
import { SW_OK } from './status-word.ts';
import { createAssembly } from './trace-assembly.ts';
import {
  applicationSelected,
  fileReferred,
  follow,
  type Place,
  powerUp,
  recordFileReferred,
} from './trace-state.ts';
import { readDataObject, readStructure, type TracedStructure } from './trace-structures.ts';

/** One exchange for people. */
export type TracedExchange = {
  /** "READ BINARY EF.AUTH_CERT 0000..00FF → 256 bytes, 9000". */
  readonly line: string;
  /** The fields of a file or data object that this exchange completed. */
  readonly completed?: TracedStructure;
};

export type Tracer = {
  exchange(capdu: Uint8Array, rapdu: Uint8Array): TracedExchange;
  /** Power or a reset: the card stands at power-up level, and what was read may be another card's. */
  power(op: 'on' | 'off' | 'reset'): string;
};

const nameOf = (file: NamedFile | undefined): string => file?.name ?? 'no file';
const hexWord = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

function describeSelect(place: Place, capdu: CommandApdu, answer: Uint8Array): string {
  const { p1, p2, data } = capdu;
  if (p1 === 0x04) {
    const settled = applicationSelected(capdu, answer);
    const next = p2 === 0x02 ? 'next ' : '';
    if (settled !== undefined) return `SELECT ${next}${settled.name}`;
    const several = applicationsNamed(data).map(({ name }) => name);
    return `SELECT ${next}AP ${toHex(data)}${several.length > 1 ? ` (one of ${several.join(', ')})` : ''}`;
  }
  if (p1 === 0x02 && data.length === 2) {
    const fid = uintOf(data);
    const { name } = namedFile(place.application, fid);
    return name.endsWith(hexWord(fid)) ? `SELECT ${name}` : `SELECT ${name} (${hexWord(fid)})`;
  }
  return `SELECT P1P2 ${hexPair(p1, p2)} (${bytesText(data.length)})`;
}

function describeReadBinary(place: Place, { p1, p2, ne }: CommandApdu, { data }: ResponseApdu): string {
  const offset = p1 < 0x80 ? p1 * 256 + p2 : p2;
  const name = nameOf(fileReferred(place, p1 < 0x80 ? 0x80 : p1));
  const end = data.length === 0 ? ` Le ${ne}` : `..${hexWord(offset + data.length - 1)}`;
  return `READ BINARY ${name} ${hexWord(offset)}${end}`;
}

/** COMPUTE DIGITAL SIGNATURE with P2 00 uses the key of the application itself. */
function keyReferred(place: Place, p2: number): string {
  if (p2 !== 0x00) return nameOf(fileReferred(place, p2));
  return place.application?.files.find(({ name }) => /(TEXT|FACE)_KEY$/.test(name))?.name ?? 'default key';
}

function describeSign(place: Place, { p1, p2, data }: CommandApdu): string {
  const hash = p1 === 0 ? digestInfoHash(data) : undefined;
  const input = hash === undefined ? bytesText(data.length) : `DigestInfo ${hash}`;
  return `COMPUTE DIGITAL SIGNATURE ${keyReferred(place, p2)}${p1 === 0 ? '' : ` P1 ${hexByte(p1)}`} (${input})`;
}

function describeReadRecord(place: Place, { p1, p2 }: CommandApdu): string {
  const range = (p2 & 0x07) === 0x05 ? `${p1} and following` : String(p1);
  return `READ RECORD ${nameOf(recordFileReferred(place, p2))} record ${range}`;
}

function describeCommand(place: Place, capdu: CommandApdu, rapdu: ResponseApdu): string {
  const { cla, ins, p1, p2, data } = capdu;
  const size = `(${bytesText(data.length)})`;
  const name = commandName(cla, ins) ?? `command ${hexPair(cla, ins)}`;
  switch (cla * 256 + ins) {
    case 0x00a4:
      return describeSelect(place, capdu, rapdu.data);
    case 0x0020:
      return data.length === 0
        ? `${VERIFY_QUERY} ${nameOf(fileReferred(place, p2))}`
        : `VERIFY ${nameOf(fileReferred(place, p2))} ${size}`;
    case 0x0024:
    case 0x8032:
    case 0x0088:
      return `${name} ${nameOf(fileReferred(place, p2))} ${size}`;
    case 0x00b0:
      return describeReadBinary(place, capdu, rapdu);
    case 0x00b2:
      return describeReadRecord(place, capdu);
    case 0x00ca:
      return `GET DATA ${hexPair(p1, p2).replace(/^00/, '')}`;
    case 0x802a:
      return describeSign(place, capdu);
    default:
      return `${name} ${hexPair(p1, p2)} ${size}`;
  }
}

/** Follows one card from now on, as if it stood at power-up level. */
export function createTracer(): Tracer {
  let place = powerUp;
  let assembly = createAssembly();

  /** What a successful read completed. */
  const completedBy = (capdu: CommandApdu, { data, sw }: ResponseApdu): TracedStructure | undefined => {
    if (sw !== SW_OK || data.length === 0) return undefined;
    const { file, application } = place; // already the place after the command
    switch (capdu.cla * 256 + capdu.ins) {
      case 0x00b0: {
        if (file?.structure === undefined || application === undefined) return undefined;
        const offset = capdu.p1 < 0x80 ? capdu.p1 * 256 + capdu.p2 : capdu.p2;
        const { structure } = file;
        return assembly.add(`${toHex(application.aid)}:${file.fid}`, offset, data, (known) =>
          readStructure(structure, known),
        );
      }
      case 0x00b2:
        return file?.structure && capdu.p1 === 1 ? readStructure(file.structure, data) : undefined;
      case 0x00ca:
        return readDataObject(capdu.p1 * 256 + capdu.p2, data);
      default:
        return undefined;
    }
  };

  const exchangeRead = (capdu: CommandApdu, rapdu: ResponseApdu, answer: string): TracedExchange => {
    const line = `${describeCommand(place, capdu, rapdu)} → ${answer}`;
    place = follow(place, capdu, rapdu);
    const completed = completedBy(capdu, rapdu);
    return completed === undefined ? { line } : { line, completed };
  };

  return {
    exchange(capdu, rapdu) {
      const answer = describeResponse(rapdu);
      let command: CommandApdu;
      try {
        command = parseCommandApdu(capdu);
      } catch {
        return { line: `malformed command (${bytesText(capdu.length)}) → ${answer}` };
      }
      const whole = rapdu.length >= 2;
      return exchangeRead(
        command,
        whole ? parseResponseApdu(rapdu) : { data: new Uint8Array(0), sw: 0 },
        answer,
      );
    },
    power(op) {
      place = powerUp;
      assembly = createAssembly();
      return op === 'reset' ? 'warm reset' : `power ${op}`;
    },
  };
}

/** An exchange as text: the line, and below it, indented, one line for each field. */
export function tracedText({ line, completed }: TracedExchange): string {
  if (completed === undefined) return line;
  const fields = completed.fields.map(([name, text]) => `    ${name}: ${text}`);
  return [line, `  ${completed.title}`, ...fields].join('\n');
}
