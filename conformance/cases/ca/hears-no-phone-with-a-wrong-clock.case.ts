import { profileTime } from '../../../simulator/profile/index.ts';
import { issuedIn, saysNo } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import type { Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askStatus, enrolAs, kept } from './holding.ts';

const HOUR = 3_600_000;

/** The phone asks for the end of its certificate as its own clock has it. */
const askBy = (rig: Rig, aheadMs: number) => {
  const at = profileTime(new Date(rig.world.clock.now().getTime() + aheadMs));
  const content = { purpose: 'revocation', wish: 'stop', at, nonce: rig.holders.nonce() };
  return rig.holders.post('/revocations', { jws: rig.holders.jws(kept(rig, 'phone'), content) });
};

export default testCase({
  id: 'TC-CA-206',
  role: 'ca',

  requirements: ['OP-FRESH'],
  purpose:
    'A request signed an hour ago or an hour ahead ends nothing; the same request by the right clock does.',
  purposeJa: '一時間前又は一時間後の時刻で署名された請求では失効せず、正しい時刻の請求では失効する。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The phone asks for the end, an hour behind', (rig) => askBy(rig, -HOUR)),
    step('The phone asks for the end, an hour ahead', (rig) => askBy(rig, HOUR)),
    step('Anybody asks about the certificate', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('The phone asks by the right clock', (rig) => askEnd(rig, kept(rig, 'phone'), 'stop')),
    step('Anybody asks again', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [
    issuedIn(0),
    saysNo(1, 'request-stale'),
    saysNo(2, 'request-stale'),
    statusIs(3, 'good'),
    statusIs(5, 'revoked'),
  ],
  provenBy: { fail: ['mutant:ca-does-not-look-at-the-clock'] },
});
