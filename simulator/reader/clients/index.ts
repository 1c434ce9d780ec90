/** What public clients of the card send, as data, and the engine that replays it. One line per client is in README.md. */
import { jpkiReader, jpkiWeb, pyjpki, webusbMynumbercard } from './desktops.ts';
import { jpkiRs } from './jpki-rs.ts';
import { jsapdu } from './jsapdu.ts';
import { mynaGo } from './myna-go.ts';
import { mynaRust } from './myna-rust.ts';
import { opensc } from './opensc.ts';
import {
  flutterNfcMynumber,
  jpkiLocalSigner,
  jpkiSignerAndroid,
  mynumbercardIdp,
  readmynumberPlus,
  tretJapanNfcReader,
} from './phones.ts';
import { pocketsign } from './pocketsign.ts';
import { scTools } from './sc-tools.ts';
import type { ClientSequence } from './step.ts';

export type { Holder } from './holder.ts';
export { type ReplayDifference, replay } from './replay.ts';
export type { ClientSequence, Exchange, Step } from './step.ts';

/** Every sequence of every client. */
export const clientSequences: readonly ClientSequence[] = [
  ...opensc,
  ...mynaRust,
  ...mynaGo,
  ...jpkiRs,
  ...jpkiSignerAndroid,
  ...tretJapanNfcReader,
  ...jpkiLocalSigner,
  ...jpkiReader,
  ...pyjpki,
  ...jpkiWeb,
  ...mynumbercardIdp,
  ...readmynumberPlus,
  ...flutterNfcMynumber,
  ...webusbMynumbercard,
  ...jsapdu,
  ...scTools,
  ...pocketsign,
];
