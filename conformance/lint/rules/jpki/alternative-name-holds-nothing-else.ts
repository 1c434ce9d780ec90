import { ITEM_ORDER } from '../../jpki-profile.ts';
import { JPKI_SIGN } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set(ITEM_ORDER);

const rule: CertificateRule = {
  id: 'jpki/alternative-name-holds-nothing-else',
  says: 'The alternative name of a signing certificate holds the items and nothing else.',
  source: observed('a test card of J-LIS; that furigana may stand in an item of their own is assumed'),
  level: 'shall',
  appliesTo: JPKI_SIGN,
  fault: ({ form: { subjectAltName = [] } }) => {
    const strange = subjectAltName.find((name) => name.kind !== 'otherName' || !KNOWN.has(name.oid));
    return strange && `${strange.kind}${strange.kind === 'otherName' ? ` ${strange.oid}` : ''}`;
  },
};

export default rule;
