import { issuedIn } from '../../checks/ca.ts';
import { otherIdentifier } from '../../checks/ca-person.ts';
import { inv14 } from '../../checks/inv-14.ts';
import { inv15 } from '../../checks/inv-15.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, SHOP } from './holding.ts';

export default testCase({
  id: 'TC-CA-034',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-PAIRWISE', 'JPKI-19-3'],
  purpose:
    'Two apps see two identifiers of one person, and neither the number nor the key of the JPKI certificate, nor a digest of them, comes out of the CA.',
  purposeJa:
    '二つのアプリには別々の識別子が渡り、署名用電子証明書の番号も検証符号もそのハッシュ値も認証局から出ない。',
  procedure: [
    step('The person enrols at the bank', (rig) => enrolAs(rig, 'bank')),
    step('The person enrols at a shop', (rig) => enrolAs(rig, 'shop', 1, SHOP)),
    step('Another person enrols at the bank', (rig) => enrolAs(rig, 'other', 2)),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    issuedIn(2),
    otherIdentifier(0, 1),
    otherIdentifier(0, 2),
    holds(inv14),
    holds(inv15),
  ],
  provenBy: {
    fail: [
      'mutant:ca-one-identifier-for-all-apps',
      'mutant:ca-identifies-by-the-jpki-number',
      'mutant:ca-identifies-by-the-jpki-key',
      'mutant:ca-identifies-nobody',
    ],
  },
});
