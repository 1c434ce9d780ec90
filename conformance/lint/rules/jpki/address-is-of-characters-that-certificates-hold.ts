import { itemOf } from '../../items.ts';
import { ITEM } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { foreignCharacterIn } from '../../repertoire.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/address-is-of-characters-that-certificates-hold',
  says: 'The address is of characters of JIS X 0208 and JIS X 0212.',
  source: observed('municipal explanations of 代替文字'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form }) => {
    const address = itemOf(form, ITEM.address);
    if (address === undefined) return undefined;
    if (address === '') return 'an empty address';
    const strange = foreignCharacterIn(address);
    return (
      strange && `U+${strange.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} in the address`
    );
  },
};

export default rule;
