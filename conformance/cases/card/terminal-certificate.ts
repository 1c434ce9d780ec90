/** A terminal certificate (特定機関認証) of nobody, in the two commands of sc-tools-myna; extended length, as it has 568 bytes. */
import { concat, encodeCommandApdu, fromHex, utf8Encode } from '../../../simulator/apdu/index.ts';

/** Key reference of the authority, in the 公的個人認証AP. */
export const TERMINAL_CA = 0x0016;

/** A key id in the range of test cards. */
const keyId = (digits: string): Uint8Array => concat(utf8Encode(digits), fromHex('0805303031FFFFFFFF'));

/** 80 A2 with these parameters and data, and an extended Le. */
export const verifyCertificate = (p1: number, p2: number, data: Uint8Array): Uint8Array =>
  encodeCommandApdu({ cla: 0x80, ins: 0xa2, p1, p2, data, ne: 65_536, extended: true });

/** The certificate up to its signature: two key ids and a key, whose modulus is a made-up number. */
export const terminalBody = (p2 = 0xc1): Uint8Array =>
  verifyCertificate(
    0x06,
    p2,
    concat(
      fromHex('7F218202335F4E820129'),
      keyId('6999998'),
      keyId('6999999'),
      fromHex('900301000191820100'),
      new Uint8Array(256).fill(0xc5),
    ),
  );

/** Its signature, which no key has made. */
export const terminalSignature = (): Uint8Array =>
  verifyCertificate(0x00, 0xc1, concat(fromHex('5F37820100'), new Uint8Array(256).fill(0x5a)));
