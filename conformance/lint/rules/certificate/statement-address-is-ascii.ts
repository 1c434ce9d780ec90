import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

/** id-qt-cps. */
const CPS = '1.3.6.1.5.5.7.2.1';

const rule: CertificateRule = {
  id: 'certificate/statement-address-is-ascii',
  says: 'The address of a certification practice statement is an IA5String.',
  source: standard('RFC 5280, 4.2.1.4'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ form: { policies = [] } }) => {
    const wrong = policies
      .flatMap(({ qualifiers }) => qualifiers)
      .find(({ oid, text }) => oid === CPS && text === undefined);
    return wrong && `the address is ${wrong.valueType}`;
  },
};

export default rule;
