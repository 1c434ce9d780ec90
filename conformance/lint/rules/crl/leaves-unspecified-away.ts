import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/leaves-unspecified-away',
  says: 'The reason unspecified is not written; the extension is left away.',
  source: standard('RFC 5280, 5.3.1'),
  level: 'should',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries } }) => {
    const wrong = entries.find(({ reasonCode }) => reasonCode === 0);
    return wrong && `${wrong.serialHex} with reason 0`;
  },
};

export default rule;
