import { BANK_URL } from '../../../simulator/society/index.ts';
import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { postAsJson, postAsOthers } from '../media-types.ts';
import { enrolled } from './enrolled.ts';

export default testCase({
  id: 'TC-RP-090',
  role: 'relying-party',
  requirements: ['OP-RP-MEDIA-TYPE'],
  purpose:
    'A good answer to a challenge that comes as another media type than JSON is refused unread, and taken when it comes as JSON.',
  purposeJa: 'JSON 以外のメディアタイプで届いたログインの応答は読まずに拒み、JSON として届けば受け付ける。',
  initialCondition: enrolled,
  procedure: [
    step('A good answer comes as text, as a form, as XML', async (rig) => {
      const answer = await rig.answer(await rig.challenge());
      must(answer);
      await postAsOthers(rig, `${BANK_URL}/login/answers`, { answer });
    }),
    step('It comes as JSON', postAsJson),
  ],
  expectedResult: [loginRefused(0, 'media-type-unsupported'), loginAccepted(1)],
  provenBy: { fail: ['mutant:bank-takes-any-media-type'] },
});
