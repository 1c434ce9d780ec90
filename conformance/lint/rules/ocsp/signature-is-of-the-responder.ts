import { signatureFault } from '../../../decode/index.ts';
import { OCSP_KINDS } from '../../kinds.ts';
import { responderOf } from '../../responder.ts';
import { type OcspRule, standard } from '../../rule.ts';
import { algorithmFault } from '../../strength.ts';

const rule: OcspRule = {
  id: 'ocsp/signature-is-of-the-responder',
  says: 'The signature holds under the key of the responder.',
  source: standard('RFC 6960, 3.2 (2)'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic }, issuer }) => {
    const responder = basic && responderOf(basic, issuer);
    if (basic === undefined || responder === undefined || algorithmFault(basic.algorithm) !== undefined)
      return undefined;
    return signatureFault(basic.algorithm, basic.tbs, basic.signature, responder.publicKey);
  },
};

export default rule;
