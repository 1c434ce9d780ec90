/**
 * The latest four items of whoever a certificate was issued to. Source: 公的個人認証法 18条3項, 19条5項: asked when the known
 * certificate lost its validity, by revocation or by its end; answered from the record of the one now in force on the same
 * carrier, as far as the person consented. Never from the register itself.
 */
import type { ConsentState, FourItemsAnswer, FourItemsOutcome } from '../../profile/index.ts';
import { profileTime } from '../../profile/index.ts';
import type { JlisKnobs } from '../knobs.ts';
import type { Register } from '../register/register.ts';
import type { JlisSteps } from '../steps.ts';
import type { ConsentStore } from './consents.ts';
import type { Verifier } from './registry.ts';

const WITHOUT_CONSENT: Readonly<Record<Exclude<ConsentState, 'active'>, FourItemsOutcome>> = {
  'not-yet': 'CONSENT_NOT_YET',
  withdrawn: 'CONSENT_WITHDRAWN',
  expired: 'CONSENT_EXPIRED',
  stopped: 'SERVICE_STOPPED',
};

export interface FourItemsDeps {
  readonly register: Register;
  readonly consents: ConsentStore;
  readonly knobs: JlisKnobs;
  readonly steps: JlisSteps;
  readonly now: () => Date;
}

export function latestFourItems(
  { register, consents, knobs, steps, now }: FourItemsDeps,
  verifier: Verifier,
  { service, serial }: { readonly service: string; readonly serial: bigint },
): FourItemsAnswer {
  const at = now();
  const nothing = (outcome: FourItemsOutcome): FourItemsAnswer => ({ outcome, feeYen: 0 });
  const known = register.certificate('sign', serial);
  if (known === undefined || !steps.isRetained(known, at)) return nothing('UNKNOWN_CERTIFICATE');
  const consent = consents.forService(known.citizen, verifier.id, service);
  if (consent === undefined) return nothing('NO_CONSENT');
  const state = consents.stateOf(consent);
  if (state !== 'active') return nothing(WITHOUT_CONSENT[state]);
  if (!steps.isGroundToAsk(known, at)) return nothing('NO_NEWER');
  const newest = steps.inForce(register.peek(known.citizen).certificates, known, at);
  if (newest?.items === undefined) return nothing('NOT_REISSUED');
  return {
    outcome: 'DELIVERED',
    items: steps.delivered(newest.items, consent.items),
    serial: String(newest.serial),
    asOf: profileTime(newest.issuedAt),
    feeYen: knobs.fourItemsFeeYen,
  };
}
