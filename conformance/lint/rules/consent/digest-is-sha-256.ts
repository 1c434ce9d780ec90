import { CONSENT_KINDS } from '../../kinds.ts';
import { type ConsentRule, standard } from '../../rule.ts';

const SHA_256 = '2.16.840.1.101.3.4.2.1';

const rule: ConsentRule = {
  id: 'consent/digest-is-sha-256',
  says: 'The digest is SHA-256, and the message announces it.',
  source: standard('RFC 5754, 2; RFC 5652, 5.1'),
  level: 'shall',
  appliesTo: CONSENT_KINDS,
  fault: ({ form: { digestAlgorithms, signers } }) => {
    const named = [...digestAlgorithms, ...signers.map(({ digestAlgorithm }) => digestAlgorithm)];
    return named.length > 0 &&
      digestAlgorithms.length > 0 &&
      named.every(
        ({ oid, parametersHex }) =>
          oid === SHA_256 && (parametersHex === undefined || parametersHex === '0500'),
      )
      ? undefined
      : named.map(({ oid }) => oid).join(', ') || 'none';
  },
};

export default rule;
