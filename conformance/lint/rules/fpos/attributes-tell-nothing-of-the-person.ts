import { FPOS_ITEM } from '../../fpos-profile.ts';
import { type CertificateRule, openProfile } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/attributes-tell-nothing-of-the-person',
  says: 'A certificate of attributes holds the app and the identifier for that app, each once, and nothing else of the person.',
  source: openProfile('certificate of the attribute kind; 電子署名法施行規則6条8号'),
  level: 'shall',
  appliesTo: ['fpos-attribute'],
  fault: ({ form }) => {
    const found = (form.subjectAltName ?? []).map((name) =>
      name.kind === 'otherName' ? name.oid : name.kind,
    );
    return found.toSorted().join() === [FPOS_ITEM.app, FPOS_ITEM.pairwise].join()
      ? undefined
      : found.join(', ') || 'nothing';
  },
};

export default rule;
