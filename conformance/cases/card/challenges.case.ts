import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, part } from './dialogue.ts';
import { AID } from './files.ts';

const rows = [
  { id: 'TC-CARD-127', length: 8 },
  { id: 'TC-CARD-128', length: 16 },
  { id: 'TC-CARD-129', length: 256 },
] as const;

/** One row for each length. */
export default rows.map(({ id, length }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-CHALLENGE'],
    purpose: `GET CHALLENGE for ${length} bytes gives just as many, other ones each time, at power-up and in an application.`,
    purposeJa: `${length}バイトのGET CHALLENGEは、電源投入時も応用内でもちょうど同数の、毎回異なるバイトを返す。`,
    ...atPowerUp(
      part(
        'Three challenges',
        [Uint8Array.of(0x00, 0x84, 0x00, 0x00, length & 0xff), '9000', length],
        [Uint8Array.of(0x00, 0x84, 0x00, 0x00, length & 0xff), '9000', length],
        application(AID.JPKI),
        [Uint8Array.of(0x00, 0x84, 0x00, 0x00, length & 0xff), '9000', length],
      ),
      (index) =>
        expectation('no two are the same', (seen) => {
          const all = answersTo(seen, index, 0x84).map((bytes) => Buffer.from(bytes).toString('hex'));
          return new Set(all).size === 3 ? [] : [{ kind: 'fail', says: 'two challenges are the same' }];
        }),
    ),
    provenBy: { fail: ['mutant:card-challenges-with-the-same', 'mutant:card-challenges-too-short'] },
  }),
);
