/** Applications and their states. An application is used once; from a side exit no way leads back. */

import type { Der } from '../pki/index.ts';
import type { Offer } from '../profile/index.ts';
import { Refusal } from '../profile/index.ts';

/**
 * `offered` → (`deciding`) → `issued` → `accepted`, or on the route of the one-time code `offered` → `code-sent` →
 * `issued`. `refused` and `expired` are ends. `deciding` holds the application while J-LIS is asked, so that a second
 * copy of the same message cannot overtake the first.
 */
export type ApplicationState =
  | 'offered'
  | 'deciding'
  | 'code-sent'
  | 'issued'
  | 'accepted'
  | 'refused'
  | 'expired';

export interface Application {
  readonly offer: Offer;
  readonly appId: string;
  readonly appInstance: string;
  readonly expires: Date;
  state: ApplicationState;
  /** Present from the verified signature on: the name to certify. */
  holder?: { readonly commonName: string };
  code?: { readonly value: string; readonly expires: Date; triesLeft: number };
  certificate?: Der;
}

export interface ApplicationStore {
  add(application: Application): void;
  /** The application with this id, or the refusal `application-unknown`. */
  get(id: string): Application;
}

/** A world may run for days: beyond this many applications the oldest is forgotten. */
const APPLICATIONS_MAX = 100_000;

export function createApplicationStore(): ApplicationStore {
  const applications = new Map<string, Application>();
  return {
    add(application) {
      applications.set(application.offer.application, application);
      if (applications.size > APPLICATIONS_MAX) applications.delete(applications.keys().next().value!);
    },
    get: (id) => {
      const application = applications.get(id);
      if (!application) throw new Refusal('application-unknown');
      return application;
    },
  };
}
