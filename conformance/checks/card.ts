/** Which exchanges with a card are which. */
import type { Seen, SeenApdu } from './seen.ts';

const INS_VERIFY = 0x20;
const INS_SIGN = 0x2a;

/** VERIFY with data. The query (case 1) is none. */
export const isVerify = (a: SeenApdu): boolean => a.ins === INS_VERIFY && a.capdu.length > 5;
export const isSignature = (a: SeenApdu): boolean => a.ins === INS_SIGN && a.capdu[0] === 0x80;

export const verifies = (seen: Seen): readonly SeenApdu[] => seen.apdus.filter(isVerify);
export const signatures = (seen: Seen): readonly SeenApdu[] => seen.apdus.filter(isSignature);
