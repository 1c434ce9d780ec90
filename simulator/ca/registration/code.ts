/** 利用者識別符号 (施行規則6条3号の2ロ): names the applicant once, is hard to guess, and only the applicant has it. */
import { Refusal } from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import type { Application } from '../state/records.ts';

const CODE_BYTES = 16;

export const makeCode = ({ id, now, policy }: CaContext): NonNullable<Application['code']> => ({
  value: id(CODE_BYTES),
  expiresAt: now().getTime() + policy.codeLifeMs,
  triesLeft: policy.codeTriesMax,
});

export type CodeVerdict = 'right' | 'wrong' | 'locked' | 'expired';

/** INV-05: once, for its application, within its life, and never after too many wrong ones. */
export function checkCode(application: Application, code: string, now: Date): CodeVerdict {
  const own = application.code;
  if (application.state !== 'code-sent' || !own)
    throw new Refusal(application.state === 'refused' && own ? 'code-locked' : 'application-replayed');
  if (now.getTime() > own.expiresAt) return 'expired';
  if (own.value === code) return 'right';
  return own.triesLeft > 1 ? 'wrong' : 'locked';
}
