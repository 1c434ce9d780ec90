import { OCSP_OID } from '../../../decode/index.ts';
import { FPOS_USER } from '../../kinds.ts';
import { type CertificateRule, law } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'fpos/revocation-can-be-looked-up',
  says: 'The certificate tells over http where its list or its responder is.',
  source: law('電子署名法施行規則6条11号'),
  level: 'shall',
  appliesTo: FPOS_USER,
  fault: ({ form: { crlPoints = [], access = [] } }) => {
    if (crlPoints.some(({ fullName }) => fullName.length === 0)) return undefined; // another rule's
    const places = [
      ...crlPoints.flatMap(({ fullName }) => fullName),
      ...access.filter(({ method }) => method === OCSP_OID.access).map(({ location }) => location),
    ];
    return places.some((place) => place.kind === 'uri' && place.value.startsWith('http://'))
      ? undefined
      : 'no place over http';
  },
};

export default rule;
