import { answersTo } from '../../checks/card-dialogue.ts';
import { text } from '../../checks/card-records.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { atPowerUp, part } from './dialogue.ts';

const isKeyReference = (bytes: Uint8Array): boolean => bytes.length === 16;

const rows = [
  {
    id: 'TC-CARD-123',
    tag: '0042',
    holds: isKeyReference,
    what: 'a key reference of 16 bytes',
    ja: '16バイトの鍵参照',
  },
  {
    id: 'TC-CARD-124',
    tag: '0045',
    holds: (b: Uint8Array) => /^[0-9A-Z]+$/.test(text(b)),
    what: 'the number of the card in ASCII',
    ja: 'ASCIIのカード番号',
  },
  {
    id: 'TC-CARD-125',
    tag: '0066',
    holds: (b: Uint8Array) => Buffer.from(b).includes(Buffer.from('2A864886FC6B', 'hex')),
    what: 'the card recognition data of GlobalPlatform',
    ja: 'GlobalPlatformのカード識別データ',
  },
] as const;

/** One row for each data object that tells of the card alone. */
export default rows.map(({ id, tag, holds, what, ja }) =>
  testCase({
    id,
    role: 'card',
    requirements: ['CARD-GET-DATA'],
    purpose: `At power-up GET DATA ${tag} gives ${what}; an unknown tag answers 6A88.`,
    purposeJa: `電源投入時のGET DATA ${tag}は${ja}を返し、未知のタグは6A88。`,
    needs: ['other-applications'],
    ...atPowerUp(
      part('The object', [`00CA${tag} 00`, '9000']),
      (index) =>
        expectation(what, (seen) => {
          const [object] = answersTo(seen, index, 0xca);
          return object && holds(object) ? [] : [{ kind: 'fail', says: `the object ${tag} is not ${what}` }];
        }),
      part('An unknown tag', ['00CA00EE 00', '6A88']),
    ),
    provenBy: { fail: ['mutant:card-has-empty-objects'] },
  }),
);
