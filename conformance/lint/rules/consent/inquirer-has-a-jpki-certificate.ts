import { POLICY } from '../../jpki-profile.ts';
import { type ConsentRule, notice } from '../../rule.ts';

const JPKI_POLICIES: readonly string[] = Object.values(POLICY);

const rule: ConsentRule = {
  id: 'consent/inquirer-has-a-jpki-certificate',
  says: 'The certificate of who inquires is a JPKI certificate, of either kind.',
  source: notice('同意の取得に関する通知: an inquiry by the authentication certificate'),
  level: 'shall',
  appliesTo: ['inquiry'],
  fault: ({ signer }) =>
    signer === undefined || signer.policies.some((policy) => JPKI_POLICIES.includes(policy))
      ? undefined
      : `policies ${signer.policies.join(', ')}`,
};

export default rule;
