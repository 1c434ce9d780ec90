import { itemsOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const REQUIRED = [ITEM.name, ITEM.birth, ITEM.gender, ITEM.address, ITEM.nameFlags, ITEM.addressFlags];

const rule: CertificateRule = {
  id: 'jpki/items-are-there-once',
  says: 'The alternative name holds name, birth, gender, address and both strings of flags, each once.',
  source: observed('a test card of J-LIS; a dump of a signing certificate; a re-encoded one'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const items = itemsOf(form);
    if (items === undefined) return undefined;
    const wrong = REQUIRED.filter((id) => items.filter((item) => item.oid === id).length !== 1);
    return wrong.length === 0 ? undefined : wrong.map((id) => `${id} is not there once`).join(', ');
  },
};

export default rule;
