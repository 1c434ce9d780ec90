import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/names-each-certificate-once',
  says: 'No serial number occurs twice.',
  source: standard('RFC 5280, 5.1.2.6; 5.3 for one entry of each certificate'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries } }) => {
    const seen = new Set<string>();
    const twice = entries.find(({ serialHex }) => seen.size === seen.add(serialHex).size);
    return twice && `serial number ${twice.serialHex} occurs twice`;
  },
};

export default rule;
