import { nonceHexOf, OCSP_OID } from '../../../decode/index.ts';
import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/nonce-has-a-lawful-length',
  says: 'A nonce is an OCTET STRING of 1 to 128 bytes.',
  source: standard('RFC 9654, 2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const found = basic?.extensions.find(({ oid }) => oid === OCSP_OID.nonce);
    if (found === undefined) return undefined;
    const nonce = nonceHexOf(found);
    if (nonce === undefined) return 'no OCTET STRING';
    return nonce.length >= 2 && nonce.length <= 256 ? undefined : `${nonce.length / 2} bytes`;
  },
};

export default rule;
