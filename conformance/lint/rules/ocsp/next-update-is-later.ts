import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/next-update-is-later',
  says: 'The next update is later than this one.',
  source: standard('RFC 6960, 2.4 and 4.2.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => {
    const wrong = basic?.singles.find(
      ({ thisUpdate, nextUpdate }) => nextUpdate !== undefined && nextUpdate <= thisUpdate,
    );
    return wrong && `${wrong.thisUpdate.toISOString()}, then ${wrong.nextUpdate!.toISOString()}`;
  },
};

export default rule;
