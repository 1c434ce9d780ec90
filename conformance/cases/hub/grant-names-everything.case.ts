import { grantTaken, hubRefuses } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, grantContent, handIn, join, member } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-014',
  role: 'hub',
  requirements: ['OP-GRANT-NAMES'],
  purpose: 'A grant that names no end, no use or no item is none.',
  purposeJa: '期限、目的又は項目を定めない許諾は許諾と認めない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    ...(['expires', 'use', 'items'] as const).map((member_) =>
      step(`A grant without ${member_}`, (rig) => {
        const { [member_]: _, ...rest } = grantContent(rig) as Record<string, unknown>;
        return handIn(rig, rig.holders.jws(member(rig).bank, rest));
      }),
    ),
  ],
  expectedResult: [
    grantTaken(0),
    hubRefuses(1, 'grant-malformed'),
    hubRefuses(2, 'grant-malformed'),
    hubRefuses(3, 'grant-malformed'),
  ],
  provenBy: { fail: ['mutant:hub-fills-in-what-is-missing'] },
});
