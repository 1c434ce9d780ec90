/**
 * The rig of one case: a world with the references in every role but the one under test, and the drivers that
 * procedures use. The same procedure runs whichever role the IUT fills.
 */
import { type CardChannel, type Chip, fromHex, toHex } from '../../simulator/apdu/index.ts';
import { type CaPolicy, DEFAULT_POLICY } from '../../simulator/ca/index.ts';
import { createCard, defaultPins } from '../../simulator/card/index.ts';
import { RigError, TransportError } from '../../simulator/errors.ts';
import {
  type FposLibrary,
  type FposSteps,
  fposSteps,
  type UserInterface,
} from '../../simulator/fpos/index.ts';
import { type IssuedCard, JLIS_HOSTS, type Jlis } from '../../simulator/jlis/index.ts';
import type { Citizen } from '../../simulator/people/index.ts';
import {
  type ChangePush,
  type FourItem,
  type LoginChallenge,
  loginChallenge,
  type Route,
  TEMPLATES,
  type TransactionProposal,
} from '../../simulator/profile/index.ts';
import { createRuleBook, foreignCard, inProcessReader, ruledChannel } from '../../simulator/reader/index.ts';
import { BANK_APP, BANK_ORIGIN } from '../../simulator/relying-party/index.ts';
import {
  type Answer,
  BANK_URL,
  CA_URL,
  createHolders,
  createSociety,
  EXAMINER,
  type Holders,
  HUB_URL,
  msUntilStatusTells,
  OCSP_SIGN_URL,
  OTHER_OPERATORS,
  PUSH_URL,
  type Society,
  STATUS_AT_ONCE,
  tlsOf,
  witnessed,
} from '../../simulator/society/index.ts';
import {
  createWorld,
  type Fetch,
  type Json,
  machineTime,
  type Observation,
  type VirtualClock,
  virtualClock,
  type World,
} from '../../simulator/world/index.ts';
import type { TestCase } from '../cases/define.ts';
import { untrueEndsMs } from '../checks/ca-bounds.ts';
import { fourItemsOfCertificate } from '../decode/index.ts';
import { ASSUMED_PINS, type Pins } from '../iut/card-pins.ts';
import type { IutConfig } from '../iut/config-schema.ts';
import { type Connector, IutBroke, type RigSide, RpcError } from '../iut/connector.ts';
import {
  IUT_CALLS,
  type IutCall,
  type IutParamsOf,
  type IutResultOf,
  type ParamsOf,
  type Reset,
  type ResetResult,
  type ResultOf,
  RIG_CALLS,
  type RigCall,
  RPC_ERRORS,
} from '../iut/contract.ts';
import { misfit } from '../iut/misfit.ts';
import type { AskedRun } from '../verdict/run-command.ts';
import type { CardGuard } from './spared-card.ts';

/** Ends the procedure; what was seen so far is judged. */
export class Abandoned extends Error {}

/** Stop here unless it holds: later steps need it. */
export function must(holds: unknown): asserts holds {
  if (!holds) throw new Abandoned('a step did not lead to what the next one needs');
}

/** More calls than this in one case are a flood: an enrolment takes about forty. */
const IUT_CALLS_MAX = 5_000;

/** What the user in front of the phone does. */
export interface TestUser {
  /** The password entered when asked; undefined: the user cancels. */
  pin: string | undefined;
  agrees: boolean;
  /** Consents to these, when asked for consent. */
  items: readonly FourItem[];
  /** Lets the last try of the password be risked. */
  risksLastTry: boolean;
  /** What is pressed when a change is shown; undefined: nothing. */
  presses: 'confirm' | 'decline' | undefined;
  /** Approves the transaction that is shown. */
  approves: boolean;
}

export interface Rig {
  readonly world: World;
  readonly role: TestCase['role'];
  /** The reader with the card in it, witnessed. For the role `card` it holds the IUT. */
  readonly card: CardChannel;
  readonly user: TestUser;
  /** Absent for the role `card`, which needs nobody else. */
  readonly society: Society;
  readonly jlis: Jlis;
  readonly citizen: Citizen;
  /** Everybody of this world, talking to the CA without an app. */
  readonly holders: Holders;
  readonly ca: string;
  readonly hub: string;
  readonly appId: string;
  readonly origin: string;
  /** PINs of the card in the reader. */
  readonly pins: Pins;
  /** Within which time a certificate that records what turned untrue has ended. */
  readonly untrueEndsMs: number;
  /** The run that this case belongs to, as the command line asks for it again. */
  readonly asked: AskedRun;
  /** Path of a property-based case to replay, as its failure printed it. */
  readonly replayPath: string | undefined;
  /** What one step leaves for a later one. Judges never see it. */
  readonly notes: Map<string, unknown>;
  /** Put something on record that judges need; the IUT does not see it. */
  given(name: string, value: Json): void;
  /** Another citizen's card goes into the reader. */
  insert(citizen: Citizen): IssuedCard;
  /** The card leaves the field before the n-th exchange of the next presences; undefined: it stays. */
  removeCardBefore(n: number | undefined): void;
  /** An operation of the contract, put to the IUT as it is; for the role `library`. */
  ask<M extends RigCall>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>>;
  /** Enrolment by the library under test, or by the reference library with these steps. */
  enrol(options?: {
    steps?: Partial<FposSteps>;
    phone?: string;
    trust?: readonly Uint8Array[];
    appId?: string;
    consent?: ParamsOf<'library.enrol'>['consent'];
    pairwise?: string;
  }): Promise<EnrolOutcome>;
  /** A challenge of the bank, as an app gets it. */
  challenge(): Promise<LoginChallenge>;
  /** Answer it with the library under test or the reference; undefined: refused. */
  answer(
    challenge: LoginChallenge,
    context?: { appId?: string; origin?: string },
  ): Promise<string | undefined>;
  /** Hand an answer to the bank; the status of its response. */
  submit(answer: string): Promise<number>;
  /** Show a transaction to the user and sign it with the library under test or the reference; undefined: refused. */
  sign(
    proposal: TransactionProposal,
    context?: { appId?: string; origin?: string },
  ): Promise<string | undefined>;
  /** Log in with the library and hand its certificate of the attribute kind over: the session, of a customer. */
  logIn(): Promise<string | undefined>;
  /** The user looks at a change, or at what the CA knows and the bank does not, with the library. */
  confirmChange(change: string): Promise<unknown>;
  reportFacts(): Promise<unknown>;
  receivePush(push: ChangePush): Promise<unknown>;
  /** A request to the bank as an app makes it, with the session of a log-in. */
  bank(
    method: 'GET' | 'POST',
    path: string,
    options?: { body?: unknown; session?: string | undefined },
  ): Promise<Answer>;
  /** Time passes for everybody. For cases that need a controlled clock: an IUT with its own would not come along. */
  advance(ms: number): Promise<void>;
  /** Time passes until J-LIS's OCSP service tells of everything recorded so far; with a clock of the IUT's own it does at once. */
  untilStatusTells(): Promise<void>;
}

export type EnrolOutcome =
  | { readonly state: 'issued'; readonly certificate: Uint8Array }
  | { readonly state: 'refused'; readonly code: string };

export interface RigOptions {
  /** As given to `--iut`. */
  readonly iut?: string | undefined;
  readonly testCase: Pick<TestCase, 'id' | 'role' | 'route' | 'policy' | 'startsAt' | 'needs'>;
  readonly connector: Connector;
  readonly seed: string;
  /** Does the IUT let us set its clock? */
  readonly controlledClock: boolean;
  readonly replayPath?: string | undefined;
  /** The IUT is not told which case runs. */
  readonly blind?: boolean | undefined;
  /** PINs of a card under test that is not the one of the default profile. */
  readonly pins?: Partial<Pins> | undefined;
  /** Keeps a card under test from being locked. */
  readonly cardGuard?: CardGuard | undefined;
  /** What the practice statement of a CA under test names (IXIT). */
  readonly cps?: IutConfig['cps'] | undefined;
  /** The legal route of the IUT, for cases that are not about one; default `key-in-application`. */
  readonly route?: Route | undefined;
  /** The IUT broke the contract with something of this case when it was over. */
  readonly onLate?: (broke: IutBroke) => void;
  readonly onObservation?: (observation: Observation) => void;
}

const CRL_SIGN_URL = `http://${JLIS_HOSTS.crlSign}/`;
const VERIFIER_URL = `http://${JLIS_HOSTS.verifier}`;
/** As the society registers the accredited CA. */
const VERIFIER = {
  id: DEFAULT_POLICY.verifierId,
  services: [DEFAULT_POLICY.ownService, BANK_APP],
};
/** Beside the bank two more operators, who register nothing with J-LIS. */
export const [SHOP_APP, CLINIC_APP] = OTHER_OPERATORS;
const OPERATORS = [BANK_APP, ...OTHER_OPERATORS];

/** With what an operator comes through TLS. */
export const clientCertificateOf = (world: World, operator: string): Uint8Array =>
  tlsOf(world).client(operator).certificate;

/**
 * What a CA under test sends to J-LIS as a verifier, and a bank under test to the CA, goes through TLS with the certificate
 * that the other side knows.
 */
function fetchOf(world: World, role: TestCase['role']): Fetch {
  const plain = world.network.fetchAs('iut');
  if (role === 'relying-party') {
    const asBank = world.network.fetchAs('iut', {
      clientCertificate: tlsOf(world).client(BANK_APP).certificate,
    });
    return (url, init) =>
      [CA_URL, VERIFIER_URL].some((base) => url.startsWith(`${base}/`))
        ? asBank(url.replace(/^http:/, 'https:'), init)
        : plain(url, init);
  }
  if (role !== 'ca') return plain;
  const asVerifier = world.network.fetchAs('iut', {
    clientCertificate: tlsOf(world).client(DEFAULT_POLICY.verifierId).certificate,
  });
  return (url, init) =>
    url === VERIFIER_URL || url.startsWith(`${VERIFIER_URL}/`)
      ? asVerifier(url.replace(/^http:/, 'https:'), init)
      : plain(url, init);
}

/** What the user says to a prompt. */
function answerOf(user: TestUser, kind: IutParamsOf<'ui.prompt'>['kind']): IutResultOf<'ui.prompt'> {
  switch (kind) {
    case 'agree':
      return { agreed: user.agrees };
    case 'last-try':
      return { agreed: user.risksLastTry };
    case 'transaction':
      return user.approves ? { approved: true } : { cancel: true };
    case 'change':
      return user.presses === undefined ? { cancel: true } : { pressed: user.presses };
    case 'items':
      return { items: [...user.items] };
    case 'sign-pin':
      return user.pin === undefined ? { cancel: true } : { pin: user.pin };
  }
}

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
const der = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** One call to the IUT: recorded, its answer checked against the contract. */
async function callIut<M extends RigCall>(
  world: World,
  connector: Connector,
  method: M,
  params: ParamsOf<M>,
  record: boolean,
): Promise<ResultOf<M>> {
  const seen = { kind: 'call' as const, from: 'rig' as const, method, params: params as unknown as Json };
  let result: Json;
  try {
    result = await connector.call(method, params as unknown as Json);
  } catch (error) {
    if (error instanceof RpcError) {
      world.recorder.record({ ...seen, error: { code: error.code, message: error.message } });
      throw new Abandoned(`${method}: ${error.message}`);
    }
    throw error;
  }
  const parsed = RIG_CALLS[method].result.safeParse(result);
  if (record || !parsed.success) world.recorder.record({ ...seen, result });
  if (!parsed.success) throw misfit(method, parsed.error);
  return parsed.data as ResultOf<M>;
}

/** The IUT as a chip in a reader. Its exchanges are recorded as APDUs, so the calls are not. */
async function chipOf(world: World, connector: Connector): Promise<Chip> {
  const power = async (op: 'on' | 'off' | 'reset'): Promise<Uint8Array> => {
    const { atr } = await callIut(world, connector, 'card.power', { op }, false);
    return atr === undefined ? new Uint8Array() : fromHex(atr);
  };
  let atr = new Uint8Array() as Uint8Array;
  return {
    get atr() {
      return atr;
    },
    async power(op) {
      const told = await power(op);
      if (op !== 'off') atr = told;
    },
    async transmit(capdu) {
      return fromHex(
        (await callIut(world, connector, 'card.transmit', { capdu: toHex(capdu) }, false)).rapdu,
      );
    },
  };
}

/** A reader whose card can be exchanged, and can leave in the middle. */
function changeableReader(world: World): {
  channel: CardChannel;
  /** Of the card that was put there last. */
  readonly atr: Uint8Array;
  put(chip: Chip): void;
  removeBefore(n: number | undefined): void;
} {
  let chip: Chip | undefined;
  const book = createRuleBook({ chance: world.chance.fork('reader') });
  let current: CardChannel | undefined;
  const present = (): CardChannel => {
    if (!current) throw new TransportError('ERR_CARD_ABSENT', 'no card in the reader: connect first');
    return current;
  };
  return {
    get atr() {
      return chip?.atr ?? new Uint8Array();
    },
    put: (next) => {
      chip = next;
    },
    removeBefore: (n) => {
      book.clear();
      if (n === undefined) return;
      const rule = { type: 'tear', subject: 'command', when: 'before', next: 1, eachPresence: true } as const;
      book.add(n === 1 ? rule : { ...rule, skip: n - 1 });
    },
    channel: {
      connect() {
        if (!chip) throw new TransportError('ERR_CARD_ABSENT', 'there is no card in the reader');
        current = ruledChannel(inProcessReader(chip), {
          fire: book.fire,
          wait: world.wait,
          card: foreignCard,
        });
        return current.connect();
      },
      transmit: async (capdu) => present().transmit(capdu),
      reset: async () => present().reset(),
      disconnect: async () => current?.disconnect(),
    },
  };
}

export async function createRig(options: RigOptions): Promise<Rig> {
  const { testCase } = options;
  const start = testCase.startsAt === undefined ? undefined : new Date(testCase.startsAt);
  const clock: VirtualClock = options.controlledClock ? virtualClock(start) : machineTime();
  // A host that is slow lets the time pass for everybody, the IUT included.
  let advance: Rig['advance'] = async (ms) => clock.advance(ms);
  const world = createWorld({
    seed: `${options.seed}/${testCase.id}`,
    clock,
    wait: (ms) => advance(ms),
    caseId: testCase.id,
    ...(options.onObservation && { onObservation: options.onObservation }),
  });
  world.recorder.record({ kind: 'phase', phase: 'initial-condition' });
  const rig = await assemble(world, clock, options);
  advance = rig.advance;
  return rig;
}

/** Puts the society together round the IUT. Separate, so that the world exists when something here goes wrong. */
async function assemble(
  world: World,
  clock: VirtualClock,
  {
    testCase,
    iut,
    connector,
    seed,
    controlledClock,
    replayPath,
    blind,
    pins,
    cardGuard,
    cps,
    route: ownRoute = 'key-in-application',
    onLate,
  }: RigOptions,
): Promise<Rig> {
  const { role } = testCase;
  const bankVerifies = testCase.needs?.includes('own-verification') ?? false;
  const route: Route = testCase.route ?? ownRoute;
  const user: TestUser = {
    pin: defaultPins.signPin,
    agrees: true,
    items: [],
    risksLastTry: false,
    approves: true,
    presses: 'confirm',
  };
  const reader = changeableReader(world);
  const seen = witnessed(reader.channel, world.recorder);
  const card = role === 'card' && cardGuard ? cardGuard.around(seen, reader.channel) : seen;
  const given = (name: string, value: Json): void => world.recorder.record({ kind: 'given', name, value });

  const call = <M extends RigCall>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> => {
    const work = () => callIut(world, connector, method, params, true);
    return connector.pcsc && method.startsWith('library.')
      ? connector.pcsc.during(card, () => reader.atr, work)
      : work();
  };
  const reset = (urls: Reset['urls'], anchors: Reset['anchors']): Promise<ResetResult> =>
    call('reset', {
      ...(!blind && { case: testCase.id }),
      role,
      seed: blind ? world.chance.fork('blind').id(16) : `${seed}/${testCase.id}`,
      now: clock.now().toISOString(),
      urls,
      anchors,
      ...(role === 'ca' && { route, verifier: VERIFIER }),
      ...(role === 'relying-party' && bankVerifies && { verifier: { id: BANK_APP, services: [BANK_APP] } }),
      ...((role === 'ca' || role === 'hub') && { operators: operators() }),
      ...(role === 'ca' && { examiner: { clientCertificate: base64(clientCertificateOf(world, EXAMINER)) } }),
      ...(testCase.policy && { policy: testCase.policy }),
    });

  const operators = (): Reset['operators'] =>
    OPERATORS.map((appId) => ({ appId, clientCertificate: base64(clientCertificateOf(world, appId)) }));

  if (cps) given('cps', cps as Json);

  // What a library under test may ask of the rig.
  const answers: Record<IutCall, (params: never) => Promise<Json>> = {
    'card.connect': async () => ({ atr: toHex((await card.connect()).atr) }),
    'card.transmit': async ({ capdu }: { capdu: string }) => ({
      rapdu: toHex(await card.transmit(fromHex(capdu))),
    }),
    'card.reset': async () => ({ atr: toHex((await card.reset()).atr) }),
    'card.disconnect': async () => {
      await card.disconnect();
      return {};
    },
    'ui.prompt': async ({ kind }: IutParamsOf<'ui.prompt'>) => answerOf(user, kind) as Json,
    'ui.show': async () => ({}),
  };
  let calls = 0;
  const rigSide: RigSide = {
    caseId: blind ? undefined : testCase.id,
    ...(onLate && { late: onLate }),
    get hosts() {
      return world.network.hosts;
    },
    fetch: fetchOf(world, role),
    async call(method, params) {
      calls += 1;
      if (calls > IUT_CALLS_MAX)
        throw new IutBroke('garbage', `more than ${IUT_CALLS_MAX} calls in one case`);
      const schema = Object.hasOwn(IUT_CALLS, method) ? IUT_CALLS[method] : undefined;
      const parsed = schema?.params.safeParse(params);
      if (!parsed?.success) {
        world.recorder.record({
          kind: 'broke',
          how: 'garbage',
          says: `${String(method)}: params do not fit the contract`,
        });
        throw new RpcError(
          schema ? RPC_ERRORS.invalidParams : RPC_ERRORS.unknownMethod,
          'see the IUT contract',
        );
      }
      try {
        const result = await answers[method](parsed.data as never);
        if (method.startsWith('ui.'))
          world.recorder.record({ kind: 'call', from: 'iut', method, params, result });
        return result;
      } catch (error) {
        const code = (error as { code?: unknown }).code;
        if (code === 'ERR_CARD_REMOVED')
          throw new RpcError(RPC_ERRORS.cardRemoved, 'the card left the field');
        if (code === 'ERR_CARD_ABSENT' || code === 'ERR_READER_BUSY')
          throw new RpcError(RPC_ERRORS.cardAbsent, 'no presence of a card');
        throw error;
      }
    },
  };
  // The hosts exist only once the society does; a library gets them all, a server role needs J-LIS or nothing.
  let society: Society;
  if (role === 'card') {
    await connector.attach(rigSide);
    society = undefined as never; // a card needs nobody; using one is a mistake of the case
    const { anchors } = await reset({}, {});
    given('anchors', { jpkiSign: anchors?.jpkiSign ?? [], jpkiAuth: anchors?.jpkiAuth ?? [] });
    reader.put(await chipOf(world, connector));
  } else {
    society = await createSociety(world, {
      policy: { route, ...(testCase.policy as Partial<CaPolicy> | undefined) },
      bankVerifies,
      // The machine's time cannot be moved on to the next quarter of an hour.
      ...(!controlledClock && { jlisKnobs: STATUS_AT_ONCE }),
      ...(role === 'ca' && {
        ca: async (jlis: Jlis) => {
          await connector.attach(rigSide);
          const { anchors } = await reset(
            { ocspSign: OCSP_SIGN_URL, crlSign: CRL_SIGN_URL, verifier: VERIFIER_URL },
            { jpkiSign: jlis.anchors.sign.map(base64) },
          );
          return { handler: connector.handler('ca'), anchors: (anchors?.ca ?? []).map(der) };
        },
      }),
      ...(role === 'hub' && {
        hub: async (caAnchors: readonly Uint8Array[]) => {
          await connector.attach(rigSide);
          await reset({ ca: CA_URL }, { ca: caAnchors.map(base64) });
          return connector.handler('hub');
        },
      }),
      ...(role === 'relying-party' && {
        bank: async (caAnchors: readonly Uint8Array[], jlis: Jlis) => {
          await connector.attach(rigSide);
          await reset(
            {
              ca: CA_URL,
              push: PUSH_URL,
              ...(bankVerifies && { verifier: VERIFIER_URL, ocspSign: OCSP_SIGN_URL }),
            },
            {
              ca: caAnchors.map(base64),
              ...(bankVerifies && { jpkiSign: jlis.anchors.sign.map(base64) }),
            },
          );
          return connector.handler('relying-party');
        },
      }),
    });
    given('anchors', {
      jpkiSign: society.jlis.anchors.sign.map(base64),
      jpkiAuth: society.jlis.anchors.auth.map(base64),
      ca: society.caAnchors.map(base64),
    });
    if (role === 'library') {
      await connector.attach(rigSide);
      await reset({ ca: CA_URL, bank: BANK_URL }, { ca: society.caAnchors.map(base64) });
    }
  }

  let holders: Holders | undefined;
  const inserted = new Map<number, { issued: IssuedCard; chip: Chip }>();
  const insert = (citizen: Citizen): IssuedCard => {
    let own = inserted.get(citizen.number);
    if (!own) {
      const issued = society.card(citizen);
      own = { issued, chip: createCard(issued.data) };
      inserted.set(citizen.number, own);
    }
    const { number, name, address, birth, gender } = citizen;
    // Register and certificate differ where substitute characters stand.
    const { signCert } = own.issued;
    const certifiedName = signCert && fourItemsOfCertificate(signCert).name;
    given('citizen', { number, name, address, birth, gender, ...(certifiedName && { certifiedName }) });
    reader.put(own.chip);
    return own.issued;
  };
  if (role !== 'card') insert(society.citizen(1));
  if (role !== 'card') {
    given('app', { appId: BANK_APP, origin: BANK_ORIGIN });
    given('templates', TEMPLATES);
  }

  const phones = new Map<string, FposLibrary>();
  const ui: UserInterface = {
    agree: async () => user.agrees,
    signPin: async () => user.pin,
    chooseItems: async () => user.items,
    riskLastTry: async () => user.risksLastTry,
    approve: async () => user.approves,
    confirmChange: async () => user.presses,
    show: async () => {},
  };
  const phone = (
    name: string,
    steps: Partial<FposSteps> | undefined,
    trust: readonly Uint8Array[] | undefined,
  ): FposLibrary => {
    const known = phones.get(name);
    if (known && !steps) return known;
    const made = society.phoneWith(card, {
      name,
      ui,
      ...(steps && { steps: { ...fposSteps, ...steps } }),
      ...(trust && { trust }),
    });
    phones.set(name, made);
    return made;
  };
  const app = world.network.fetchAs(role === 'library' ? 'rig' : 'library');
  const post = (url: string, body?: unknown): Promise<Response> =>
    app(url, {
      method: 'POST',
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });

  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms);
    if (role === 'relying-party' || role === 'library') await society.tick();
    if (controlledClock) await call('clock.set', { now: clock.now().toISOString() });
  };

  const rig: Rig = {
    world,
    role,
    card,
    user,
    society,
    get jlis() {
      return society.jlis;
    },
    get citizen() {
      return society.citizen(1);
    },
    get holders() {
      holders ??= createHolders(world, society.jlis, { appId: BANK_APP });
      return holders;
    },
    ca: CA_URL,
    hub: HUB_URL,
    appId: BANK_APP,
    origin: BANK_ORIGIN,
    pins: { ...ASSUMED_PINS, ...(role === 'card' && pins) },
    untrueEndsMs: untrueEndsMs(cps),
    asked: { iut, seed, ...(blind && { blind }), selection: { case: testCase.id } },
    replayPath,
    notes: new Map(),
    given,
    insert,
    removeCardBefore: reader.removeBefore,
    ask: call,
    async enrol({ steps, phone: name = 'a', trust, appId = BANK_APP, consent, pairwise } = {}) {
      const request = {
        appId,
        ca: CA_URL,
        ...(consent && { consent }),
        ...(pairwise !== undefined && { pairwise }),
      };
      if (role === 'library') {
        const result = await call('library.enrol', request);
        return result.state === 'issued' ? { state: 'issued', certificate: der(result.certificate) } : result;
      }
      const outcome = await phone(name, steps, trust).enrol(request);
      return outcome.state === 'done'
        ? { state: 'issued', certificate: outcome.credential.certificate }
        : { state: 'refused', code: outcome.code };
    },
    async challenge() {
      let response: Response;
      try {
        response = await post(`${BANK_URL}/login/challenges`);
        return loginChallenge.parse(await response.json());
      } catch {
        throw new Abandoned('the bank gave no challenge of the profile');
      }
    },
    async answer(challenge, { appId = BANK_APP, origin = BANK_ORIGIN } = {}) {
      if (role === 'library') {
        const result = await call('library.login', { appId, origin, challenge });
        return result.state === 'answered' ? result.answer : undefined;
      }
      const outcome = await phone('a', undefined, undefined).login(challenge, { appId, origin });
      return outcome.state === 'done' ? outcome.answer : undefined;
    },
    async submit(answer) {
      try {
        return (await post(`${BANK_URL}/login/answers`, { answer })).status;
      } catch {
        return 0; // no answer: on record already
      }
    },
    async sign(proposal, { appId = BANK_APP, origin = BANK_ORIGIN } = {}) {
      if (role === 'library') {
        const result = await call('library.sign', { appId, origin, proposal });
        return result.state === 'signed' ? result.signature : undefined;
      }
      const outcome = await phone('a', undefined, undefined).sign(proposal, { appId, origin });
      return outcome.state === 'done' ? outcome.signature : undefined;
    },
    async logIn() {
      const challenge = await rig.challenge();
      const context = { appId: BANK_APP, origin: BANK_ORIGIN };
      let given: { answer: string; attributeCertificate?: string | undefined };
      if (role === 'library') {
        const result = await call('library.login', { ...context, challenge });
        must(result.state === 'answered');
        given = result;
      } else {
        const outcome = await phone('a', undefined, undefined).login(challenge, context);
        must(outcome.state === 'done');
        const { answer, attributeCertificate: attribute } = outcome;
        given = { answer, ...(attribute && { attributeCertificate: base64(attribute) }) };
      }
      const { answer, attributeCertificate } = given;
      const { body } = await rig.bank('POST', '/login/answers', {
        body: { answer, ...(attributeCertificate !== undefined && { attributeCertificate }) },
      });
      return body?.session as string | undefined;
    },
    confirmChange: (change) =>
      role === 'library'
        ? call('library.confirmChange', { appId: BANK_APP, bank: BANK_URL, change })
        : phone('a', undefined, undefined).confirmChange({ appId: BANK_APP, bank: BANK_URL, change }),
    reportFacts: () =>
      role === 'library'
        ? call('library.reportFacts', { appId: BANK_APP, bank: BANK_URL })
        : phone('a', undefined, undefined).reportFacts({ appId: BANK_APP, bank: BANK_URL }),
    receivePush: (push) =>
      role === 'library'
        ? call('library.receivePush', { appId: BANK_APP, push })
        : phone('a', undefined, undefined).receivePush(push, { appId: BANK_APP }),
    async bank(method, path, { body, session } = {}) {
      try {
        const response = await app(`${BANK_URL}${path}`, {
          method,
          headers: {
            ...(session !== undefined && { authorization: `Bearer ${session}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        return { status: response.status, body: await response.json().catch(() => undefined) };
      } catch {
        return { status: 0, body: undefined }; // no answer: on record already
      }
    },
    async advance(ms) {
      // Whatever the clock of this run is: a case that forgot to say so is noticed with every IUT, the reference first.
      if (!testCase.needs?.includes('controlled-clock'))
        throw new RigError('ERR_CASE_CLOCK', `${testCase.id} moves the clock and does not say so`, {
          hint: "Add needs: ['controlled-clock'] to the case.",
        });
      await advance(ms);
    },
    untilStatusTells: () => advance(msUntilStatusTells(society)),
  };
  return rig;
}
