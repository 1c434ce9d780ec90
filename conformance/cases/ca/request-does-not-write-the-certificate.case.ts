import { basicConstraints, encodeExtensions, name, p256Signer } from '../../../simulator/pki/index.ts';
import { issuedRightly } from '../../checks/ca.ts';
import { keepsProfile } from '../../checks/ca-profile.ts';
import { step, testCase } from '../define.ts';
import { going, show } from './holding.ts';
import { type RequestWish, requestFor } from './other-keys.ts';

/** RFC 2985, 5.4.2: what else the requester would like. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
const WISH: RequestWish = {
  subject: name([['CN', '架空　別人']]),
  attributes: [{ oid: EXTENSION_REQUEST, values: [encodeExtensions([basicConstraints(true)])] }],
};

export default testCase({
  id: 'TC-CA-074',
  role: 'ca',
  requirements: ['OP-CSR-KEY-ONLY', 'OP-NAME'],
  purpose:
    'A request that names somebody else as its subject and asks to be a CA gets a certificate with the name on the card and of the usual profile.',
  purposeJa:
    '別人の名を主体とし、認証局となることを求める発行要求にも、カードの氏名と通常の構成の電子証明書を発行する。',
  procedure: [
    step('The person applies with a request that asks for more', async (rig) => {
      show(rig);
      const begun = await going(rig.holders.begin());
      const signer = p256Signer(rig.holders.scalar());
      const csr = requestFor(begun.offer, { ...signer, signRequest: (bytes) => signer.sign(bytes) }, WISH);
      await rig.holders.handIn(begun, rig.holders.signed(1, rig.holders.content(begun, { csr })), { csr });
    }),
  ],
  expectedResult: [issuedRightly(0), keepsProfile(0)],
  provenBy: { fail: ['mutant:ca-takes-the-name-from-the-request', 'mutant:ca-copies-requested-extensions'] },
});
