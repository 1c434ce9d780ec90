import { OCSP_OID } from '../../../decode/index.ts';
import { OCSP_RESPONDER } from '../../kinds.ts';
import { extensionOf, hexOf } from '../../reading.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/responder-is-not-looked-up',
  says: 'A delegated responder carries id-pkix-ocsp-nocheck with the value NULL, so that clients do not ask about it in turn.',
  source: standard('RFC 6960, 4.2.2.2.1'),
  level: 'should',
  appliesTo: OCSP_RESPONDER,
  fault: ({ certificate }) => {
    const found = extensionOf(certificate, OCSP_OID.noCheck);
    if (found === undefined) return 'id-pkix-ocsp-nocheck is missing';
    if (hexOf(found.value) !== '0500') return 'the value is not NULL';
    return undefined;
  },
};

export default rule;
