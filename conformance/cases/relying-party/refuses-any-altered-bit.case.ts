import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { enrolled, logIn } from './enrolled.ts';
import { oneBitChanged } from './one-bit.ts';

/** Bits of the payload and of the signature, drawn from the seed. */
const BITS = 24;

export default testCase({
  id: 'TC-RP-003',
  role: 'relying-party',
  requirements: ['ESA-A2-1'],
  purpose:
    'An answer of which one bit of payload or signature was changed after signing is refused, whichever bit.',
  purposeJa: '署名後に本文又は署名の一ビットでも変わった応答は、どのビットでも拒まれる。',
  initialCondition: enrolled,
  procedure: [
    step('Log in', (rig) => logIn(rig)),
    step(`${BITS} answers, each with one bit changed`, async (rig) => {
      const chance = rig.world.chance.fork('bits');
      for (let i = 0; i < BITS; i++) {
        await logIn(rig, (answer) => oneBitChanged(answer, i % 2 === 0 ? 1 : 2, chance));
      }
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'answer-signature-invalid', 'answer-malformed')],
  provenBy: { fail: ['mutant:bank-does-not-verify'] },
});
