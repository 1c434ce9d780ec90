import { EXTENSION } from '../../../decode/index.ts';
import { JPKI_HOLDER } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/authority-key-identifier-has-three-parts',
  says: 'The authority key identifier holds key identifier, issuer and serial number of the certificate of the CA.',
  source: observed('decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ certificate }) => {
    if (
      extensionOf(certificate, EXTENSION.authorityKeyIdentifier) === undefined ||
      certificate.akiHex === undefined
    )
      return undefined;
    return certificate.akiIssuersDer.length === 1 && certificate.akiSerialHex !== undefined
      ? undefined
      : 'issuer or serial number is missing';
  },
};

export default rule;
