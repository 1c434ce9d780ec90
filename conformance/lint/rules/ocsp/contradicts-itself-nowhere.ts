import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/contradicts-itself-nowhere',
  says: 'Who asks about a certificate twice gets the same answer twice.',
  source: standard('RFC 6960, 2.2 and 3.2, so that an answer says one thing of a certificate'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const said = new Map<string, string>();
    const other = basic?.singles.find(({ certId, ...answer }) => {
      const id = JSON.stringify(certId);
      const before = said.get(id) ?? JSON.stringify(answer);
      said.set(id, before);
      return before !== JSON.stringify(answer);
    });
    return other && `two answers about serial number ${other.certId.serialHex}`;
  },
};

export default rule;
