import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/answers-about-each-once',
  says: 'No certificate is answered about twice.',
  source: standard('RFC 6960, 4.2.2.3, so that no answer contradicts itself'),
  level: 'should',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const ids = (basic?.singles ?? []).map(({ certId }) => JSON.stringify(certId));
    return new Set(ids).size === ids.length ? undefined : 'a certificate is answered about twice';
  },
};

export default rule;
