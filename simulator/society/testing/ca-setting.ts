/** A CA and J-LIS in one world, and the people who talk to that CA. For tests of the CA. */
import {
  CA_HOST,
  type Ca,
  type CaDeps,
  type CaPolicy,
  type CaSteps,
  caSteps,
  createCa,
  DEFAULT_POLICY,
} from '../../ca/index.ts';
import { createJlis, JLIS_HOSTS, type Jlis } from '../../jlis/index.ts';
import { readCertificate } from '../../pki/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../../world/index.ts';
import { createHolders, type Holders, type Phone } from '../holders.ts';
import { tlsOf } from '../society.ts';
import { EXAMINER } from '../verifiers.ts';

export type { Answer, Phone } from '../holders.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const APPS = ['abc-bank', 'shop', 'clinic'] as const;

export interface CaSetting extends Holders {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly jlis: Jlis;
  readonly ca: Ca;
  /** Ends the CA and starts it anew on the same file. */
  restart(): void;
  /** The bytes at an address of the CA. */
  bytes(path: string): Promise<Uint8Array>;
  /** Past what OCSP and lists of J-LIS tell; then one round of the CA. */
  settle(ms?: number): Promise<void>;
}

export interface CaSettingOptions {
  readonly seed?: number | string;
  /** Day on which the world is founded. */
  readonly at?: string;
  /** How many days later it is now; default: none. */
  readonly daysLater?: number;
  readonly policy?: Partial<CaPolicy>;
  readonly steps?: Partial<CaSteps>;
  readonly file?: CaDeps['file'];
  /** How many messages the world remembers; default: all. */
  readonly keepAtMost?: number;
  readonly keyMakers?: CaDeps['keyMakers'];
}

export function caSetting(options: CaSettingOptions = {}): CaSetting {
  const founded = new Date(`${options.at ?? '2026-04-01'}T09:00:00+09:00`);
  const clock = virtualClock(new Date(founded.getTime() + (options.daysLater ?? 0) * DAY));
  const { keepAtMost } = options;
  const world = createWorld({
    seed: options.seed ?? 1,
    clock,
    founded,
    ...(keepAtMost !== undefined && { keepAtMost }),
  });
  const jlis = createJlis(world);
  const client = tlsOf(world).client('ca').certificate;
  const services = [DEFAULT_POLICY.ownService, ...APPS];
  jlis.registerVerifier({
    id: DEFAULT_POLICY.verifierId,
    kinds: ['sign'],
    services,
    clientCertificate: client,
  });
  const found = (): Ca =>
    createCa(
      {
        ...world,
        fetch: world.network.fetchAs('ca', { clientCertificate: client }),
        get jpkiAnchors() {
          return jlis.anchors.sign;
        },
        ocspUrl: `http://${JLIS_HOSTS.ocspSign}/`,
        crlUrl: `http://${JLIS_HOSTS.crlSign}/`,
        verifierUrl: `https://${JLIS_HOSTS.verifier}`,
        examiner: tlsOf(world).client(EXAMINER).certificate,
        apps: APPS.map((appId) => ({ appId, clientCertificate: tlsOf(world).client(appId).certificate })),
        ...(options.policy && { policy: options.policy }),
        ...(options.keyMakers && { keyMakers: options.keyMakers }),
        ...(options.file !== undefined && { file: options.file }),
      },
      { ...caSteps, ...options.steps },
    );
  let ca = found();
  world.network.serve(CA_HOST, 'ca', (request) => ca.handler(request));

  return {
    ...createHolders(world, jlis, { appId: APPS[0] }),
    world,
    clock,
    jlis,
    get ca() {
      return ca;
    },
    restart() {
      ca.close();
      ca = found();
    },
    async bytes(path) {
      const response = await world.network.fetchAs('rig')(`http://${CA_HOST}${path}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    async settle(ms = 16 * MINUTE) {
      clock.advance(ms);
      await ca.tick();
    },
  };
}

/** The serial number of a certificate as the CA writes it: whole octets in capital hex. */
export function serialOf({ certificate }: Pick<Phone, 'certificate'>): string {
  const hex = readCertificate(certificate).serial.toString(16).toUpperCase();
  return hex.length % 2 ? `0${hex}` : hex;
}

/** What the CA of this setting has on record of the certificate. */
export const recordOf = ({ ca }: CaSetting, phone: Phone) => ca.store.get('certificate', serialOf(phone));
