/** The FPoS library as an app embeds it. */
import type { LoginChallenge } from '../profile/index.ts';
import type { LibraryDeps } from './deps.ts';
import { type Credential, enrol, librarySteps } from './enrolment.ts';
import { answerLogin, type LoginContext, loginSteps } from './login.ts';
import { Stop } from './stop.ts';

export type Outcome<T> =
  | ({ readonly state: 'done' } & T)
  | { readonly state: 'refused'; readonly code: string; readonly says: string };

export interface FposLibrary {
  /** Get a certificate for this app from this CA (base URL). Never throws for what card, CA, network or user do. */
  enrol(request: { appId: string; ca: string }): Promise<Outcome<{ credential: Credential }>>;
  /** Answer a log-in challenge with the certificate of that app. */
  login(challenge: LoginChallenge, context: LoginContext): Promise<Outcome<{ answer: string }>>;
}

/** The reference steps; a copy with one replaced is an implementation with one defect. */
export const fposSteps = { ...librarySteps, ...loginSteps };
export type FposSteps = typeof fposSteps;

async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { state: 'done', ...(await work()) };
  } catch (error) {
    if (error instanceof Stop) return { state: 'refused', code: error.code, says: error.message };
    throw error; // a promise of our own code was broken
  }
}

export function createLibrary(deps: LibraryDeps, steps: FposSteps = fposSteps): FposLibrary {
  const credentials = new Map<string, Credential>();
  return {
    enrol: async ({ appId, ca }) => {
      const result = await outcome(async () => {
        const request = { appId, ca: ca.replace(/\/$/, ''), appInstance: deps.id(16) };
        const credential = await enrol(steps, { deps, request });
        credentials.set(appId, credential);
        return { credential };
      });
      await deps.ui.show(
        result.state === 'done' ? { kind: 'issued' } : { kind: 'refused', code: result.code },
      );
      return result;
    },
    login: (challenge, context) =>
      outcome(async () => {
        const own = credentials.get(context.appId);
        if (!own) throw new Stop('no-certificate', 'this app has no certificate');
        return { answer: await answerLogin(steps, deps, own, challenge, context) };
      }),
  };
}
