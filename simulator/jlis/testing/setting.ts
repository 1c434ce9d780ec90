/** A world with J-LIS in it, for tests: its clock moves when told to, and calls to its hosts are short. */
import { citizenOf } from '../../people/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../../world/index.ts';
import {
  type CertificateOnRecord,
  createJlis,
  JLIS_HOSTS,
  type Jlis,
  type JlisOptions,
  type JpkiKind,
  signedMessage,
} from '../index.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** An ordinary adult, born 1960 to 1999. */
export const SOMEBODY = 1;

export interface Setting {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly jlis: Jlis;
  /** To a day (09:00 in Japan), or an instant. */
  goTo(at: string): void;
  newest(kind: JpkiKind, carrier?: 'card' | 'phone', citizen?: number): CertificateOnRecord | undefined;
  /** What an answer of a verifier's or holder's operation is, or the code of the problem. */
  ask(path: string, body?: object, options?: { as?: Uint8Array; host?: string }): Promise<unknown>;
  /** The JSON body with a message signed by the person's card or phone. */
  signed(
    content: object,
    options?: { kind?: JpkiKind; carrier?: 'card' | 'phone'; citizen?: number },
  ): { cms: string };
  nonce(): string;
}

const instant = (at: string): Date => new Date(at.length === 10 ? `${at}T09:00:00+09:00` : at);

export function setting(at = '2026-04-01', options: JlisOptions & { keys?: 'pool' | 'drawn' } = {}): Setting {
  const clock = virtualClock(instant(at));
  const world = createWorld({ seed: 1, clock, ...(options.keys && { keys: options.keys }) });
  const jlis = createJlis(world, options);
  // The JPKI application alone needs two keys in place of eleven.
  jlis.issueCard(citizenOf(world.chance, SOMEBODY));
  const nonces = world.chance.fork('test nonces');
  return {
    world,
    clock,
    jlis,
    goTo: (to) => clock.set(instant(to)),
    newest: (kind, carrier = 'card', citizen = SOMEBODY) =>
      jlis.person(citizen).certificates.findLast((c) => c.kind === kind && c.carrier === carrier),
    async ask(path, body, { as, host = JLIS_HOSTS.verifier } = {}) {
      const response = await world.network.fetchAs('rig', as && { clientCertificate: as })(
        `https://${host}${path}`,
        {
          method: body ? 'POST' : 'GET',
          ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        },
      );
      const answer = (await response.json()) as { code?: string };
      return response.ok ? answer : answer.code;
    },
    signed(content, { kind = 'sign', carrier = 'card', citizen = SOMEBODY } = {}) {
      const chip = carrier === 'phone' ? jlis.phoneOf(citizen)! : jlis.cardOf(citizen)!;
      return { cms: signedMessage(chip, kind, content, clock.now()) };
    },
    nonce: () => nonces.id(16),
  };
}
