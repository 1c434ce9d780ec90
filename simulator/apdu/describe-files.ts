/**
 * Applications and files of a My Number card by name, as data: what a trace calls them and how their content reads.
 * As public clients use them: OpenSC `card-jpki.c`, jpki/myna, siketyan/jpki-rs, AokiApp/jsapdu `mynacard`, myna-card.
 */
import { fromHex, startsWith } from './bytes.ts';

/** How the content of a readable file is built; `trace-structures.ts` reads each of them. */
export type StructureName =
  | 'certificate'
  | 'token-info'
  | 'cert-availability'
  | 'individual-number'
  | 'basic-four'
  | 'text-integrity'
  | 'cv-certificate'
  | 'text-basic-info'
  | 'session-key'
  | 'text-signing-key'
  | 'age-record'
  | 'face'
  | 'face-basic-info'
  | 'number-image'
  | 'serial-record'
  | 'key-reference';

/** `pin` and `key` are internal files: they are used, never read. */
export type FileKind = 'transparent' | 'record' | 'pin' | 'key';

export type NamedFile = {
  readonly fid: number;
  readonly name: string;
  readonly kind: FileKind;
  readonly structure?: StructureName;
};

export type NamedApplication = {
  readonly name: string;
  readonly titleJa: string;
  readonly aid: Uint8Array;
  readonly files: readonly NamedFile[];
};

const ef = (fid: number, name: string, structure?: StructureName): NamedFile => ({
  fid,
  name: `EF.${name}`,
  kind: 'transparent',
  ...(structure && { structure }),
});
const records = (fid: number, name: string, structure: StructureName): NamedFile => ({
  fid,
  name: `EF.${name}`,
  kind: 'record',
  structure,
});
const pin = (fid: number, name: string): NamedFile => ({ fid, name: `IEF.${name}`, kind: 'pin' });
const key = (fid: number, name: string): NamedFile => ({ fid, name: `IEF.${name}`, kind: 'key' });

/** Every application of the card whose name is public. */
export const namedApplications: readonly NamedApplication[] = [
  {
    name: 'JPKI-AP',
    titleJa: '公的個人認証AP',
    aid: fromHex('D392F000260100000001'),
    files: [
      ef(0x0001, 'SIGN_CERT', 'certificate'),
      ef(0x0002, 'SIGN_CA', 'certificate'),
      ef(0x0006, 'TOKEN_INFO', 'token-info'),
      ef(0x0008, 'CERT_AVAILABILITY', 'cert-availability'),
      ef(0x000a, 'AUTH_CERT', 'certificate'),
      ef(0x000b, 'AUTH_CA', 'certificate'),
      key(0x0016, 'TERMINAL_CA'),
      key(0x0017, 'AUTH_KEY'),
      pin(0x0018, 'AUTH_PIN'),
      key(0x001a, 'SIGN_KEY'),
      pin(0x001b, 'SIGN_PIN'),
    ],
  },
  {
    name: 'text AP',
    titleJa: '券面事項入力補助AP',
    aid: fromHex('D3921000310001010408'),
    files: [
      ef(0x0001, 'INDIVIDUAL_NUMBER', 'individual-number'),
      ef(0x0002, 'BASIC_FOUR', 'basic-four'),
      ef(0x0003, 'INTEGRITY', 'text-integrity'),
      ef(0x0004, 'CV_CERT', 'cv-certificate'),
      ef(0x0005, 'BASIC_INFO', 'text-basic-info'),
      ef(0x0006, 'SESSION_KEY', 'session-key'),
      ef(0x0007, 'SIGNING_KEY', 'text-signing-key'),
      pin(0x0011, 'TEXT_PIN'),
      pin(0x0012, 'BLOCKED'),
      key(0x0013, 'TEXT_KEY'),
      pin(0x0014, 'NUMBER_A'),
      pin(0x0015, 'NUMBER_B'),
    ],
  },
  {
    name: 'face AP',
    titleJa: '券面事項確認AP',
    aid: fromHex('D3921000310001010402'),
    files: [
      ef(0x0001, 'AGE', 'age-record'),
      ef(0x0002, 'FACE', 'face'),
      ef(0x0003, 'BASIC_INFO', 'face-basic-info'),
      ef(0x0004, 'CV_CERT', 'cv-certificate'),
      ef(0x0005, 'NUMBER_IMAGE', 'number-image'),
      pin(0x0011, 'BIRTH_DATE'),
      pin(0x0012, 'NUMBER_B'),
      pin(0x0013, 'NUMBER_A'),
      key(0x001a, 'FACE_KEY'),
    ],
  },
  {
    name: 'juki AP',
    titleJa: '住基AP',
    aid: fromHex('D3921000310001010401'),
    files: [records(0x0002, 'KEY_REFERENCE', 'key-reference'), pin(0x001c, 'JUKI_PIN')],
  },
  {
    name: 'common AP',
    titleJa: '共通カードAP',
    aid: fromHex('D3921000310001010100'),
    files: [
      records(0x0001, 'CARD_SERIAL', 'serial-record'),
      records(0x0002, 'KEY_REFERENCE', 'key-reference'),
      key(0x0019, 'INTERNAL_AUTH_KEY'),
      pin(0x001c, 'CARD_PIN'),
    ],
  },
  { name: 'ISD', titleJa: 'GlobalPlatform ISD', aid: fromHex('A0000001510000'), files: [] },
];

/** The applications that a full or partial name may mean, in the order of the table. */
export function applicationsNamed(name: Uint8Array): NamedApplication[] {
  return namedApplications.filter(({ aid }) => name.length > 0 && startsWith(aid, name));
}

/** A file that no table names still gets a name: its number. */
export function namedFile(application: NamedApplication | undefined, fid: number): NamedFile {
  const known = application?.files.find((file) => file.fid === fid);
  if (known !== undefined) return known;
  return { fid, name: `EF ${fid.toString(16).toUpperCase().padStart(4, '0')}`, kind: 'transparent' };
}
