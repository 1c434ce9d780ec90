import { concat, FID, selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { atPowerUp, part } from './dialogue.ts';
import { AID } from './files.ts';

const withLe = (capdu: Uint8Array): Uint8Array => concat(capdu, Uint8Array.of(0x00));

export default testCase({
  id: 'TC-CARD-014',
  role: 'card',
  requirements: ['CARD-SELECT-LE'],
  purpose: 'SELECT that wants no data (P2=0C) but has an Le, as OpenSC sends it, is answered as without it.',
  purposeJa: 'P2=0CのSELECTに余分なLeがあっても（OpenSCが送る形）、ない場合と同じに応答する。',
  ...atPowerUp(
    part(
      'With Le',
      [withLe(selectAid(Uint8Array.of(0xa0, 0, 0, 0, 0x79, 0x01, 0x00))), '6A82'],
      [withLe(selectAid(AID.JPKI)), '9000', 0],
      [withLe(selectEf(FID.TOKEN_INFO)), '9000', 0],
    ),
  ),
  provenBy: { fail: ['mutant:card-wants-no-le'] },
});
