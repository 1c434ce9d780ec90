import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const KNOWN: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 8, 9, 10]);

const rule: CrlRule = {
  id: 'crl/reasons-exist',
  says: 'Each reason code is one of the standard.',
  source: standard('RFC 5280, 5.3.1'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { entries } }) => {
    const wrong = entries.find(({ reasonCode }) => reasonCode !== undefined && !KNOWN.has(reasonCode));
    return wrong && `reason ${wrong.reasonCode}`;
  },
};

export default rule;
