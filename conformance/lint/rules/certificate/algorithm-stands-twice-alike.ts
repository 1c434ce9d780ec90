import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/algorithm-stands-twice-alike',
  says: 'The two fields that name the signature algorithm are the same.',
  source: standard('RFC 5280, 4.1.1.2 and 4.1.2.3'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { algorithm, algorithmInside } }) =>
    algorithm.oid === algorithmInside.oid && algorithm.parametersHex === algorithmInside.parametersHex
      ? undefined
      : `${algorithm.name} beside the signature, ${algorithmInside.name} inside`,
};

export default rule;
