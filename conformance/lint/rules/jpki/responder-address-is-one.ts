import { OCSP_OID } from '../../../decode/index.ts';
import { JPKI_AUTH } from '../../kinds.ts';
import { type CertificateRule, observed } from '../../rule.ts';

const rule: CertificateRule = {
  id: 'jpki/responder-address-is-one',
  says: 'An authentication certificate names one OCSP responder, over http.',
  source: observed('decoded authentication certificates and a test card of J-LIS'),
  level: 'shall',
  appliesTo: JPKI_AUTH,
  fault: ({ form: { access } }) => {
    if (access === undefined) return undefined;
    const [one, more] = access;
    return more === undefined &&
      one?.method === OCSP_OID.access &&
      one.location.kind === 'uri' &&
      one.location.value.startsWith('http://')
      ? undefined
      : `${access.length} locations, or not one of OCSP over http`;
  },
};

export default rule;
