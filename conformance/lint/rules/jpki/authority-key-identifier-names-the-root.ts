import { JPKI_HOLDER } from '../../kinds.ts';
import { sameBytes } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/authority-key-identifier-names-the-root',
  says: 'Issuer and serial number in the authority key identifier are those of the certificate of the CA.',
  source: observed(
    'decoded authentication certificates and a test card of J-LIS, compared with the published roots',
  ),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ certificate: { akiIssuersDer, akiSerialHex }, issuer }) => {
    if (issuer === undefined) return undefined;
    if (akiSerialHex !== undefined && akiSerialHex !== issuer.certificate.serialHex)
      return `serial number ${akiSerialHex}`;
    return akiIssuersDer.every((name) => sameBytes(name, issuer.certificate.issuerDer))
      ? undefined
      : 'another name';
  },
};

export default rule;
