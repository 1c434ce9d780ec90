import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/next-update-is-later',
  says: 'The next update is later than this one.',
  source: standard('RFC 5280, 5.1.2.5'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { thisUpdate, nextUpdate } }) =>
    nextUpdate === undefined || nextUpdate > thisUpdate
      ? undefined
      : `${thisUpdate.toISOString()}, then ${nextUpdate.toISOString()}`,
};

export default rule;
