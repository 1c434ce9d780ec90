/** Where the card stands, as far as its answers tell: current application and file. A pure function of each exchange. */
import { uintOf } from './bytes.ts';
import type { CommandApdu } from './command-apdu.ts';
import { applicationsNamed, type NamedApplication, type NamedFile, namedFile } from './describe-files.ts';
import type { ResponseApdu } from './response-apdu.ts';
import { SW_OK, triesLeftOf } from './status-word.ts';
import { readTlv } from './tlv.ts';

export type Place = {
  /** Undefined at power-up level, and when the application selected is none that we know. */
  readonly application: NamedApplication | undefined;
  readonly file: NamedFile | undefined;
};

export const powerUp: Place = { application: undefined, file: undefined };

/** The DF name in an FCI, if the answer is one (ISO/IEC 7816-4:2020 7.4.3: 6F with 84 in it). */
function nameInFci(data: Uint8Array): Uint8Array | undefined {
  try {
    const template = readTlv(data);
    const name = template.tag === 0x6f ? readTlv(template.value) : undefined;
    return name?.tag === 0x84 ? name.value : undefined;
  } catch {
    return undefined;
  }
}

/** A name that fits several applications is settled by the FCI, or not at all. */
export function applicationSelected(
  { p2, data }: CommandApdu,
  answer: Uint8Array,
): NamedApplication | undefined {
  const told = nameInFci(answer);
  const candidates = applicationsNamed(told ?? data);
  const settled = candidates.length === 1 && (p2 !== 0x02 || told !== undefined);
  return settled ? candidates[0] : undefined;
}

/** The file that P2 (or P1 of READ BINARY) names: 80 the current one, 81 to 9E a short EF identifier. */
export function fileReferred(place: Place, reference: number): NamedFile | undefined {
  if (reference === 0x80) return place.file;
  return reference > 0x80 && reference < 0x9f ? namedFile(place.application, reference & 0x1f) : undefined;
}

/** READ RECORD: the upper five bits of P2 are a short EF identifier, 0 the current file. */
export function recordFileReferred(place: Place, p2: number): NamedFile | undefined {
  return p2 >> 3 === 0 ? place.file : namedFile(place.application, p2 >> 3);
}

function afterSelect(place: Place, capdu: CommandApdu, rapdu: ResponseApdu): Place {
  if (rapdu.sw !== SW_OK) return place;
  if (capdu.p1 === 0x04) return { application: applicationSelected(capdu, rapdu.data), file: undefined };
  if (capdu.p1 !== 0x02 || capdu.data.length !== 2) return place;
  return { ...place, file: namedFile(place.application, uintOf(capdu.data)) };
}

/** The place after an exchange. A refused command moves nothing, but for a VERIFY that reached its PIN. */
export function follow(place: Place, capdu: CommandApdu, rapdu: ResponseApdu): Place {
  const worked = rapdu.sw === SW_OK;
  const moveTo = (file: NamedFile | undefined): Place => (file === undefined ? place : { ...place, file });
  switch (capdu.cla * 256 + capdu.ins) {
    case 0x00a4:
      return afterSelect(place, capdu, rapdu);
    case 0x0020:
      return worked || triesLeftOf(rapdu.sw) !== undefined ? moveTo(fileReferred(place, capdu.p2)) : place;
    case 0x0024:
    case 0x802a:
      return worked ? moveTo(fileReferred(place, capdu.p2)) : place;
    case 0x00b0:
      return worked && capdu.p1 >= 0x80 ? moveTo(fileReferred(place, capdu.p1)) : place;
    case 0x00b2:
      return worked ? moveTo(recordFileReferred(place, capdu.p2)) : place;
    default:
      return place;
  }
}
