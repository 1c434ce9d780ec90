import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-170',
  role: 'card',
  requirements: ['CARD-ISSUER-COMMANDS'],
  purpose:
    'Commands that only the issuer has, to lock and unlock applications and to manage attributes, are refused (6982 observed or assumed), and the application works on.',
  purposeJa:
    '発行者のみのコマンド（応用の閉塞・閉塞解除、属性の管理）は拒まれ（6982、観測又は想定）、応用は引き続き動作する。',
  destructive: true,
  ...inJpki(
    part('VERIFY', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    part(
      'LOCK DF, UNLOCK DF, MANAGE ATTRIBUTES, 80 06',
      ...['80500000', '80520000', '808A0000', '80060000'].map(
        (command) => [command, refused('6982')] as const,
      ),
    ),
    part('The application', ef(FID.SIGN_CERT), [readBinary(0, 4), '9000', 4]),
  ),
  provenBy: { fail: ['mutant:card-obeys-anybody'] },
});
