import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/default-version-is-not-written',
  says: 'The version, which is the default, is not written.',
  source: standard('RFC 6960, 4.2.1; ITU-T X.690, 11.5'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { basic } }) => (basic?.versionWritten ? 'the version is written' : undefined),
};

export default rule;
