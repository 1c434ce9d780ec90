import { flagsFault, itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/name-flags-fit-the-name',
  says: 'The flags of the name are one 0 or 1 for each character of the name.',
  source: observed('a test card of J-LIS; a dump of a signing certificate'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => flagsFault(itemOf(form, ITEM.name), itemOf(form, ITEM.nameFlags)),
};

export default rule;
