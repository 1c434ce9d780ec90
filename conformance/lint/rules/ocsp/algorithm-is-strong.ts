import { OCSP_KINDS } from '../../kinds.ts';
import { law, type OcspRule } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: OcspRule = {
  id: 'ocsp/algorithm-is-strong',
  says: 'An answer is signed with RSA or ECDSA and a hash of the SHA-2 family.',
  source: law('電子署名法施行規則2条; RFC 4055, 5 and RFC 5758, 3.2'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => basic && algorithmFault(basic.algorithm),
};

export default rule;
