import type { Certificate } from '../../../decode/index.ts';
import { POLICY } from '../../jpki-profile.ts';
import { type ConsentRule, law } from '../../rule.ts';

const SIGN: readonly string[] = [POLICY['jpki-sign-card'], POLICY['jpki-sign-phone']];

const isOf = ({ policies }: Certificate, wanted: readonly string[]): boolean =>
  policies.some((policy) => wanted.includes(policy));

const rule: ConsentRule = {
  id: 'consent/signer-is-a-signing-certificate',
  says: 'The certificate of the signer is a JPKI signing certificate, of card or phone.',
  source: law('公的個人認証法施行規則35条の2第1項'),
  level: 'shall',
  appliesTo: ['consent', 'withdrawal'],
  fault: ({ signer }) =>
    signer === undefined || isOf(signer, SIGN) ? undefined : `policies ${signer.policies.join(', ')}`,
};

export default rule;
