import { readCertificate } from '../../../simulator/pki/index.ts';
import { issuedIn } from '../../checks/ca.ts';
import type { Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

const LOOKED_AT = 60;
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

/** The first citizen whose card the newest generation signed, or one before it: those are every fourth at most. */
function ofGeneration({ holders, jlis }: Rig, newest: boolean): number {
  const today = hex(readCertificate(jlis.anchors.sign.at(-1)!).ski);
  for (let citizen = newest ? 1 : 3; citizen <= LOOKED_AT; citizen += 4) {
    const { signCert } = holders.card(citizen);
    if (signCert && (hex(readCertificate(signCert).aki?.keyId) === today) === newest) return citizen;
  }
  throw new Error('no citizen of that generation');
}

export default testCase({
  id: 'TC-CA-018',
  role: 'ca',

  requirements: ['ESA-R5-2b'],
  purpose:
    'A card whose certificate an earlier key of J-LIS signed, under the same name, is taken as well as one of today.',
  purposeJa: '同じ名称の以前の世代の鍵で署名された署名用電子証明書も、現世代のものと同じく受け付ける。',
  procedure: [
    step('Somebody with a card of today enrols', (rig) => enrolAs(rig, 'now', ofGeneration(rig, true))),
    step('Somebody with a card of an earlier generation enrols', (rig) =>
      refusable(rig.holders.enrol(ofGeneration(rig, false))),
    ),
  ],
  expectedResult: [issuedIn(0), issuedIn(1)],
  provenBy: { fail: ['mutant:ca-knows-one-generation'] },
});
