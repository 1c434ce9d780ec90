import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/serial-numbers-are-positive',
  says: 'Serial numbers of entries are positive.',
  source: standard('RFC 5280, 5.1.2.6 and 4.1.2.2'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries } }) => {
    const wrong = entries.find(({ serialHex }) => serialHex.startsWith('-') || /^0+$/.test(serialHex));
    return wrong && `serial number ${wrong.serialHex}`;
  },
};

export default rule;
