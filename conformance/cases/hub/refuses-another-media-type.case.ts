import { grantTaken, hubRefuses } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { postAsJson, postAsOthers } from '../media-types.ts';
import { grantContent, join, member } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-018',
  role: 'hub',
  requirements: ['OP-HUB-MEDIA-TYPE'],
  purpose:
    'A grant that comes as another media type than JSON is refused unread, and taken when it comes as JSON.',
  purposeJa: 'JSON 以外のメディアタイプで届いた許諾は読まずに拒み、JSON として届けば受け付ける。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('A grant comes as text, as a form, as XML', (rig) =>
      postAsOthers(rig, `${rig.hub}/grants`, {
        jws: rig.holders.jws(member(rig).bank, grantContent(rig)),
      }),
    ),
    step('It comes as JSON', postAsJson),
  ],
  expectedResult: [hubRefuses(0, 'media-type-unsupported'), grantTaken(1)],
  provenBy: { fail: ['mutant:hub-takes-any-media-type'] },
});
