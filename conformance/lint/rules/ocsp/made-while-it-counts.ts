import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/made-while-it-counts',
  says: 'An answer is made before its next update is due.',
  source: standard('RFC 6960, 4.2.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const late = basic?.singles.find(
      ({ thisUpdate, nextUpdate }) =>
        nextUpdate !== undefined && nextUpdate > thisUpdate && basic.producedAt > nextUpdate,
    );
    return late && `due ${late.nextUpdate!.toISOString()}, made ${basic!.producedAt.toISOString()}`;
  },
};

export default rule;
