import { OCSP_KINDS } from '../../kinds.ts';
import { digestHex } from '../../responder.ts';
import { type OcspRule, standard } from '../../rule.ts';

const HASHES: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

const rule: OcspRule = {
  id: 'ocsp/known-status-is-of-the-ca',
  says: 'What is answered good or revoked is a certificate of this CA, by the digests of its name and its key.',
  source: standard('RFC 6960, 4.1.1 and 2.2'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic }, issuer }) => {
    if (issuer === undefined) return undefined;
    const foreign = basic?.singles.find(({ status, certId }) => {
      if (status === 'unknown' || !HASHES.has(certId.hashAlgorithm)) return false;
      return (
        certId.issuerNameHashHex !== digestHex(certId.hashAlgorithm, issuer.certificate.subjectDer) ||
        certId.issuerKeyHashHex !== digestHex(certId.hashAlgorithm, issuer.certificate.keyBits)
      );
    });
    return foreign && `serial number ${foreign.certId.serialHex} of another CA`;
  },
};

export default rule;
