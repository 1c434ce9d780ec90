import { testCase } from '../define.ts';
import { ef, inApplication, part, refused } from './dialogue.ts';
import { AID, COMMON } from './files.ts';

export default testCase({
  id: 'TC-CARD-149',
  role: 'card',
  requirements: ['CARD-READ-RECORD-P2'],
  purpose:
    'READ RECORD with another way of counting in P2 (by identifier, from the last to a number) is refused (6A86 assumed).',
  purposeJa: 'P2が他の数え方（識別子による、末尾から番号まで）のREAD RECORDは拒む（6A86と想定）。',
  ...inApplication(
    AID.COMMON,
    part(
      'Other ways of counting',
      ef(COMMON.SERIAL),
      ...['00', '01', '06', '07'].map((p2) => [`00B201${p2} 00`, refused('6A86')] as const),
    ),
    part('By its number', ['00B20104 00', '9000', 30]),
  ),
  provenBy: { fail: ['mutant:card-counts-records-in-any-way'] },
});
