import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { coded } from './coded.ts';
import { enrolAs } from './holding.ts';

const TRIES = 10;

export default testCase({
  id: 'TC-CA-027',
  role: 'ca',
  route: 'code-after-signature',
  requirements: ['ESA-R6-3-2-ro2'],
  purpose: 'After ten wrong codes the right one no longer leads to a certificate.',
  purposeJa: '誤った符号が十回続いた後は、正しい利用者識別符号でも発行しない。',
  procedure: [
    step('The person enrols with a code', (rig) => enrolAs(rig, 'phone')),
    step('Somebody tries ten codes, then the right one comes', async (rig) => {
      const { code, use } = await coded(rig);
      for (let i = 0; i < TRIES; i++) await use(rig.world.chance.id(code.length / 2));
      await use(code);
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'code-locked')],
  provenBy: { fail: ['mutant:ca-counts-no-wrong-codes'] },
});
