import { JPKI_HOLDER } from '../../kinds.ts';
import { directoryNamesOf, nameText, sameBytes } from '../../reading.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/issuer-alternative-name-is-that-of-the-ca',
  says: 'The alternative name of the issuer is the Japanese name in the certificate of the CA.',
  source: observed(
    'decoded authentication certificates and a test card of J-LIS, compared with the published roots',
  ),
  level: 'shall',
  appliesTo: JPKI_HOLDER,
  fault: ({ form, issuer }) => {
    if (form.issuerAltName === undefined || form.issuerAltName.length === 0 || issuer === undefined)
      return undefined;
    const [own, more] = form.issuerAltName;
    const [due] = directoryNamesOf(issuer.form.subjectAltName);
    if (more !== undefined || own?.kind !== 'directoryName' || due === undefined)
      return 'not one directory name';
    return sameBytes(own.der, due.der) ? undefined : `it is ${nameText(own.name)}`;
  },
};

export default rule;
