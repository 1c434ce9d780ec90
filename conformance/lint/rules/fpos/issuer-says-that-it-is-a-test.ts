import { FPOS_KINDS } from '../../kinds.ts';
import { valuesOf } from '../../reading.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/issuer-says-that-it-is-a-test',
  says: 'The name of the CA says that it is a test.',
  source: openProfile('nothing issued here can be mistaken for the certificate of an accredited business'),
  level: 'shall',
  appliesTo: FPOS_KINDS,
  fault: ({ form: { issuer } }) =>
    issuer.length === 0 || valuesOf(issuer, 'O').some((value) => value.includes('TEST'))
      ? undefined
      : 'no TEST in the organisation',
};

export default rule;
