import { FPOS_USER } from '../../kinds.ts';
import { assumed, type CertificateRule } from '../../rule.ts';

const OCTETS_MIN = 8;

const rule: CertificateRule = {
  id: 'fpos/serial-number-cannot-be-guessed',
  says: 'The serial number of a user has room for 64 random bits.',
  source: assumed('CA/Browser Forum Baseline Requirements, 7.1 as practice; no Japanese rule asks for it'),
  level: 'should',
  appliesTo: FPOS_USER,
  fault: ({ certificate: { serialHex } }) =>
    serialHex.length >= OCTETS_MIN * 2 || serialHex.startsWith('-') || /^0+$/.test(serialHex)
      ? undefined
      : `${serialHex.length / 2} octets`,
};

export default rule;
