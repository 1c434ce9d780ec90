import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/algorithm-stands-twice-alike',
  says: 'The two fields that name the signature algorithm are the same.',
  source: standard('RFC 5280, 5.1.1.2 and 5.1.2.2'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { algorithm, algorithmInside } }) =>
    algorithm.oid === algorithmInside.oid && algorithm.parametersHex === algorithmInside.parametersHex
      ? undefined
      : `${algorithm.name} beside the signature, ${algorithmInside.name} inside`,
};

export default rule;
