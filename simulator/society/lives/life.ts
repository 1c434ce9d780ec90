/**
 * The beginning of a drawn life: two people with cards, a bank and a CA, an attacker; and the model, which learns only from
 * what people do and what the bank says yes to. `steps.ts` has what can happen, `rules.ts` what must hold.
 */
import { type CaSteps, caSteps } from '../../ca/index.ts';
import { defaultPins } from '../../card/index.ts';
import { type FposSteps, fposSteps } from '../../fpos/index.ts';
import { adultNumber } from '../../people/index.ts';
import { type BankSteps, bankSteps } from '../../relying-party/index.ts';
import { createWorld, virtualClock } from '../../world/index.ts';
import { type Phone, Story } from '../scenarios/index.ts';
import { createSociety } from '../society.ts';
import { type CaPost, createCaPost } from './ca-post.ts';
import { type Act, lifeSociety, type Somebody } from './people.ts';
import { createPost, type Post, type Sent } from './post.ts';

/** One step replaced in one actor: a life with one defect in it. */
export interface Wrong {
  readonly bank?: Partial<BankSteps>;
  readonly ca?: Partial<CaSteps>;
  readonly library?: Partial<FposSteps>;
}

export interface Life {
  readonly story: Story;
  readonly people: readonly [Somebody, Somebody];
  readonly post: Post<Act>;
  readonly caPost: CaPost;
  /** The password that is typed. */
  pin: string;
  readonly storageOf: ReturnType<typeof lifeSociety>['storageOf'];
  /** Numbers phones, homes and payments. */
  next(): number;
  /** What is sent meanwhile is an act of this person on this phone. */
  actsOn<T>(who: Somebody, phone: Phone, act: () => Promise<T>): Promise<T>;
  /** Observations that were judged. */
  judged: number;
  /** How often the bank was told of a change. */
  told: number;
  /** What must not have come about; empty. */
  readonly gained: string[];
}

const decisionIn = (body: string): unknown => {
  const { jws } = JSON.parse(body) as { jws: string };
  return JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()).decision;
};

/** INV-34: what leaves a phone as a press or an approval was one, of its own, just now. */
function checkActs(gained: string[]): (sent: Sent<Act>) => void {
  const used = new Map<Phone, number>();
  return ({ by: { phone }, door, body }) => {
    if (door === 'login') return;
    const acts = phone.shown.length;
    if (acts <= (used.get(phone) ?? 0)) gained.push(`a ${door} left the phone without an act`);
    used.set(phone, acts);
    const meant = door === 'payment' ? phone.approves : phone.presses === 'confirm' || door === 'press';
    const said = door === 'press' ? decisionIn(body) === phone.presses : true;
    if (!meant || !said) gained.push(`a ${door} left the phone that was not meant`);
  };
}

/** What the first yes of the bank changes; a second one must change nothing. */
function take({ by: { who, shown }, door, body, taken }: Sent<Act>, gained: string[]): void {
  if (taken > 1) {
    // A press or a report that comes again hears the same again; that the record stays is looked at by itself.
    if (door !== 'press' && door !== 'report') gained.push(`one ${door} counted twice`);
    return;
  }
  if (door === 'payment') who.paid = [...who.paid, shown];
  if (door === 'report' || (door === 'press' && decisionIn(body) === 'confirm')) who.pressed = shown;
}

export async function beginLife(wrong: Wrong = {}): Promise<Life> {
  const clock = virtualClock();
  const world = createWorld({ seed: 'lives', clock });
  const typed = { pin: defaultPins.signPin };
  const { society, storageOf } = lifeSociety(
    await createSociety(world, {
      bankSteps: { ...bankSteps, ...wrong.bank },
      caSteps: { ...caSteps, ...wrong.ca },
    }),
    { ...fposSteps, ...wrong.library },
    () => typed.pin,
  );
  const story = new Story(society, clock, undefined);
  const somebody = (nth: number): Somebody => {
    const person = story.citizen(adultNumber(nth));
    person.getsCard();
    return {
      person,
      phones: [],
      holds: new Map(),
      addresses: [person.citizen.address],
      names: [person.citizen.name],
      mayEnd: false,
      unseen: false,
      mayBeNew: false,
      mayLackConsent: false,
      consentedToday: false,
      begun: new Map(),
      former: new Map(),
      allows: new Set(),
      record: undefined,
      pressed: undefined,
      paid: [],
      identifiers: new Map(),
      wrongPins: 0,
      taps: 0,
    };
  };
  const gained: string[] = [];
  const post = createPost<Act>(world.network, {
    sent: checkActs(gained),
    taken: (sent) => take(sent, gained),
    unmeant: (url) => gained.push(`the bank said yes to an attacker at ${new URL(url).pathname}`),
  });
  let numbered = 0;
  return Object.assign(typed, {
    story,
    people: [somebody(1), somebody(2)] as const,
    post,
    caPost: createCaPost(world.network),
    storageOf,
    next: () => ++numbered,
    async actsOn<T>(who: Somebody, phone: Phone, act: () => Promise<T>): Promise<T> {
      post.acting = () => ({ who, phone, shown: phone.shown.at(-1) ?? '' });
      try {
        return await act();
      } finally {
        post.acting = undefined;
        post.way = 'plain';
      }
    },
    judged: 0,
    told: 0,
    gained,
  });
}
