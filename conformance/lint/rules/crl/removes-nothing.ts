import { CRL_EXTENSION } from '../../../decode/index.ts';
import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/removes-nothing',
  says: 'The reason removeFromCRL stands in delta lists only.',
  source: standard('RFC 5280, 5.3.1'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries, extensions } }) => {
    if (extensions.some(({ oid }) => oid === CRL_EXTENSION.deltaCrlIndicator)) return undefined;
    const wrong = entries.find(({ reasonCode }) => reasonCode === 8);
    return wrong && `${wrong.serialHex} with removeFromCRL`;
  },
};

export default rule;
