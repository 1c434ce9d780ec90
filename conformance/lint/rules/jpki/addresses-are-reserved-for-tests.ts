import { addressesOf } from '../../addresses.ts';
import { JPKI_KINDS } from '../../kinds.ts';
import { hostOf } from '../../reading.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/addresses-are-reserved-for-tests',
  says: 'Every address in the certificate is under the top-level domain test.',
  source: openProfile('RFC 2606, 2; no address of a real authority stands in anything issued here'),
  level: 'shall',
  appliesTo: JPKI_KINDS,
  fault: ({ form }) => {
    const wrong = addressesOf(form).find((address) => !/^[a-z0-9.-]+\.test$/.test(hostOf(address) ?? ''));
    return wrong && `address ${wrong}`;
  },
};

export default rule;
