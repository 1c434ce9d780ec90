/**
 * A small vocabulary in which a story reads as it happens: a citizen gets a card and a phone, joins two apps, moves, presses
 * once. Everything goes through the doors that others use too: the desk of the municipality, the library, HTTP.
 *
 * Each step leaves a line in both languages. `sees` is a claim: a story in which one does not hold ends with an error.
 */
import { type CaPolicy, DEFAULT_POLICY } from '../../ca/index.ts';
import { createCard, defaultPins, type VirtualCard } from '../../card/index.ts';
import { RigError } from '../../errors.ts';
import type { FposLibrary, UserInterface } from '../../fpos/index.ts';
import type { DeskEventInput } from '../../jlis/index.ts';
import type { Citizen } from '../../people/index.ts';
import { readCertificate } from '../../pki/index.ts';
import {
  account,
  type CustomerRecord,
  changeList,
  customerRecord,
  loginChallenge,
  loginSession,
  type PaymentContent,
  PROFILE_OID,
  readContent,
  type TransactionProposal,
  transactionProposal,
} from '../../profile/index.ts';
import { inProcessReader } from '../../reader/index.ts';
import { BANK_APP, BANK_ORIGIN } from '../../relying-party/index.ts';
import { createWorld, type VirtualClock, virtualClock } from '../../world/index.ts';
import { BANK_URL, CA_URL, createSociety, msUntilStatusTells, type Society } from '../society.ts';
import { witnessed } from '../witness.ts';

const DAY_MS = 86_400_000;
/** The quarter of an hour after which J-LIS's services tell, and a minute. */
const SOON_MS = 60_000;

export interface Line {
  /** World time, ISO 8601 UTC. */
  readonly at: string;
  readonly who: string;
  readonly en: string;
  readonly ja: string;
  /** Observations of the world so far: what lies between two lines shows the step. */
  readonly seen: number;
  /** A claim that held. */
  readonly claim?: true;
}

export interface StoryOptions {
  readonly seed?: number | string;
  readonly at?: Date | undefined;
  /** What the CA of this story does otherwise. */
  readonly policy?: Partial<CaPolicy> | undefined;
  /** Told of each line as it comes. */
  readonly tell?: (line: Line) => void;
}

/** What happened to a request of the library: `done`, or the code. */
export type Came = 'done' | (string & {});

export class Story {
  readonly society: Society;
  readonly lines: Line[] = [];
  readonly #clock: VirtualClock;
  readonly #tell: StoryOptions['tell'];

  constructor(society: Society, clock: VirtualClock, tell: StoryOptions['tell']) {
    this.society = society;
    this.#clock = clock;
    this.#tell = tell;
  }

  says(who: string, en: string, ja: string, claim?: true): void {
    const { recorder } = this.society.world;
    const at = this.#clock.now().toISOString();
    const line = { at, who, en, ja, seen: recorder.observations.length, ...(claim && { claim }) };
    this.lines.push(line);
    this.#tell?.(line);
  }

  /** A claim of the story. Throws RigError ERR_STORY when it does not hold. */
  sees(en: string, ja: string, holds: boolean): void {
    if (!holds) throw new RigError('ERR_STORY', `not so: ${en}`);
    this.says('', en, ja, true);
  }

  /** Time passes, J-LIS and CA have their rounds, pushes go out. */
  async passes({ days = 0, ms = 0 }: { days?: number; ms?: number }): Promise<void> {
    this.#clock.advance(days * DAY_MS + ms);
    await this.society.tick();
    if (days > 0) this.says('', `${days} days later`, `${days}日後`);
  }

  /** Until everybody can know what was recorded. */
  async untilEverybodyKnows(): Promise<void> {
    await this.passes({ ms: msUntilStatusTells(this.society) + SOON_MS });
  }

  citizen(number: number): Person {
    return new Person(this, this.society.citizen(number));
  }
}

export async function beginStory({ seed = 1, at, policy, tell }: StoryOptions = {}): Promise<Story> {
  const clock = virtualClock(at);
  const world = createWorld({ seed, clock });
  return new Story(await createSociety(world, policy && { policy }), clock, tell);
}

export class Person {
  readonly story: Story;
  readonly citizen: Citizen;
  readonly name: string;
  #chip: VirtualCard | undefined;
  /** How often the card was held to a phone. */
  taps = 0;

  constructor(story: Story, citizen: Citizen) {
    this.story = story;
    this.citizen = citizen;
    this.name = `citizen ${citizen.number}`;
  }

  getsCard(): void {
    this.#chip = createCard(this.story.society.card(this.citizen).data);
    this.story.says(this.name, 'gets a My Number card', 'マイナンバーカードを受け取る');
  }

  get chip(): VirtualCard {
    if (!this.#chip) throw new RigError('ERR_STORY', `${this.name} has no card`);
    return this.#chip;
  }

  /** Something happens at the municipality’s desk; a card that is there is written. */
  atTheDesk(event: DeskEventInput): void {
    this.story.society.jlis.happen(this.citizen.number, event, this.#chip);
  }

  async movesTo(address: string): Promise<void> {
    this.atTheDesk({ type: 'move-within', address });
    this.atTheDesk({ type: 'apply-certificates', kinds: ['sign'] });
    this.story.says(this.name, `moves to ${address}`, `${address}へ転居する`);
    await this.story.untilEverybodyKnows();
  }

  async marriesAndIsCalled(family: string, given: string): Promise<void> {
    this.atTheDesk({ type: 'change-name', family, given });
    this.atTheDesk({ type: 'apply-certificates', kinds: ['sign'] });
    this.story.says(this.name, `marries and is called ${family} now`, `結婚して「${family}」姓になる`);
    await this.story.untilEverybodyKnows();
  }

  async losesCard(): Promise<void> {
    this.atTheDesk({ type: 'lose-card' });
    this.story.says(this.name, 'loses the card and reports it', 'カードを紛失し届け出る');
    await this.story.untilEverybodyKnows();
  }

  async dies(): Promise<void> {
    this.story.society.jlis.happen(this.citizen.number, { type: 'die' });
    this.story.says(this.name, 'dies', '死亡する');
    await this.story.untilEverybodyKnows();
  }

  getsPhone(name: string): Phone {
    this.story.says(this.name, `has the phone "${name}"`, `スマートフォン「${name}」を持つ`);
    return new Phone(this, name);
  }
}

export class Phone {
  readonly owner: Person;
  readonly name: string;
  readonly library: FposLibrary;
  readonly #story: Story;
  #session: string | undefined;
  /** What the owner presses when a change is shown. */
  presses: 'confirm' | 'decline' | undefined = 'confirm';
  approves = true;
  /** What was shown to be approved or pressed, oldest first. */
  readonly shown: string[] = [];

  constructor(owner: Person, name: string) {
    this.owner = owner;
    this.name = name;
    this.#story = owner.story;
    const { society } = owner.story;
    const ui: UserInterface = {
      agree: async () => true,
      signPin: async () => defaultPins.signPin,
      chooseItems: async (_service, items) => items,
      approve: async (text) => {
        this.shown.push(text);
        return this.approves;
      },
      confirmChange: async (text) => {
        this.shown.push(text);
        return this.presses;
      },
      show: async () => {},
    };
    const card = witnessed(
      {
        connect: () => {
          owner.taps += 1;
          return this.#reader().connect();
        },
        transmit: (capdu) => this.#reader().transmit(capdu),
        reset: () => this.#reader().reset(),
        disconnect: () => this.#reader().disconnect(),
      },
      society.world.recorder,
    );
    this.library = society.phoneWith(card, { name: `${owner.name} ${name}`, ui });
  }

  #inReader: { chip: VirtualCard; reader: ReturnType<typeof inProcessReader> } | undefined;
  #reader(): ReturnType<typeof inProcessReader> {
    const { chip } = this.owner;
    if (this.#inReader?.chip !== chip) this.#inReader = { chip, reader: inProcessReader(chip) };
    return this.#inReader.reader;
  }

  #says(en: string, ja: string): void {
    this.#story.says(this.owner.name, en, ja);
  }

  /** Installs an app and taps the card once; with `consent` the latest items may be asked for this service, in the same tap. */
  async joins(appId: string, { consent }: { consent?: string } = {}): Promise<Came> {
    const before = this.owner.taps;
    const outcome = await this.library.enrol({
      appId,
      ca: CA_URL,
      ...(consent !== undefined && {
        consent: { verifier: DEFAULT_POLICY.verifierId, service: consent, items: ['name', 'address'] },
      }),
    });
    const came = outcome.state === 'done' ? 'done' : outcome.code;
    const taps = this.owner.taps - before;
    this.#says(
      `installs "${appId}" and taps the card: ${came}, ${taps} tap${taps === 1 ? '' : 's'}`,
      `アプリ「${appId}」を入れてカードをかざす: ${came === 'done' ? '発行' : came}、タップ${taps}回`,
    );
    return came;
  }

  /** Under which identifier the app knows the person. */
  async identifierAt(appId: string): Promise<string | undefined> {
    const held = (await this.library.certificates()).find(({ credential }) => credential.appId === appId);
    const attribute = held?.credential.attributeCertificate;
    return attribute && readCertificate(attribute).otherNames.get(PROFILE_OID.pairwise);
  }

  async #post(path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await this.#story.society.world.network.fetchAs('library')(`${BANK_URL}${path}`, {
      method: 'POST',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#session !== undefined && { authorization: `Bearer ${this.#session}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  }

  async #get(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.#session ?? ''}` };
    const response = await this.#story.society.world.network.fetchAs('library')(`${BANK_URL}${path}`, {
      headers,
    });
    return response.json();
  }

  /** The answer that the library gives to a challenge of the bank; for those who play it again. */
  async answersBank(): Promise<{ answer: string; attributeCertificate?: string } | Came> {
    const challenge = loginChallenge.parse((await this.#post('/login/challenges')).body);
    const outcome = await this.library.login(challenge, { appId: BANK_APP, origin: BANK_ORIGIN });
    if (outcome.state !== 'done') return outcome.code;
    const attribute = outcome.attributeCertificate;
    return {
      answer: outcome.answer,
      ...(attribute && { attributeCertificate: Buffer.from(attribute).toString('base64') }),
    };
  }

  async handsIn(answer: { answer: string; attributeCertificate?: string }): Promise<Came> {
    const { status, body } = await this.#post('/login/answers', answer);
    const session = loginSession.safeParse(body);
    if (status !== 200 || !session.success) return String((body as { code?: string } | undefined)?.code);
    this.#session = session.data.session;
    return 'done';
  }

  async logsIn(): Promise<Came> {
    const answer = await this.answersBank();
    const came = typeof answer === 'string' ? answer : await this.handsIn(answer);
    if (came === 'done') {
      const token = this.#story.society.world.chance.fork(`push ${this.owner.name}`).id(16);
      await this.#post('/push-registrations', { token });
    }
    this.#says(`logs in to the bank: ${came}`, `銀行にログインする: ${came === 'done' ? '成功' : came}`);
    return came;
  }

  async bankRecord(): Promise<CustomerRecord> {
    return customerRecord.parse(await this.#get('/customer'));
  }

  /** The change that waits at the bank, if there is one. */
  async waitingChange(): Promise<string | undefined> {
    const { changes } = changeList.parse(await this.#get('/changes'));
    return changes.findLast(({ state }) => state === 'open' || state === 'pushed')?.change;
  }

  /** The owner looks at the change and presses (or not: `presses`). */
  async looksAtChange(): Promise<string> {
    const change = await this.waitingChange();
    if (change === undefined) return 'nothing';
    const outcome = await this.library.confirmChange({ appId: BANK_APP, bank: BANK_URL, change });
    const decided = outcome.state === 'done' ? outcome.decided : outcome.code;
    this.#says(`looks at the change, one press: ${decided}`, `変更を確認し一回押す: ${decided}`);
    return decided;
  }

  /** The owner looks at what the CA knows and the bank does not, and sends it by one press. */
  async reportsChange(): Promise<string> {
    const outcome = await this.library.reportFacts({ appId: BANK_APP, bank: BANK_URL });
    const decided = outcome.state === 'done' ? outcome.decided : outcome.code;
    this.#says(
      `looks at the change, one press sends it: ${decided}`,
      `変更を確認し一回押して届け出る: ${decided}`,
    );
    return decided;
  }

  async proposes(content: PaymentContent): Promise<TransactionProposal> {
    return transactionProposal.parse((await this.#post('/payments', content)).body);
  }

  /** Pays; `onTheWay` is what somebody between bank and phone does to the proposal. */
  async pays(
    content: PaymentContent,
    onTheWay: (proposal: TransactionProposal) => TransactionProposal = (proposal) => proposal,
  ): Promise<Came> {
    const proposal = await this.proposes(content);
    const outcome = await this.library.sign(onTheWay(proposal), { appId: BANK_APP, origin: BANK_ORIGIN });
    let came: Came = outcome.state === 'done' ? 'done' : outcome.code;
    if (outcome.state === 'done') {
      const { status, body } = await this.#post(`/payments/${proposal.transaction}/signature`, {
        jws: outcome.signature,
      });
      came = status === 200 ? 'done' : String((body as { code?: string }).code);
    }
    this.#says(
      `pays ${content.amountYen} yen to ${content.payee}: ${came}`,
      `${content.payee}に${content.amountYen}円を支払う: ${came === 'done' ? '実行' : came}`,
    );
    return came;
  }

  async movements(): Promise<number> {
    return (await this.executed()).length;
  }

  /** What the bank executed, oldest first. */
  async executed(): Promise<readonly PaymentContent[]> {
    const { movements } = account.parse(await this.#get('/account'));
    return movements.map(({ content }) => readContent(new Uint8Array(Buffer.from(content, 'base64'))));
  }

  /** By the card, from another phone: the phone that is gone is of no use any more. */
  async revokesWhatALostPhoneHolds(appId: string): Promise<Came> {
    const outcome = await this.library.revoke({ appId, ca: CA_URL, wish: 'lost', by: 'card' });
    const came = outcome.state === 'done' ? 'done' : outcome.code;
    this.#says(
      `has all certificates ended by one tap: ${came}`,
      `タップ一回で全ての証明書を失効させる: ${came}`,
    );
    return came;
  }
}
