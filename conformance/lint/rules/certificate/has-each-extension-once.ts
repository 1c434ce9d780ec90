import { CERTIFICATE_KINDS } from '../../kinds.ts';
import { type CertificateRule, standard } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'certificate/has-each-extension-once',
  says: 'No extension occurs twice.',
  source: standard('RFC 5280, 4.2'),
  level: 'shall',
  appliesTo: CERTIFICATE_KINDS,
  fault: ({ certificate: { extensions } }) => {
    const twice = extensions.find(
      ({ oid }, index) => extensions.findIndex((other) => other.oid === oid) !== index,
    );
    return twice && `extension ${twice.oid} occurs twice`;
  },
};

export default rule;
