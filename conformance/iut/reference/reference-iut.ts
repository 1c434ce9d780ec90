/**
 * The reference implementation of every role behind the IUT contract. The same object serves in this process and as a
 * child over stdio. It knows only what the contract tells it.
 */
import { type CardChannel, fromHex, toHex } from '../../../simulator/apdu/index.ts';
import { type Ca, type CaPolicy, type CaSteps, caSteps, createCa } from '../../../simulator/ca/index.ts';
import {
  type CardData,
  type CardProfile,
  type CardSteps,
  createCard,
  loadProfile,
  referenceCardSteps,
  type VirtualCard,
} from '../../../simulator/card/index.ts';
import { TransportError } from '../../../simulator/errors.ts';
import {
  type Credential,
  createLibrary,
  type Decided,
  type FposLibrary,
  type FposSteps,
  fposSteps,
  type GivenConsent,
  memoryStorage,
  type Outcome,
  softwareKeyStore,
  type UserInterface,
} from '../../../simulator/fpos/index.ts';
import { createHub, type HubSteps, hubSteps } from '../../../simulator/hub/index.ts';
import { createJlis } from '../../../simulator/jlis/index.ts';
import { citizenOf } from '../../../simulator/people/index.ts';
import type { FourItem } from '../../../simulator/profile/index.ts';
import { type Bank, type BankSteps, bankSteps, createBank } from '../../../simulator/relying-party/index.ts';
import { libraryDeps } from '../../../simulator/society/index.ts';
import {
  createWorld,
  type Handler,
  type Json,
  type VirtualClock,
  virtualClock,
  type World,
} from '../../../simulator/world/index.ts';
import { ROLES } from '../../verdict/types.ts';
import { type InProcessFactory, type InProcessIut, type RigSide, RpcError } from '../connector.ts';
import {
  CONTRACT_VERSION,
  type IutCall,
  type IutParamsOf,
  type IutResultOf,
  type ParamsOf,
  type Reset,
  type ResetResult,
  RIG_CALLS,
  type RigCall,
  RPC_ERRORS,
  type ServedRole,
} from '../contract.ts';

/** Steps by actor; a mutant is the reference with one of them replaced. */
export interface ReferenceSteps {
  readonly card: CardSteps;
  readonly library: FposSteps;
  readonly ca: CaSteps;
  readonly bank: BankSteps;
  readonly hub: HubSteps;
  /** The key store of the phone. */
  readonly keyStore: typeof softwareKeyStore;
  /** What a phone keeps when the app is killed; made once for each phone. */
  readonly storage: typeof memoryStorage;
  /** What stands before the HTTP services. */
  readonly front: (service: Handler) => Handler;
}

export const REFERENCE_STEPS: ReferenceSteps = {
  card: referenceCardSteps,
  library: fposSteps,
  ca: caSteps,
  bank: bankSteps,
  hub: hubSteps,
  keyStore: softwareKeyStore,
  storage: memoryStorage,
  front: (service) => service,
};

const derOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const base64Of = (der: Uint8Array): string => Buffer.from(der).toString('base64');
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The card as the library reaches it: by calls to the rig. */
function remoteCard(rig: RigSide): CardChannel {
  const ask = async <M extends IutCall>(method: M, params: IutParamsOf<M>): Promise<IutResultOf<M>> => {
    try {
      return (await rig.call(method, params as Json)) as IutResultOf<M>;
    } catch (cause) {
      const removed = cause instanceof RpcError && cause.code === RPC_ERRORS.cardRemoved;
      throw new TransportError(removed ? 'ERR_CARD_REMOVED' : 'ERR_CARD_ABSENT', 'the card did not answer', {
        cause,
      });
    }
  };
  return {
    connect: async () => ({ atr: fromHex((await ask('card.connect', {})).atr) }),
    transmit: async (capdu) => fromHex((await ask('card.transmit', { capdu: toHex(capdu) })).rapdu),
    reset: async () => ({ atr: fromHex((await ask('card.reset', {})).atr) }),
    disconnect: async () => void (await ask('card.disconnect', {})),
  };
}

const decidedOf = (outcome: Outcome<{ decided: Decided }>) =>
  outcome.state === 'done'
    ? { state: 'decided', decision: outcome.decided }
    : { state: 'refused', code: outcome.code };

/** The user as the library reaches them: by calls to the rig. */
function remoteUser(rig: RigSide): UserInterface {
  return {
    agree: async (documents) =>
      ((await rig.call('ui.prompt', { kind: 'agree', documents: [...documents] })) as { agreed?: boolean })
        .agreed === true,
    signPin: async () => ((await rig.call('ui.prompt', { kind: 'sign-pin' })) as { pin?: string }).pin,
    chooseItems: async (service, items) =>
      ((await rig.call('ui.prompt', { kind: 'items', service, items: [...items] })) as { items?: FourItem[] })
        .items,
    riskLastTry: async () =>
      ((await rig.call('ui.prompt', { kind: 'last-try' })) as { agreed?: boolean }).agreed === true,
    confirmChange: async (text) =>
      ((await rig.call('ui.prompt', { kind: 'change', text })) as IutResultOf<'ui.prompt'>).pressed,
    approve: async (text) =>
      ((await rig.call('ui.prompt', { kind: 'transaction', text })) as { approved?: boolean }).approved ===
      true,
    show: async (notice) => void (await rig.call('ui.show', notice as unknown as Json)),
  };
}

interface Actors {
  readonly clock: VirtualClock;
  readonly world: World;
  readonly phones: Phones | undefined;
  readonly card: VirtualCard | undefined;
  readonly ca: Ca | undefined;
  readonly bank: Bank | undefined;
  readonly handlers: Readonly<Partial<Record<ServedRole, Handler>>>;
  readonly result: ResetResult;
}

/** The phones of this case; what the rig asks for happens on the present one. */
interface Phones {
  readonly library: FposLibrary;
  /** Take this one in hand; a new one if there is none of that name. */
  take(name: string): void;
  /** Kill the app and start it again. */
  restart(): void;
}

function createPhones(
  world: World,
  rig: RigSide,
  steps: ReferenceSteps,
  caAnchors: readonly Uint8Array[],
): Phones {
  const phones = new Map<string, () => FposLibrary>();
  const card = remoteCard(rig);
  const ui = remoteUser(rig);
  const phone = (name: string): (() => FposLibrary) => {
    const parts = { card, ui, fetch: rig.fetch, caAnchors, storage: steps.storage() };
    const deps = libraryDeps(world, name, parts, steps.keyStore);
    return () => createLibrary(deps, steps.library);
  };
  let start = phone('iut');
  let library = start();
  phones.set('iut', start);
  return {
    get library() {
      return library;
    },
    take(name) {
      start = phones.get(name) ?? phone(name);
      phones.set(name, start);
      library = start();
    },
    restart() {
      library = start();
    },
  };
}

const enrolledOf = (outcome: Outcome<{ credential: Credential }>) =>
  outcome.state === 'done'
    ? { state: 'issued', certificate: base64Of(outcome.credential.certificate) }
    : { state: 'refused', code: outcome.code };

const givenOf = (outcome: Outcome<{ given: GivenConsent }>) =>
  outcome.state === 'done'
    ? { state: 'given', items: outcome.given.items }
    : { state: 'refused', code: outcome.code };

interface OwnCard {
  readonly data: CardData;
  readonly anchors: Readonly<Record<'sign' | 'auth', readonly Uint8Array[]>>;
}

/** Card data never change, and the same seed and hour of founding give the same: what was made once serves again. */
const made = new Map<string, OwnCard>();
const MADE_MAX = 256;

/** The card of citizen 1, from a J-LIS of its own. */
function personalised(world: World, kind: CardProfile): OwnCard {
  const key = `${world.founded.toISOString()} ${world.seed} ${JSON.stringify(kind)}`;
  const known = made.get(key);
  if (known) return known;
  const jlis = createJlis(world);
  const { data } = jlis.issueProfileCard(citizenOf(world.chance, 1), kind);
  const own = { data, anchors: jlis.anchors };
  if (made.size >= MADE_MAX) made.clear();
  made.set(key, own);
  return own;
}

/** What exists after `reset`, made of what `reset` told. An actor that lacks what it needs does not come to life. */
function bringToLife(rig: RigSide, steps: ReferenceSteps, kind: CardProfile, given: Reset): Actors {
  const clock = virtualClock(new Date(given.now));
  // The IUT has its own seed: nothing it draws can equal what the rig draws.
  const world = createWorld({ seed: `iut ${given.seed}`, clock });
  const { anchors, urls } = given;
  const operators = (given.operators ?? []).map(({ appId, clientCertificate }) => ({
    appId,
    clientCertificate: derOf(clientCertificate),
  }));

  // Whoever is told whose certificates to accept is not the one who issues them.
  const ca =
    !anchors.ca && anchors.jpkiSign && urls.ocspSign !== undefined
      ? createCa(
          {
            ...world,
            fetch: rig.fetch,
            jpkiAnchors: anchors.jpkiSign.map(derOf),
            ocspUrl: urls.ocspSign,
            ...(urls.crlSign !== undefined && { crlUrl: urls.crlSign }),
            ...(urls.verifier !== undefined && { verifierUrl: urls.verifier }),
            apps: operators,
            ...(given.examiner && { examiner: derOf(given.examiner.clientCertificate) }),
            policy: {
              ...(given.route && { route: given.route }),
              // JSON has no undefined members; what is absent stays as the reference has it.
              ...(given.policy as Partial<CaPolicy> | undefined),
              ...(given.verifier && {
                verifierId: given.verifier.id,
                ownService: given.verifier.services[0]!,
              }),
            },
          },
          steps.ca,
        )
      : undefined;
  const bank =
    anchors.ca && urls.ca !== undefined
      ? createBank(
          {
            ...world,
            caAnchors: anchors.ca.map(derOf),
            fetch: rig.fetch,
            caUrl: withoutSlash(urls.ca),
            ...(urls.push !== undefined && { pushUrl: withoutSlash(urls.push) }),
            ...(given.verifier &&
              anchors.jpkiSign &&
              urls.verifier !== undefined &&
              urls.ocspSign !== undefined && {
                verifier: {
                  id: given.verifier.id,
                  service: given.verifier.services[0]!,
                  url: withoutSlash(urls.verifier),
                  ocspUrl: urls.ocspSign,
                  anchors: anchors.jpkiSign.map(derOf),
                },
              }),
          },
          steps.bank,
        )
      : undefined;
  const phones = anchors.ca && createPhones(world, rig, steps, anchors.ca.map(derOf));
  const hub =
    anchors.ca && urls.ca !== undefined && given.operators
      ? createHub(
          {
            clock,
            fetch: rig.fetch,
            caUrl: urls.ca,
            caAnchors: anchors.ca.map(derOf),
            members: operators,
          },
          steps.hub,
        )
      : undefined;
  // Told of no anchors at all, the IUT is a card: a card brings its own J-LIS, as a real one does.
  const own = !anchors.ca && !anchors.jpkiSign ? personalised(world, kind) : undefined;
  const card = own && createCard(own.data, steps.card, { random: world.chance.fork('card').bytes });
  return {
    clock,
    world,
    phones,
    card,
    ca,
    bank,
    handlers: {
      ...(ca && { ca: steps.front(ca.handler) }),
      ...(bank && { 'relying-party': steps.front(bank.handler) }),
      ...(hub && { hub: steps.front(hub.handler) }),
    },
    result: {
      anchors: {
        ...(ca && { ca: [base64Of(ca.certificate)] }),
        ...(own && {
          jpkiSign: own.anchors.sign.map(base64Of),
          jpkiAuth: own.anchors.auth.map(base64Of),
        }),
      },
    },
  };
}

const THE_WHOLE_CARD = loadProfile('default');

/** The reference, or with other steps something that differs from it in just those; as a card, of this kind. */
export function referenceIut(
  name: string,
  steps: ReferenceSteps = REFERENCE_STEPS,
  kind: CardProfile = THE_WHOLE_CARD,
): InProcessFactory {
  return (rig): InProcessIut => {
    let actors: Actors | undefined;
    const alive = (): Actors => {
      if (!actors) throw new RpcError(RPC_ERRORS.internal, 'reset has not been called');
      return actors;
    };
    const need = <T>(actor: T | undefined, role: string): T => {
      if (actor === undefined)
        throw new RpcError(RPC_ERRORS.internal, `reset did not give what the role ${role} needs`);
      return actor;
    };
    const phones = (): Phones => need(alive().phones, 'library');
    const library = (): FposLibrary => phones().library;
    const methods: { [M in RigCall]: (params: ParamsOf<M>) => Promise<unknown> } = {
      hello: async () => ({
        contract: CONTRACT_VERSION,
        name,
        version: '1',
        roles: [...ROLES],
        clock: 'controlled',
      }),
      reset: async (params) => {
        actors = bringToLife(rig, steps, kind, params);
        return actors.result;
      },
      'clock.set': async ({ now }) => {
        alive().clock.set(new Date(now));
        await alive().ca?.tick();
        await alive().bank?.tick();
        return {};
      },
      'card.power': async ({ op }) => {
        const card = need(alive().card, 'card');
        card.power(op);
        return { atr: toHex(card.atr) };
      },
      'card.transmit': async ({ capdu }) => ({
        rapdu: toHex(need(alive().card, 'card').transmit(fromHex(capdu))),
      }),
      'library.enrol': async (request) => enrolledOf(await library().enrol(request)),
      'library.resume': async (request) => enrolledOf(await library().resume(request)),
      'library.renew': async (request) => enrolledOf(await library().renew(request)),
      'library.consent': async (request) => givenOf(await library().consent(request)),
      'library.withdrawConsent': async (request) => givenOf(await library().withdrawConsent(request)),
      'library.revoke': async (request) => {
        const outcome = await library().revoke(request);
        return outcome.state === 'done' ? { state: 'revoked' } : { state: 'refused', code: outcome.code };
      },
      'library.certificates': async () => ({
        certificates: (await library().certificates()).map(({ credential: { appId, certificate } }) => ({
          appId,
          certificate: base64Of(certificate),
        })),
      }),
      'library.restart': async () => {
        phones().restart();
        return {};
      },
      'library.phone': async ({ name }) => {
        phones().take(name);
        return {};
      },
      'library.login': async ({ appId, origin, challenge }) => {
        const outcome = await library().login(challenge, { appId, origin });
        return outcome.state === 'done'
          ? {
              state: 'answered',
              answer: outcome.answer,
              ...(outcome.attributeCertificate && {
                attributeCertificate: base64Of(outcome.attributeCertificate),
              }),
            }
          : { state: 'refused', code: outcome.code };
      },
      'library.receivePush': async ({ appId, push }) => {
        const outcome = await library().receivePush(push, { appId });
        return outcome.state === 'done' ? { state: 'shown' } : { state: 'refused', code: outcome.code };
      },
      'library.confirmChange': async (request) => decidedOf(await library().confirmChange(request)),
      'library.reportFacts': async (request) => decidedOf(await library().reportFacts(request)),
      'library.sign': async ({ appId, origin, proposal }) => {
        const outcome = await library().sign(proposal, { appId, origin });
        return outcome.state === 'done'
          ? { state: 'signed', signature: outcome.signature }
          : { state: 'refused', code: outcome.code };
      },
    };
    return {
      async call(method, params) {
        const parsed = RIG_CALLS[method].params.safeParse(params);
        if (!parsed.success)
          throw new RpcError(RPC_ERRORS.invalidParams, `${method}: params do not fit the contract`);
        return (await (methods[method] as (p: unknown) => Promise<unknown>)(parsed.data)) as Json;
      },
      handler: (role) => actors?.handlers[role],
    };
  };
}
