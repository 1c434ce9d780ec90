/**
 * A running world: J-LIS, an accredited CA and a bank on the network, citizens with cards, phones with the library.
 *
 * Every actor has one reference implementation; any of them may be another one, plugged in here.
 */
import type { CardChannel, Chip } from '../apdu/index.ts';
import { CA_HOST, type Ca, type CaPolicy, type CaSteps, createCa, DEFAULT_POLICY } from '../ca/index.ts';
import { createCard, type VirtualCard } from '../card/index.ts';
import {
  createLibrary,
  type FposLibrary,
  type FposSteps,
  type LibraryDeps,
  softwareKeyStore,
  type UserInterface,
} from '../fpos/index.ts';
import { createHub, HUB_HOST } from '../hub/index.ts';
import {
  createJlis,
  type IssuedCard,
  JLIS_HOSTS,
  type Jlis,
  type JlisKnobs,
  ocspTick,
} from '../jlis/index.ts';
import { type Citizen, citizenOf } from '../people/index.ts';
import type { Der } from '../pki/index.ts';
import { inProcessReader } from '../reader/index.ts';
import { BANK_APP, BANK_HOST, type BankSteps, createBank } from '../relying-party/index.ts';
import { chanceFrom, type Handler, type Party, type World } from '../world/index.ts';
import { type CitizenCardRules, createCitizenCardRules } from './card-rules.ts';
import { actingClock } from './faults/acting-clock.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { frontPage, NAMED_URLS } from './front-page.ts';
import { createPushService, PUSH_HOST, type PushService } from './push-service.ts';
import { HOSTS, surfacesOf } from './surfaces.ts';
import { createTlsAuthority, type TlsAuthority, type TlsIdentity } from './tls.ts';
import { type ClientName, EXAMINER, OTHER_OPERATORS, registerVerifiers } from './verifiers.ts';
import { witnessed } from './witness.ts';

/** An actor from outside: where it serves, and what it is trusted by. */
export interface PluggedCa {
  readonly handler: Handler;
  readonly anchors: readonly Der[];
}

export interface SocietyOptions {
  /** What differs from the usual J-LIS. */
  readonly jlisKnobs?: Partial<JlisKnobs>;
  readonly policy?: Partial<CaPolicy>;
  readonly caSteps?: CaSteps;
  readonly bankSteps?: BankSteps;
  /** The reference bank is a verifier of J-LIS itself; by default it leaves that to the CA. */
  readonly bankVerifies?: boolean;
  /** Where sockets are opened: one whose keys do not follow from the seed. */
  readonly tls?: TlsAuthority;
  /** In place of the reference CA; made once J-LIS exists, since it must know whom to trust. */
  readonly ca?: (jlis: Jlis) => Promise<PluggedCa> | PluggedCa;
  /** In place of the reference bank; made once the CA exists. */
  readonly bank?: (caAnchors: readonly Der[], jlis: Jlis) => Promise<Handler> | Handler;
  /** In place of the reference hub; made once the CA exists. */
  readonly hub?: (caAnchors: readonly Der[]) => Promise<Handler> | Handler;
}

export interface Society {
  readonly world: World;
  readonly jlis: Jlis;
  readonly caAnchors: readonly Der[];
  /** Who certified the clients, and certifies servers for those in other processes. */
  readonly tls: TlsAuthority;
  /** With what CA and bank come to J-LIS as the verifiers that they are, and operators to CA and hub. */
  readonly clients: Readonly<Record<ClientName, TlsIdentity>>;
  /** What goes wrong with the hosts; by default nothing. */
  readonly faults: Faults;
  /** What goes wrong between citizens' cards and their readers; by default nothing. */
  readonly cardRules: CitizenCardRules;
  /** What went to phones. */
  readonly push: Pick<PushService, 'notifications'>;
  /** One round of the references: J-LIS is asked, events are heard, pushes go out. Actors from outside go by their own clock. */
  tick(): Promise<void>;
  citizen(number: number): Citizen;
  /** That citizen's card. */
  card(citizen: Citizen): IssuedCard;
  /** A phone with the library on it, and a card in its reader. */
  phone(options: PhoneOptions & { readonly chip: Chip }): FposLibrary;
  /** The same with a reader of one's own; the caller witnesses it. */
  phoneWith(card: CardChannel, options: PhoneOptions): FposLibrary;
}

export interface PhoneOptions {
  /** Names the phone; its keys come from this. */
  readonly name: string;
  readonly ui: UserInterface;
  readonly steps?: FposSteps;
  /** Under which name its messages are recorded; default `library`. */
  readonly party?: Party;
  readonly trust?: readonly Der[];
}

export const CA_URL = `http://${CA_HOST}`;
/** Where the CA tells its clients apart by their certificates. */
const CA_TLS_URL = `https://${CA_HOST}`;
export const BANK_URL = `http://${BANK_HOST}`;
export const PUSH_URL = `http://${PUSH_HOST}`;
export const HUB_URL = `http://${HUB_HOST}`;
export const OCSP_SIGN_URL = `http://${JLIS_HOSTS.ocspSign}/`;

export const VERIFIER_URL = NAMED_URLS.verifier;

/** Authorities that are kept, one for each day that worlds begin on; beyond so many the oldest is made again. */
const TLS_KEPT = 64;
const tlsMade = new Map<number, TlsAuthority>();

/**
 * The certificates of a world that opens no socket: there they are names and guard nothing, so all such worlds that begin
 * at the same time share them, whatever their seed.
 */
export function tlsOf({ founded }: World): TlsAuthority {
  const key = founded.getTime();
  const known = tlsMade.get(key);
  if (known) return known;
  const made = createTlsAuthority({ chance: chanceFrom('worlds without sockets'), at: founded });
  if (tlsMade.size >= TLS_KEPT) tlsMade.delete(tlsMade.keys().next().value!);
  tlsMade.set(key, made);
  return made;
}

/** What the library is handed, from a world. */
export function libraryDeps(
  world: World,
  name: string,
  rest: Pick<LibraryDeps, 'card' | 'ui' | 'fetch' | 'caAnchors' | 'storage'>,
  keyStore = softwareKeyStore,
): LibraryDeps {
  const chance = world.chance.fork(`phone ${name}`);
  return {
    ...rest,
    keyStore: keyStore((keyId) => world.keys.p256(`phone ${name} ${keyId}`)),
    now: () => world.clock.now(),
    id: chance.id,
  };
}

export async function createSociety(world: World, options: SocietyOptions = {}): Promise<Society> {
  const jlisClock = actingClock(world.clock);
  const jlis = createJlis(world, {
    serviceClock: jlisClock,
    ...(options.jlisKnobs && { knobs: options.jlisKnobs }),
  });
  world.network.serve(
    HOSTS.jlis,
    'jlis',
    frontPage(() => NAMED_URLS),
  );
  const tls = options.tls ?? tlsOf(world);
  const [shop, clinic] = OTHER_OPERATORS;
  const clients = {
    ...registerVerifiers(jlis, tls, { ...DEFAULT_POLICY, ...options.policy }),
    [shop]: tls.client(shop),
    [clinic]: tls.client(clinic),
    [EXAMINER]: tls.client(EXAMINER),
  };
  const operators = [
    { appId: BANK_APP, clientCertificate: clients.bank.certificate },
    ...OTHER_OPERATORS.map((appId) => ({ appId, clientCertificate: clients[appId].certificate })),
  ];
  const caClock = actingClock(world.clock);
  const referenceCa = (): Ca =>
    createCa(
      {
        ...world,
        clock: caClock,
        fetch: world.network.fetchAs('ca', { clientCertificate: clients.ca.certificate }),
        get jpkiAnchors() {
          return jlis.anchors.sign;
        },
        ocspUrl: OCSP_SIGN_URL,
        crlUrl: `http://${JLIS_HOSTS.crlSign}/`,
        verifierUrl: VERIFIER_URL,
        apps: operators,
        examiner: clients[EXAMINER].certificate,
        ...(options.policy && { policy: options.policy }),
      },
      options.caSteps,
    );
  const ownCa = options.ca ? undefined : referenceCa();
  const ca: PluggedCa = ownCa
    ? { handler: ownCa.handler, anchors: [ownCa.certificate] }
    : await options.ca!(jlis);
  world.network.serve(CA_HOST, options.ca ? 'iut' : 'ca', ca.handler);

  const pushService = createPushService();
  world.network.serve(PUSH_HOST, 'rig', pushService.handler);

  const bankClock = actingClock(world.clock);
  const ownBank = options.bank
    ? undefined
    : createBank(
        {
          ...world,
          clock: bankClock,
          caAnchors: ca.anchors,
          caUrl: CA_TLS_URL,
          pushUrl: PUSH_URL,
          ...(options.bankVerifies && {
            verifier: {
              id: BANK_APP,
              service: BANK_APP,
              url: VERIFIER_URL,
              ocspUrl: OCSP_SIGN_URL,
              get anchors() {
                return jlis.anchors.sign;
              },
            },
          }),
          fetch: world.network.fetchAs('relying-party', { clientCertificate: clients.bank.certificate }),
        },
        options.bankSteps,
      );
  const bank = ownBank?.handler ?? (await options.bank!(ca.anchors, jlis));
  world.network.serve(BANK_HOST, options.bank ? 'iut' : 'relying-party', bank);

  const hubClock = actingClock(world.clock);
  const hub = options.hub
    ? await options.hub(ca.anchors)
    : createHub({
        clock: hubClock,
        fetch: world.network.fetchAs('hub'),
        caUrl: CA_URL,
        caAnchors: ca.anchors,
        members: operators,
      }).handler;
  world.network.serve(HUB_HOST, options.hub ? 'iut' : 'hub', hub);

  const surfaces = surfacesOf({
    world,
    jlis,
    jlisClock,
    ca: ownCa && { handler: ownCa.handler, over: ownCa.over, clock: caClock },
    bank: options.bank ? undefined : { handler: bank, clock: bankClock },
    hub: options.hub ? undefined : { handler: hub, clock: hubClock },
  });

  const phoneWith: Society['phoneWith'] = (
    card,
    { name, ui, steps, party = 'library', trust = ca.anchors },
  ) => {
    const fetch = world.network.fetchAs(party);
    return createLibrary(libraryDeps(world, name, { card, ui, fetch, caAnchors: trust }), steps);
  };

  return {
    world,
    jlis,
    caAnchors: ca.anchors,
    tls,
    clients,
    faults: createFaults(world, surfaces),
    cardRules: createCitizenCardRules(world, (number) =>
      insert(jlis.issueCard(citizenOf(world.chance, number))),
    ),
    push: pushService,
    async tick() {
      await ownCa?.tick();
      await ownBank?.tick();
    },
    citizen: (number) => citizenOf(world.chance, number),
    card: (citizen) => jlis.issueCard(citizen),
    phone: ({ chip, ...options }) => phoneWith(witnessed(inProcessReader(chip), world.recorder), options),
    phoneWith,
  };
}

/** A user who agrees to everything and enters this password; told things are kept for whoever asks. */
export function willingUser(signPin: string | undefined): UserInterface {
  return {
    agree: async () => true,
    signPin: async () => signPin,
    approve: async () => true,
    confirmChange: async () => 'confirm',
    show: async () => {},
  };
}

/** Knobs of a J-LIS whose OCSP and CRL tell at once what was recorded: for worlds whose clock is the machine's. */
export const STATUS_AT_ONCE: Partial<JlisKnobs> = { ocspRefreshMs: 0, crlTickJst: 0 };

/** How long until OCSP tells what is recorded now; 0: it does already. */
export function msUntilStatusTells({ world, jlis }: Pick<Society, 'world' | 'jlis'>): number {
  const now = world.clock.now();
  const { next } = ocspTick(now, jlis.knobs);
  return next === undefined ? 0 : next.getTime() - now.getTime();
}

export const insert = (card: IssuedCard): VirtualCard => createCard(card.data);
