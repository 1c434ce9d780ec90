/** J-LIS: two certification authorities, the register behind them, the municipality's desk, and what verifiers may ask. */
import type { KeyObject } from 'node:crypto';
import { type CardData, type CardProfile, loadProfile, resetPin, type VirtualCard } from '../card/index.ts';
import { UsageError } from '../errors.ts';
import type { Citizen } from '../people/index.ts';
import type { CrlReason, Der } from '../pki/index.ts';
import type { ConsentRecord } from '../profile/index.ts';
import type { Clock, Handler, World } from '../world/index.ts';
import { type Authority, createAuthority } from './authority/authority.ts';
import { createCardMaker, phoneCard, withPins } from './card-maker.ts';
import { CRL_HOST, JLIS_HOSTS, type JpkiKind, OCSP_HOST } from './config.ts';
import { happen } from './desk/desk.ts';
import type { DeskEventInput } from './desk/events.ts';
import type { Happened, Office } from './desk/work.ts';
import { JLIS_KNOBS, type JlisKnobs } from './knobs.ts';
import { createAgenda } from './register/agenda.ts';
import { firstCardOf } from './register/first-card.ts';
import {
  type CertificateOnRecord,
  certificateOnRecord,
  type PersonOnRecord,
  personOnRecord,
} from './register/on-record.ts';
import type { CardRecord } from './register/records.ts';
import { createRegister } from './register/register.ts';
import { statusSource } from './register/status-source.ts';
import { crlHandler, type MayAsk, ocspHandler, type StatusSource } from './status/index.ts';
import { type JlisSteps, jlisSteps } from './steps.ts';
import type { AuditEntry } from './verifiers/audit.ts';
import { createConsentStore } from './verifiers/consents.ts';
import { holderHandler } from './verifiers/holder-service.ts';
import { createVerifierRegistry, type Verifier } from './verifiers/registry.ts';
import { verifierHandler } from './verifiers/verifier-service.ts';

/** What a municipality hands over at its desk. Who is under 15 has no signing certificate; other profiles may lack one too. */
export interface IssuedCard {
  /** As the card has them: a profile may have given another birthday. */
  readonly citizen: Citizen;
  /** All that is on the chip; written when somebody first looks. */
  readonly data: CardData;
  /** For client software that holds the card; undefined where a certificate of the kind was never issued. */
  keyOf(kind: JpkiKind): KeyObject | undefined;
  readonly signCert: Der | undefined;
  readonly authCert: Der | undefined;
}

/** Initial values of both PINs; the profile's own if none are given. */
export type CardPins = { readonly signPin: string; readonly authPin: string };

export interface Jlis {
  readonly knobs: JlisKnobs;
  /**
   * Self-signed certificates, oldest first: the trust anchors. All generations of a CA that were valid when the world was
   * founded, and those begun since. They share one name: only the key identifier tells which one issued a certificate.
   */
  readonly anchors: Readonly<Record<JpkiKind, readonly Der[]>>;
  /** A citizen's first card with the JPKI application alone. The same card again and again, from the world's seed. */
  issueCard(citizen: Citizen, pins?: CardPins): IssuedCard;
  /** The same of a profile, with every application if the profile says so. */
  issueProfileCard(citizen: Citizen, profile: CardProfile): IssuedCard;
  /**
   * Something happens to a person, now: see `deskEvent`. `chip` is the person's card if it was brought: what the desk
   * writes is on it then. A card that lies elsewhere keeps what it holds until it comes to the desk.
   *
   * @throws UsageError ERR_DESK_EVENT, or DeskRefusal (ERR_DESK_REFUSED) when it cannot happen; nothing is changed then
   */
  happen(citizenNumber: number, event: DeskEventInput, chip?: VirtualCard): Happened;
  /** Record a loss of effect of the citizen's newest certificate on the card now. Revoking again keeps the first. */
  revoke(kind: JpkiKind, citizen: Citizen, reason: CrlReason): void;
  /** Status services beside those on the network, which know what `alter` lets through: for faults. */
  statusOver(kind: JpkiKind, alter: (source: StatusSource) => StatusSource): StatusHandlers;
  /** What stands on the network for verifiers and holders. */
  readonly handlers: Readonly<Record<'verifier' | 'holder', Handler>>;
  /** Registers a verifier with the client certificate with which it will call; again with another one replaces it. */
  registerVerifier(verifier: Verifier): void;
  /** A verifier ends a service; nothing is delivered for it from the day after `lastDay` (in Japan) on. */
  endService(verifier: string, service: string, lastDay: string): void;
  /** Who asked for what, oldest first. */
  readonly audit: readonly AuditEntry[];
  /** What is on record about a person. A look: nothing is kept because of it. */
  person(citizenNumber: number): PersonOnRecord;
  /** A certificate by its number. */
  certificate(kind: JpkiKind, serial: bigint): CertificateOnRecord | undefined;
  /** A certificate as it was issued. */
  certificateDer(kind: JpkiKind, serial: bigint): Der | undefined;
  /** All consents that a person ever gave, oldest first. */
  consentsOf(citizenNumber: number): readonly ConsentRecord[];
  /** The person's present card, as the desk wrote it last; undefined when there is none that was not made void. */
  cardOf(citizenNumber: number): IssuedCard | undefined;
  /** What the person's phone holds as a chip; undefined when it has no certificates, or gave them up. */
  phoneOf(citizenNumber: number): IssuedCard | undefined;
}

export interface StatusHandlers {
  readonly ocsp: Handler;
  readonly crl: Handler;
}

export interface JlisOptions {
  readonly knobs?: Partial<JlisKnobs>;
  readonly steps?: JlisSteps;
  /** The clock on the wall of the verifiers' and the holders' interface, if it may be off. Default: the world's. */
  readonly serviceClock?: Clock;
}

/** Founds J-LIS in a world and puts its hosts on the network. */
export function createJlis(world: World, options: JlisOptions = {}): Jlis {
  const knobs: JlisKnobs = { ...JLIS_KNOBS, ...options.knobs };
  const steps = options.steps ?? jlisSteps;
  const authorities: Readonly<Record<JpkiKind, Authority>> = {
    sign: createAuthority(world, 'sign', knobs),
    auth: createAuthority(world, 'auth', knobs),
  };
  const agenda = createAgenda();
  const now = (): Date => world.clock.now();
  const register = createRegister({ world, authorities, knobs, steps, settle: () => agenda.settle(now()) });
  const office: Office = { authorities, register, agenda, knobs, steps };
  const maker = createCardMaker(world, authorities);
  const verifiers = createVerifierRegistry();
  const serviceClock = options.serviceClock ?? world.clock;
  const serviceNow = (): Date => serviceClock.now();
  const consents = createConsentStore({ knobs, steps, now: serviceNow });
  const audit: AuditEntry[] = [];
  const services = { authorities, register, knobs, steps, now: serviceNow, verifiers, consents, audit };
  const handlers = { verifier: verifierHandler(services), holder: holderHandler(services) };
  world.network.serve(JLIS_HOSTS.verifier, 'jlis', handlers.verifier);
  world.network.serve(JLIS_HOSTS.holder, 'jlis', handlers.holder);
  const mayAsk: MayAsk = (headers) => !knobs.registeredCallersOnly || verifiers.find(headers) !== undefined;
  const sources = {
    sign: statusSource(world.clock, authorities.sign, register, steps),
    auth: statusSource(world.clock, authorities.auth, register, steps),
  };
  const statusFrom = (kind: JpkiKind, source: StatusSource): StatusHandlers => ({
    ocsp: ocspHandler(source, knobs, { title: `J-LIS OCSP, ${kind} (TEST)`, mayAsk }),
    crl: crlHandler(source, knobs, { title: `J-LIS CRL, ${kind} (TEST)`, mayAsk }),
  });
  for (const kind of ['sign', 'auth'] as const) {
    const { ocsp, crl } = statusFrom(kind, sources[kind]);
    world.network.serve(OCSP_HOST[kind], 'jlis', ocsp);
    world.network.serve(CRL_HOST[kind], 'jlis', crl);
  }

  function anchorsOf(kind: JpkiKind): readonly Der[] {
    const { generations } = authorities[kind];
    const atFounding = generations.validAt(world.founded);
    const newest = generations.issuingAt(now());
    const since = Array.from({ length: newest }, (_, i) => i + 1).filter(
      (n) => n > atFounding.at(-1)!.number,
    );
    return [...atFounding, ...since.map(generations.get)].map(({ certificate }) => certificate);
  }

  const issued = (citizen: Citizen, card: CardRecord): IssuedCard => {
    const { chip } = card;
    const { sign, auth } = chip;
    const own = { ...card };
    let data: CardData | undefined;
    return {
      citizen,
      get data() {
        data ??= maker.dataOf(citizen.number, own);
        return data;
      },
      keyOf: (kind) => chip[kind] && maker.keyOf(chip[kind]),
      signCert: sign && maker.certificateOf(sign),
      authCert: auth && maker.certificateOf(auth),
    };
  };

  const issueProfileCard = (registered: Citizen, profile: CardProfile): IssuedCard => {
    const { birth = registered.birth, gender = registered.gender } = profile.holder;
    const citizen = { ...registered, birth, gender };
    register.begin(citizen, profile);
    const { card } = firstCardOf({ world, authorities, knobs }, citizen, profile);
    if (card === undefined)
      throw new UsageError('ERR_NOT_BORN', `citizen ${citizen.number} is born on ${citizen.birth} only`, {
        hint: 'Choose another citizen, or a later founding.',
      });
    return issued(citizen, card);
  };
  const jpkiOnly = loadProfile('jpki-only');

  const jlis: Jlis = {
    knobs,
    get anchors() {
      return { sign: anchorsOf('sign'), auth: anchorsOf('auth') };
    },
    issueProfileCard,
    issueCard: (citizen, pins) => issueProfileCard(citizen, pins ? withPins(jpkiOnly, pins) : jpkiOnly),
    happen(citizenNumber, event, chip) {
      const happened = happen(office, citizenNumber, event, now());
      if (chip === undefined) return happened;
      const card = register.peek(citizenNumber).cards.at(-1);
      if (happened.card === 'written') chip.personalise(maker.dataOf(citizenNumber, card!));
      if (event.type === 'reset-pin')
        resetPin(chip, event.pin, event.value ?? card!.profile.pins[`${event.pin}Pin`]);
      return happened;
    },
    revoke(kind, { number }, reason) {
      jlis.happen(number, { type: 'revoke', certificate: kind, reason });
    },
    statusOver: (kind, alter) => statusFrom(kind, alter(sources[kind])),
    handlers,
    registerVerifier: verifiers.register,
    endService: consents.endService,
    audit,
    person: (number) => personOnRecord(register.peek(number), now(), steps),
    certificate(kind, serial) {
      const record = register.certificate(kind, serial);
      return record && certificateOnRecord(record, now(), steps);
    },
    certificateDer(kind, serial) {
      const record = register.certificate(kind, serial);
      return record && maker.certificateOf(record);
    },
    consentsOf: (number) => consents.of(number).map(consents.toRecord),
    cardOf(number) {
      const { citizen, cards } = register.peek(number);
      const card = cards.at(-1);
      return card && card.state !== 'void' ? issued(citizen, card) : undefined;
    },
    phoneOf(number) {
      const person = register.peek(number);
      const chip = phoneCard(person);
      return chip && issued(person.citizen, chip);
    },
  };
  return jlis;
}
