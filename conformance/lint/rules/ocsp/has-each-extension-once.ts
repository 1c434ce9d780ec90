import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/has-each-extension-once',
  says: 'No extension of the answer occurs twice.',
  source: standard('RFC 6960, 4.4; RFC 5280, 4.2'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const extensions = basic?.extensions ?? [];
    const twice = extensions.find(
      ({ oid }, index) => extensions.findIndex((other) => other.oid === oid) !== index,
    );
    return twice && `extension ${twice.oid} occurs twice`;
  },
};

export default rule;
