/** The desk sets a PIN anew. Some PINs of a holder live in more than one PIN file. */
import { AID_COMMON, AID_JPKI, AID_JUKI, AID_TEXT, FID } from '../apdu/index.ts';
import { OFFICE_FID } from './profiles/office-applications.ts';
import { TEXT_FID } from './profiles/text-application.ts';
import type { VirtualCard } from './virtual-card.ts';

/** 署名用, 利用者証明用, 券面事項入力補助用, 住民基本台帳用. */
export type HolderPin = 'sign' | 'auth' | 'text' | 'office';

const FILES: Readonly<Record<HolderPin, readonly (readonly [aid: Uint8Array, fid: number])[]>> = {
  sign: [[AID_JPKI, FID.SIGN_PIN]],
  auth: [[AID_JPKI, FID.AUTH_PIN]],
  text: [[AID_TEXT, TEXT_FID.PIN]],
  office: [
    [AID_JUKI, OFFICE_FID.PIN],
    [AID_COMMON, OFFICE_FID.PIN],
  ],
};

/** Full tries and this value. @throws as `unlock` */
export function resetPin(card: VirtualCard, pin: HolderPin, value: string): void {
  for (const [aid, fid] of FILES[pin]) card.unlock(fid, value, aid);
}
