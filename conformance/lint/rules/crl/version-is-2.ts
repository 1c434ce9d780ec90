import { CRL_KINDS } from '../../kinds.ts';
import { type CrlRule, standard } from '../../rule.ts';

const rule: CrlRule = {
  id: 'crl/version-is-2',
  says: 'A list is of version 2.',
  source: standard('RFC 5280, 5.1.2.1'),
  level: 'shall',
  appliesTo: CRL_KINDS,
  fault: ({ crl: { versionWritten } }) =>
    versionWritten === 2 ? undefined : `version ${versionWritten ?? 1}`,
};

export default rule;
