/** The push service of the phones: takes notifications and keeps them for whoever looks. It knows tokens and nobody's name. */
import { createService, operation, type PushNotification, pushNotification } from '../profile/index.ts';
import type { Handler } from '../world/index.ts';

export const PUSH_HOST = 'push.test';
/** A world may run for days: the oldest is forgotten. */
const KEPT_MAX = 10_000;

export interface PushService {
  readonly handler: Handler;
  /** What was handed over, oldest first. */
  readonly notifications: readonly PushNotification[];
}

export function createPushService(): PushService {
  const notifications: PushNotification[] = [];
  const notify = operation({
    method: 'POST',
    path: '/notifications',
    summary: 'Hand a notification over to the phone behind this token.',
    body: pushNotification,
    answers: { 202: { says: 'It goes to the phone.' } },
    problems: ['request-malformed'],
    handle({ body }) {
      notifications.push(body);
      if (notifications.length > KEPT_MAX) notifications.shift();
      return new Response(null, { status: 202 });
    },
  });
  return { notifications, handler: createService('Push service (TEST)', [notify]) };
}
