import { CRL_EXTENSION } from '../../../decode/index.ts';
import { CRL_KINDS } from '../../kinds.ts';
import { extensionOf } from '../../reading.ts';
import { type CrlRule, standard } from '../../rule.ts';

const NUMBER_END = 1n << 159n;

const rule: CrlRule = {
  id: 'crl/has-a-number',
  says: 'The list has a number: not negative, 20 octets at most, not critical.',
  source: standard('RFC 5280, 5.2.3'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl }) => {
    if (crl.number === undefined) return 'no number';
    if (crl.number < 0n || crl.number >= NUMBER_END) return `number ${crl.number}`;
    return extensionOf(crl, CRL_EXTENSION.cRLNumber)?.critical ? 'the number is critical' : undefined;
  },
};

export default rule;
