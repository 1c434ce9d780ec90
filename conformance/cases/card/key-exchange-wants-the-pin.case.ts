import { contentIn } from '../../checks/card-dialogue.ts';
import { expectation } from '../../checks/expectation.ts';
import { testCase } from '../define.ts';
import { application, ef, inApplication, part, refused, right, wholeFile } from './dialogue.ts';
import { AID, TEXT } from './files.ts';
import { exchangeEncrypted, SESSION_KEY_NOTE, SESSION_SEED, sessionKeyIn } from './key-exchange.ts';

const seed = exchangeEncrypted(SESSION_SEED);

export default testCase({
  id: 'TC-CARD-140',
  role: 'card',
  requirements: ['CARD-KEY-EXCHANGE'],
  purpose:
    'The 券面事項入力補助AP takes a seed, encrypted under the key of its EF 0006, for secure messaging after VERIFY of its PIN and not before (6982 observed).',
  purposeJa:
    '券面事項入力補助APは、EF 0006の鍵で暗号化されたセキュアメッセージング用の種を、暗証番号の照合後に限り受け取る（照合前は6982、観測）。',
  ...inApplication(
    AID.TEXT,
    part('VERIFY', ef(TEXT.PIN), [right('textPin'), '9000']),
    wholeFile('The key', TEXT.SESSION_KEY, SESSION_KEY_NOTE),
    (index) =>
      expectation('A1 with an RSA key', (seen) =>
        sessionKeyIn(contentIn(seen, index))
          ? []
          : [{ kind: 'fail', says: 'EF 0006 does not begin with A1 and an RSA key' }],
      ),
    part('Another application, and back', application(AID.COMMON), application(AID.TEXT), [
      seed,
      refused('6982'),
    ]),
    part('VERIFY again', ef(TEXT.PIN), [right('textPin'), '9000'], [seed, ['9000', '6700'], 0]),
  ),
  provenBy: { fail: ['mutant:card-exchanges-keys-without-pin'] },
});
