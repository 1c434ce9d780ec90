import { enrolledIn } from '../../checks/library.ts';
import { receiptIn } from '../../checks/library-keys.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-041',
  role: 'library',
  requirements: ['OP-RECEIPT-SIGNED'],
  purpose: 'What was accepted is receipted by the new key, for this application and this certificate.',
  purposeJa: '受け入れた証明書について、新しい鍵で当該申請と証明書の受領確認に署名する。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), receiptIn(0)],
  provenBy: { fail: ['mutant:library-sends-no-receipt'] },
});
