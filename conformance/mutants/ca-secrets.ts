/** CAs that tell what they should not, or go on without what they should know. */
import { caSteps as reference } from '../../simulator/ca/index.ts';
import { Refusal } from '../../simulator/profile/index.ts';
import { type Mutant, mutant } from './define.ts';

export const CA_SECRET_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:ca-says-since-when',
    'ca',
    'Who is refused hears since when the JPKI certificate is revoked.',
    {
      ca: {
        async checkStatus(deps, certificate, issuer) {
          const answer = await reference.askStatus(deps, certificate.serial, issuer);
          if (answer.revokedAt) throw new Refusal('jpki-revoked', `since ${answer.revokedAt.toISOString()}`);
          return reference.checkStatus(deps, certificate, issuer);
        },
      },
    },
  ),
  mutant(
    'mutant:ca-answers-for-j-lis',
    'ca',
    'OCSP tells of JPKI certificates what the records have of them.',
    {
      ca: {
        speaksFor: () => true,
        statusOf(ctx, serial) {
          const own = reference.statusOf(ctx, serial);
          return ctx.store.get('anchor', serial.toString())?.state === 'live' ? { status: 'good' } : own;
        },
      },
    },
  ),
  mutant(
    'mutant:ca-takes-a-refusal-for-good',
    'ca',
    'Where J-LIS refuses to answer, the certificate counts as good.',
    {
      ca: {
        async checkStatus(deps, certificate, issuer) {
          let refused = false;
          const fetch: typeof deps.fetch = async (...asked) => {
            const response = await deps.fetch(...asked);
            refused ||= response.status === 403;
            return response;
          };
          try {
            return await reference.checkStatus({ ...deps, fetch }, certificate, issuer);
          } catch (error) {
            if (refused) return undefined;
            throw error;
          }
        },
      },
    },
  ),
];
