import { concat, toHex } from '../../../simulator/apdu/index.ts';
import { faultOfAtr } from '../../checks/card-atr.ts';
import { answersTo } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, atPowerUp, part } from './dialogue.ts';
import { AID } from './files.ts';

/** What a contactless reader puts in front of bytes of the radio interface (PC/SC part 3, 3.1.3.2.3). */
const MADE_BY_A_READER = /^3B8.8001/;

export default testCase({
  id: 'TC-CARD-143',
  role: 'card',
  requirements: ['CARD-ATR-OBJECT'],
  purpose:
    'GET DATA 5F51 gives the answer to reset of the contacts without its first byte, at power-up on some cards, with an application on others (observed).',
  purposeJa:
    'GET DATA 5F51は接触式のATRから先頭バイトを除いた値を返す。電源投入時に答えるカードと、応用の選択後に答えるカードがある（観測）。',
  needs: ['other-applications'],
  ...atPowerUp(
    part('At power-up and with an application', ['00CA5F51 00', '9000/6A88'], application(AID.JPKI), [
      '00CA5F51 00',
      '9000/6A88',
    ]),
    (index) =>
      expectation('one of both is the answer to reset', (seen) => {
        const object = answersTo(seen, index, 0xca).find((bytes) => bytes.length > 0);
        if (!object) return [{ kind: 'fail', says: 'there is no object 5F51 on either level' }];
        const atr = concat(Uint8Array.of(0x3b), object);
        const fault = faultOfAtr(atr);
        if (fault) return [{ kind: 'fail', says: `the object 5F51 is no answer to reset: ${fault}` }];
        const connect = seen.all.find((o) => o.kind === 'card' && o.event === 'connect');
        const told = connect?.kind === 'card' ? (connect.atr ?? '') : '';
        return MADE_BY_A_READER.test(told) || told === toHex(atr)
          ? []
          : [
              {
                kind: 'fail',
                says: 'the object 5F51 is not the answer to reset that came at power-on',
                expected: told,
                actual: toHex(atr),
              },
            ];
      }),
  ),
  provenBy: { fail: ['mutant:card-tells-another-atr'] },
});
