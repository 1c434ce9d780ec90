import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, standard } from '../../rule.ts';

const rule: ConsentRule = {
  id: 'consent/attributes-are-der',
  says: 'The signed attributes are a SET OF in DER, sorted.',
  source: standard('RFC 5652, 5.4; ITU-T X.690, 11.6'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { signers } }) =>
    signers.every(({ signedAttributesAreDer }) => signedAttributesAreDer)
      ? undefined
      : 'the attributes are not in order',
};

export default rule;
