/** Transcripts of COMPUTE DIGITAL SIGNATURE, INTERNAL AUTHENTICATE, VERIFY CERTIFICATE, SET SESSION KEY, LAST COMMAND. */
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  publicEncrypt,
  sign as signature,
} from 'node:crypto';
import { rsaPrivateKey } from '../authorities.ts';
import { seedKey } from './cards.ts';
import { app, DIGEST, DIGEST_INFO, ef, opened, sign } from './say.ts';
import { says, type TranscriptGroup } from './told.ts';

const auth = [...opened('jpki', '0018'), ef('0017')];

const compute: TranscriptGroup = {
  kind: 'COMPUTE DIGITAL SIGNATURE',
  comment: 'The card pads what it is given and signs it; P1 says how much of the rest it does too.',
  tests: [
    says(
      'sign-auth',
      'A DigestInfo with the authentication key.',
      'Done',
      '9000',
      ...auth,
      sign(DIGEST_INFO),
    ),
    says(
      'sign-sign',
      'A DigestInfo with the signing key.',
      'Done',
      '9000',
      ...opened('jpki', '001B'),
      ef('001A'),
      sign(DIGEST_INFO),
    ),
    says(
      'sign-twice',
      'Two signatures after one VERIFY.',
      'Done',
      '9000',
      ...auth,
      sign(DIGEST_INFO),
      sign(DIGEST_INFO),
    ),
    says(
      'sign-by-short-identifier',
      'P2 97 names the key.',
      'Done',
      '9000',
      ...opened('jpki', '0018'),
      sign(DIGEST_INFO, '802A0097'),
    ),
    says('sign-any-bytes', 'Nothing demands a DigestInfo.', 'Done', '9000', ...auth, sign('AB')),
    says(
      'sign-245',
      'The longest input of a key of 2048 bits.',
      'Done',
      '9000',
      ...auth,
      sign('AB'.repeat(245)),
    ),
    says(
      'sign-without-le',
      'The signature comes without a Le too.',
      'Unsettled',
      '9000',
      ...auth,
      sign(DIGEST_INFO).slice(0, -2),
    ),
    says(
      'sign-mode-1',
      'P1 01: the bare SHA-256 of the input.',
      'Done',
      '9000',
      ...auth,
      sign('616263', '802A0180'),
    ),
    says(
      'sign-mode-2',
      'P1 02: a SHA-256 is given, the card adds the DigestInfo.',
      'Done',
      '9000',
      ...auth,
      sign(DIGEST, '802A0280'),
    ),
    says(
      'sign-mode-3',
      'P1 03: the card hashes and adds the DigestInfo.',
      'Done',
      '9000',
      ...auth,
      sign('616263', '802A0380'),
    ),
    says(
      'sign-mode-4',
      'P1 04: RSASSA-PSS over a SHA-256.',
      'Random',
      '9000',
      ...auth,
      sign(DIGEST, '802A0480'),
    ),
    says(
      'sign-mode-5',
      'P1 05: RSASSA-PSS, the card hashes.',
      'Random',
      '9000',
      ...auth,
      sign('616263', '802A0580'),
    ),
    says(
      'sign-default-text',
      'P2 00: the key of the text application, without any PIN.',
      'Done',
      '9000',
      app('text'),
      sign(DIGEST_INFO, '802A0000'),
    ),
    says(
      'sign-default-face',
      'The same of the face application.',
      'Done',
      '9000',
      app('face'),
      sign(DIGEST_INFO, '802A0000'),
    ),
    says(
      'sign-without-pin',
      'Without the PIN.',
      'Security',
      '6982',
      app('jpki'),
      ef('0017'),
      sign(DIGEST_INFO),
    ),
    says(
      'sign-with-the-other-pin',
      'The PIN of the other key.',
      'Security',
      '6982',
      ...opened('jpki', '0018'),
      ef('001A'),
      sign(DIGEST_INFO),
    ),
    says(
      'sign-after-reselect',
      'After the application was selected again.',
      'Unsettled',
      '6982',
      ...auth,
      app('jpki'),
      ef('0017'),
      sign(DIGEST_INFO),
    ),
    says(
      'sign-too-long',
      '246 bytes leave no room for the padding.',
      'Unsettled',
      '6985',
      ...auth,
      sign('AB'.repeat(246)),
    ),
    says(
      'sign-mode-2-short',
      'P1 02 with 31 bytes.',
      'Unsettled',
      '6985',
      ...auth,
      sign(DIGEST.slice(2), '802A0280'),
    ),
    says(
      'sign-with-authentication-key',
      'A key that is for INTERNAL AUTHENTICATE.',
      'Unsettled',
      '6985',
      app('common'),
      ef('0019'),
      sign(DIGEST_INFO),
    ),
    says('sign-without-data', 'Nothing to sign.', 'Form', '6700', ...auth, '802A008000'),
    says(
      'sign-short-le',
      'A signature is given whole or not at all.',
      'Unsettled',
      '6700',
      ...auth,
      `802A008033${DIGEST_INFO}80`,
    ),
    says('sign-without-file', 'No key is current.', 'State', '6986', app('jpki'), sign(DIGEST_INFO)),
    says(
      'sign-with-pin-file',
      'The current file is no key.',
      'State',
      '6981',
      ...opened('jpki', '0018'),
      sign(DIGEST_INFO),
    ),
    says(
      'sign-absent-short-identifier',
      'A short identifier of no file.',
      'Absent',
      '6A82',
      app('jpki'),
      sign(DIGEST_INFO, '802A0099'),
    ),
    says('sign-wrong-p1', 'P1 06 is no mode.', 'Form', '6A86', ...auth, sign(DIGEST_INFO, '802A0680')),
    says(
      'sign-no-default-key',
      'The JPKI application has no default key.',
      'Unsettled',
      '6A86',
      ...auth,
      sign(DIGEST_INFO, '802A0000'),
    ),
  ],
};

const CHALLENGE = '000102030405060708090A0B0C0D0E0F';
const authenticate = (head: string, data = CHALLENGE): string => sign(data, head);
const internal: TranscriptGroup = {
  kind: 'INTERNAL AUTHENTICATE',
  comment: 'A challenge is signed with the key of the card itself.',
  tests: [
    says(
      'authenticate',
      'The key of the common application, without any PIN.',
      'Done',
      '9000',
      app('common'),
      authenticate('00880099'),
    ),
    says(
      'authenticate-current',
      'The same as the current file.',
      'Done',
      '9000',
      app('common'),
      ef('0019'),
      authenticate('00880080'),
    ),
    says(
      'authenticate-guarded',
      'A key that a PIN guards, also after the PIN.',
      'Unsettled',
      '6982',
      ...auth,
      authenticate('00880080'),
    ),
    says(
      'authenticate-text',
      'A key that signs.',
      'State',
      '6985',
      app('text'),
      ef('0013'),
      authenticate('00880080'),
    ),
    says('authenticate-without-data', 'No challenge.', 'Form', '6700', app('common'), '0088009900'),
    says(
      'authenticate-short-le',
      'A signature is given whole or not at all.',
      'Unsettled',
      '6700',
      app('common'),
      `${authenticate('00880099').slice(0, -2)}10`,
    ),
    says(
      'authenticate-without-file',
      'No key is current.',
      'State',
      '6986',
      app('common'),
      authenticate('00880080'),
    ),
    says(
      'authenticate-pin-file',
      'The current file is no key.',
      'State',
      '6981',
      app('common'),
      ef('001C'),
      authenticate('00880080'),
    ),
    says(
      'authenticate-absent',
      'A short identifier of no file.',
      'Absent',
      '6A82',
      app('common'),
      authenticate('00880081').replace('00880081', '0088009D'),
    ),
    says('authenticate-wrong-p1', 'P1 is 00.', 'Form', '6A86', app('common'), authenticate('00880199')),
    says(
      'authenticate-wrong-p2',
      'P2 00 names no key.',
      'Unsettled',
      '6A86',
      app('common'),
      authenticate('00880000'),
    ),
  ],
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
/** A case 3 command with an extended length. */
const extended = (head: string, data: string): string =>
  `${head}00${(data.length / 2).toString(16).padStart(4, '0').toUpperCase()}${data}`;

const terminalKey = rsaPrivateKey('other holder');
const modulus = Buffer.from(createPublicKey(terminalKey).export({ format: 'jwk' }).n!, 'base64url');
/** Two key identifiers, then the public key, as card-verifiable certificates have them. */
const bodyValue = Buffer.concat([
  Buffer.alloc(16, 0x36),
  Buffer.alloc(16, 0x37),
  Buffer.from('900301000191820100', 'hex'),
  modulus,
]);
const BODY = `7F218202335F4E820129${hexOf(bodyValue)}`;
const authority = rsaPrivateKey('attacker');
const SIGNATURE = `5F37820100${hexOf(signature('sha256', bodyValue, authority))}`;
const certificate = (p1: string, data: string): string => extended(`80A2${p1}C1`, data);
const reference = [app('jpki'), ef('0016')];

const terminal: TranscriptGroup = {
  kind: 'VERIFY CERTIFICATE',
  comment: 'The certificate of a terminal, in two parts. No card here knows the authority of real terminals.',
  tests: [
    says('terminal-body', 'The first part is taken.', 'Done', '9000', ...reference, certificate('06', BODY)),
    says(
      'terminal-refused',
      'The second part is signed by nobody who counts.',
      'Unsettled',
      '6982',
      ...reference,
      certificate('06', BODY),
      certificate('00', SIGNATURE),
    ),
    says(
      'terminal-signature-first',
      'The second part without the first.',
      'Unsettled',
      '6985',
      ...reference,
      certificate('00', SIGNATURE),
    ),
    says(
      'terminal-other-body',
      'Something else in the place of the first part.',
      'Unsettled',
      '6A80',
      ...reference,
      certificate('06', `00${BODY.slice(2)}`),
    ),
    says(
      'terminal-short-body',
      'The first part without its last byte.',
      'Form',
      '6700',
      ...reference,
      certificate('06', BODY.slice(0, -2)),
    ),
    says(
      'terminal-garbage',
      'Garbage in the place of the second part.',
      'Form',
      '6700',
      ...reference,
      certificate('06', BODY),
      certificate('00', '00'.repeat(261)),
    ),
    says(
      'terminal-without-file',
      'The key reference is not current.',
      'State',
      '6986',
      app('jpki'),
      certificate('06', BODY),
    ),
    says(
      'terminal-other-file',
      'Another file is current.',
      'State',
      '6981',
      app('jpki'),
      ef('0017'),
      certificate('06', BODY),
    ),
    says('terminal-wrong-p1', 'P1 01 is no part.', 'Form', '6A86', ...reference, certificate('01', BODY)),
  ],
};

const { key, after } = { key: seedKey(), after: '0011' };
const exchangeModulus = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).n!, 'base64url');

/** MGF1 of RFC 8017, B.2.1, with SHA-256. */
function mask(seed: Uint8Array, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
    createHash('sha256')
      .update(seed)
      .update(Uint8Array.of(0, 0, 0, at))
      .digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

/** RSAES-OAEP (RFC 8017, 7.1.1) with SHA-256 and a seed of zeros: the same bytes each time, which no real client wants. */
function encrypted(message: Uint8Array): string {
  const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, at) => byte ^ b[at]!));
  const seed = Buffer.alloc(32);
  const empty = createHash('sha256').digest();
  const db = Buffer.concat([empty, Buffer.alloc(256 - message.length - 66), Buffer.from([1]), message]);
  const maskedDb = xor(db, mask(seed, db.length));
  const em = Buffer.concat([Buffer.from([0]), xor(seed, mask(maskedDb, 32)), maskedDb]);
  return hexOf(publicEncrypt({ key: createPublicKey(key), padding: constants.RSA_NO_PADDING }, em));
}

const seedCommand = (data: string, head = '80AE0000'): string => extended(head, data);
const goodSeed = seedCommand(encrypted(Buffer.from(`A0228020${'5A'.repeat(32)}`, 'hex')));
const session: TranscriptGroup = {
  kind: 'SET SESSION KEY',
  comment: 'A seed for a session key, encrypted for the card.',
  tests: [
    says(
      'session-seed',
      'After the PIN of the text application.',
      'Done',
      '9000',
      ...opened('text', after),
      goodSeed,
    ),
    says('session-without-pin', 'Without the PIN.', 'Security', '6982', app('text'), goodSeed),
    says('session-elsewhere', 'In the JPKI application.', 'Security', '6982', app('jpki'), goodSeed),
    says('session-face', 'In the face application.', 'State', '66F1', app('face'), goodSeed),
    says(
      'session-other-seed',
      'Encrypted rightly, and no seed.',
      'Unsettled',
      '6A80',
      ...opened('text', after),
      seedCommand(encrypted(Buffer.from('00', 'hex'))),
    ),
    says(
      'session-garbage',
      'Not encrypted for this card.',
      'State',
      '6A80',
      ...opened('text', after),
      seedCommand('01'.repeat(256)),
    ),
    says(
      'session-too-large',
      'A number that is not below the modulus.',
      'State',
      '6F00',
      ...opened('text', after),
      seedCommand(hexOf(exchangeModulus)),
    ),
    says(
      'session-short',
      'A byte too few.',
      'Form',
      '6700',
      ...opened('text', after),
      seedCommand('01'.repeat(255)),
    ),
    says(
      'session-wrong-p1',
      'P1 is 00.',
      'Form',
      '6A86',
      ...opened('text', after),
      goodSeed.replace('80AE0000', '80AE0100'),
    ),
  ],
};

const last: TranscriptGroup = {
  kind: 'LAST COMMAND',
  comment: 'What phones are told at the end; the plastic card does not know it.',
  tests: [says('last-command', 'On the plastic card.', 'Form', '6700', app('jpki'), '80FC0000')],
};

const others: readonly TranscriptGroup[] = [
  {
    kind: 'LAST COMMAND',
    comment: 'A phone.',
    knobs: { endOfSession: 'ends' },
    tests: [
      says('last-command-phone', 'The session ends.', 'Unsettled', '9000', app('jpki'), '80FC0000'),
      says('last-command-wrong-p1', 'P1 is 00.', 'Unsettled', '6A86', app('jpki'), '80FC0100'),
    ],
  },
  {
    kind: 'VERIFY CERTIFICATE',
    comment: 'A card that knows a private authority of terminals.',
    knobs: {
      terminalAuth: createPublicKey(createPrivateKey(authority.export({ type: 'pkcs8', format: 'pem' }))),
    },
    tests: [
      says(
        'terminal-accepted',
        'The authority signed it.',
        'Unsettled',
        '9000',
        ...reference,
        certificate('06', BODY),
        certificate('00', SIGNATURE),
      ),
      says(
        'terminal-signs',
        'The authentication key signs for such a terminal without a PIN.',
        'Unsettled',
        '9000',
        ...reference,
        certificate('06', BODY),
        certificate('00', SIGNATURE),
        ef('0017'),
        sign(DIGEST_INFO),
      ),
    ],
  },
];

export const keyGroups: readonly TranscriptGroup[] = [compute, internal, terminal, session, last, ...others];
