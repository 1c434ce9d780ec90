import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const OCTETS_MAX = 20;

const rule: CertificateRule = {
  id: 'certificate/serial-number-is-positive',
  says: 'The serial number is positive and no longer than 20 octets.',
  source: standard('RFC 5280, 4.1.2.2'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { serialHex } }) =>
    serialHex.startsWith('-') || /^0+$/.test(serialHex) || serialHex.length > OCTETS_MAX * 2
      ? `serial number ${serialHex}`
      : undefined,
};

export default rule;
