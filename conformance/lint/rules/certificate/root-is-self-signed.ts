import { signatureFault } from '../../../decode/index.ts';
import { CA_KINDS } from '../../kinds.ts';
import { isSelfIssued } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: CertificateRule = {
  id: 'certificate/root-is-self-signed',
  says: 'A root is issued and signed by itself.',
  source: observed(
    'both JPKI CAs are self-signed roots of one tier; the open profile has it so for the accredited CA',
  ),
  level: 'shall',
  appliesTo: CA_KINDS,
  fault: ({ certificate }) => {
    if (!isSelfIssued(certificate)) return 'issuer and subject differ';
    const { algorithm, tbs, signature, publicKey } = certificate;
    return algorithmFault(algorithm) === undefined
      ? signatureFault(algorithm, tbs, signature, publicKey)
      : undefined;
  },
};

export default rule;
