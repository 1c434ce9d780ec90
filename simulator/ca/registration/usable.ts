/** May this message still be decided on? Once, while the application lives; the same bytes again get the same answer. */
import type { ActivationCode, Issued, Waiting } from '../../profile/index.ts';
import { profileTime, Refusal } from '../../profile/index.ts';
import { base64, type CaContext } from '../context.ts';
import type { Application } from '../state/records.ts';

export type Answer = Issued | ActivationCode | Waiting;

export function applicationOf({ store }: CaContext, id: string): Application {
  const application = store.get('application', id);
  if (!application) throw new Refusal('application-unknown');
  return application;
}

/** What was answered when the certificates came out. */
export function issuedAnswer({ store, authority }: CaContext, application: Application): Issued {
  const der = (serial: string): string => store.get('certificate', serial)!.der;
  const { certificate, attributeCertificate, authenticationCertificate } = application;
  return {
    state: 'issued',
    certificate: der(certificate!),
    chain: [base64(authority.certificate)],
    ...(attributeCertificate && { attributeCertificate: der(attributeCertificate) }),
    ...(authenticationCertificate && { authenticationCertificate: der(authenticationCertificate) }),
  };
}

/**
 * The answer given before, a refusal too, while nothing has moved on since: a lost answer never makes a second certificate, and
 * nobody is told that an application is used up who was never told why it was refused.
 */
function earlierAnswer(ctx: CaContext, application: Application): Answer | undefined {
  switch (application.state) {
    case 'issued':
      return issuedAnswer(ctx, application);
    case 'code-sent':
      return codeAnswer(application);
    case 'inspecting':
    case 'second-tap':
      return { state: application.state };
    case 'refused':
      if (application.refusedFor) throw new Refusal(application.refusedFor);
      return undefined;
    default:
      return undefined;
  }
}

export const codeAnswer = ({ code }: Application): ActivationCode => ({
  state: 'verified',
  code: code!.value,
  expires: profileTime(new Date(code!.expiresAt)),
});

const isPast = ({ now }: CaContext, { expiresAt }: Application): boolean => now().getTime() > expiresAt;

/** INV-08: an answer of J-LIS that comes after the end of the application opens it no more. */
export function checkStillOpen(ctx: CaContext, application: Application): void {
  if (isPast(ctx, application)) throw new Refusal('application-expired');
}

/**
 * INV-08. Gives the earlier answer if these very bytes were decided on and the certificate was not accepted since; refuses
 * what is used or past its expiry; undefined: go on.
 */
export function checkUsable(ctx: CaContext, application: Application, digest: string): Answer | undefined {
  const { state, handedIn } = application;
  const past = isPast(ctx, application);
  if (state === 'expired' || (state === 'offered' && past)) throw new Refusal('application-expired');
  if (state === 'offered') return undefined;
  const earlier = handedIn === digest ? earlierAnswer(ctx, application) : undefined;
  if (earlier === undefined) throw new Refusal('application-replayed');
  return earlier;
}
