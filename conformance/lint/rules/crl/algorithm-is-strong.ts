import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, law } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: CrlRule = {
  id: 'crl/algorithm-is-strong',
  says: 'A list is signed with RSA or ECDSA and a hash of the SHA-2 family.',
  source: law('電子署名法施行規則2条; RFC 4055, 5 and RFC 5758, 3.2'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { algorithm } }) => algorithmFault(algorithm),
};

export default rule;
