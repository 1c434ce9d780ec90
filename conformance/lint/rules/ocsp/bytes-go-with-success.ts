import { OCSP_KINDS } from '../../kinds.ts';
import { type OcspRule, standard } from '../../rule.ts';

const rule: OcspRule = {
  id: 'ocsp/bytes-go-with-success',
  says: 'There is a response if the status is successful, and none otherwise.',
  source: standard('RFC 6960, 4.2.1'),
  level: 'shall',
  appliesTo: OCSP_KINDS,
  fault: ({ ocsp: { statusCode, hasBytes } }) =>
    (statusCode === 0) === hasBytes
      ? undefined
      : `status ${statusCode} ${hasBytes ? 'with' : 'without'} a response`,
};

export default rule;
