import { itemsOf } from '../../items.ts';
import { ITEM_ORDER } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set(ITEM_ORDER);

const rule: CertificateRule = {
  id: 'jpki/items-stand-in-their-order',
  says: 'The items stand in the order name, birth, gender, address, flags of the name, flags of the address.',
  source: observed(
    'a test card of J-LIS; a dump of a signing certificate; the place of both flags is known from one card',
  ),
  level: 'should',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const found = [...new Set((itemsOf(form) ?? []).map(({ oid }) => oid))].filter((oid) => KNOWN.has(oid));
    const due = ITEM_ORDER.filter((oid) => found.includes(oid));
    return found.join() === due.join()
      ? undefined
      : `the order is ${found.map((oid) => `.${oid.split('.').at(-1)}`).join(' ')}`;
  },
};

export default rule;
