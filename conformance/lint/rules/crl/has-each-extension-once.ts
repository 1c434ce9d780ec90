import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/has-each-extension-once',
  says: 'No extension of the list occurs twice.',
  source: standard('RFC 5280, 5.2 and 4.2'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { extensions } }) => {
    const twice = extensions.find(
      ({ oid }, index) => extensions.findIndex((other) => other.oid === oid) !== index,
    );
    return twice && `extension ${twice.oid} occurs twice`;
  },
};

export default rule;
