import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/times-have-the-type-of-their-year',
  says: 'Times through 2049 are UTCTime, later ones GeneralizedTime.',
  source: standard('RFC 5280, 5.1.2.4, 5.1.2.5 and 5.1.2.6'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl }) => {
    const times = [
      ['thisUpdate', crl.thisUpdate, crl.thisUpdateType] as const,
      ...(crl.nextUpdate && crl.nextUpdateType
        ? [['nextUpdate', crl.nextUpdate, crl.nextUpdateType] as const]
        : []),
      ...crl.entries.map(({ at, timeType }) => ['revocationDate', at, timeType] as const),
    ];
    const wrong = times.find(([, at, type]) => at.getUTCFullYear() < 2050 !== (type === 'UTCTime'));
    return wrong && `${wrong[0]} is ${wrong[2]}`;
  },
};

export default rule;
