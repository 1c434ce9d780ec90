import { FPOS_ITEM } from '../../fpos-profile.ts';
import { FPOS_PERSON } from '../../kinds.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const KNOWN: ReadonlySet<string> = new Set([
  FPOS_ITEM.address,
  FPOS_ITEM.birth,
  FPOS_ITEM.nameSubstitutes,
  FPOS_ITEM.addressSubstitutes,
]);

const rule: CertificateRule = {
  id: 'fpos/recorded-facts-are-known-and-stand-once',
  says: 'What a certificate of a person records beside the name is address and birth date, with the flags of substitutes, each once.',
  source: openProfile('certificate of the basic kind; 電子署名法施行規則6条8号'),
  level: 'shall',
  appliesTo: FPOS_PERSON,
  fault: ({ form }) => {
    const found = (form.subjectAltName ?? []).map((name) =>
      name.kind === 'otherName' ? name.oid : name.kind,
    );
    const strange = found.find((id, index) => !KNOWN.has(id) || found.indexOf(id) !== index);
    return strange && `${strange} is unknown or stands twice`;
  },
};

export default rule;
