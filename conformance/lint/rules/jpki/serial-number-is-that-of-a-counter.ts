import { JPKI_CA, JPKI_HOLDER } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const OCTETS_MAX = 8;

const rule: CertificateRule = {
  id: 'jpki/serial-number-is-that-of-a-counter',
  says: 'The serial number is a small one, as a counter gives it.',
  source: observed('four bytes in all decoded certificates; the bound of eight is assumed'),
  level: 'should',
  appliesTo: [...JPKI_HOLDER, ...JPKI_CA],
  fault: ({ certificate: { serialHex } }) =>
    serialHex.length > OCTETS_MAX * 2 && serialHex.length <= 40 && !serialHex.startsWith('-')
      ? `${serialHex.length / 2} octets`
      : undefined,
};

export default rule;
