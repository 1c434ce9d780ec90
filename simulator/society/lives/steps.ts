/** What can happen in a life. Each answers what came of it, in a word; a refusal is an answer like any other. */
import { CA_HOST, DEFAULT_POLICY } from '../../ca/index.ts';
import { defaultPins } from '../../card/index.ts';
import { createLibrary, memoryStorage, type Outcome, softwareKeyStore } from '../../fpos/index.ts';
import { canonicalContent, loginChallenge, type PaymentContent } from '../../profile/index.ts';
import { BANK_APP, BANK_ORIGIN } from '../../relying-party/index.ts';
import { PUSH_HOST } from '../push-service.ts';
import type { Phone } from '../scenarios/index.ts';
import { BANK_URL, CA_URL, libraryDeps, willingUser } from '../society.ts';
import type { Life } from './life.ts';
import { changesNumber, isKnown, type Somebody } from './people.ts';

const SHOP = 'shop';
const OWN_SERVICE = DEFAULT_POLICY.ownService;
const verifier = DEFAULT_POLICY.verifierId;
const DIGITS = '〇一二三四五六七八九';

const kanji = (n: number): string => [...String(n)].map((digit) => DIGITS[Number(digit)]).join('');
const wordOf = (outcome: Outcome<object>): string => (outcome.state === 'done' ? 'done' : outcome.code);

/** With the phone of the bank's app, if the person has one. */
async function atBank(life: Life, who: Somebody, act: (phone: Phone) => Promise<string>): Promise<string> {
  const phone = who.holds.get(BANK_APP);
  if (!phone) return 'no phone';
  // Sessions end; the act itself is what fares badly on its way, not the log-in before it.
  const { way } = life.post;
  life.post.way = 'plain';
  const inside = await life.actsOn(who, phone, () => phone.logsIn());
  if (inside !== 'done') return `not inside: ${inside}`;
  return life.actsOn(who, phone, () => {
    life.post.way = way;
    return act(phone);
  });
}

async function joins(
  life: Life,
  who: Somebody,
  appId: string,
  { phone, service }: { phone?: Phone | undefined; service?: string } = {},
): Promise<string> {
  const with_ = phone ?? who.phones[0] ?? who.person.getsPhone(`${life.next()}`);
  if (!who.phones.includes(with_)) who.phones.push(with_);
  if (who.unseen) who.mayBeNew = true; // for a quarter of an hour nobody can tell
  who.begun.delete(appId);
  // Whoever signs a consent allows what it says, whether or not the CA hears of it.
  if (service !== undefined) allow(who, service);
  const came = await with_.joins(appId, service === undefined ? {} : { consent: service });
  if (came === 'done') {
    who.holds.set(appId, with_);
    who.mayEnd = who.mayBeNew;
  } else if (came === 'ca-unreachable') who.begun.set(appId, with_);
  return came;
}

/** What was begun somewhere is gone on with there: the certificate that comes takes the place of any other. */
async function resumes(who: Somebody): Promise<string> {
  const phone = who.begun.get(BANK_APP) ?? who.holds.get(BANK_APP);
  if (!phone) return 'no phone';
  const came = wordOf(await phone.library.resume({ appId: BANK_APP }));
  if (came === 'done' && who.begun.delete(BANK_APP)) {
    who.holds.set(BANK_APP, phone);
    who.mayEnd = who.mayBeNew;
  }
  return came;
}

/** What was held back reaches the CA now, after whatever has happened since. */
async function arrivesAtCa({ caPost, people }: Life): Promise<string> {
  const status = await caPost.arrives();
  if (status === undefined) return 'nothing';
  for (const one of people) disturbed(one);
  return status < 300 ? 'taken' : 'refused';
}

/** The CA may have done what nobody here knows of: taken a receipt, ended what it was asked to end, heard a withdrawal. */
export function disturbed(who: Somebody): void {
  who.mayEnd = true;
  who.mayLackConsent = true;
}

function allow(who: Somebody, service: string): void {
  who.allows.add(service);
  who.consentedToday = true;
}

async function consents(who: Somebody, service: string): Promise<string> {
  const phone = who.holds.get(BANK_APP);
  if (!phone) return 'no phone';
  const asked = { appId: BANK_APP, ca: CA_URL, verifier, service, items: ['name', 'address'] as const };
  allow(who, service);
  return wordOf(await phone.library.consent(asked));
}

async function withdraws(who: Somebody, service: string): Promise<string> {
  const phone = who.holds.get(BANK_APP);
  if (!phone) return 'no phone';
  const came = wordOf(
    await phone.library.withdrawConsent({ appId: BANK_APP, ca: CA_URL, verifier, service }),
  );
  if (came === 'done') who.allows.delete(service);
  return came;
}

/** At the desk: somewhere else, with a new certificate on the card. */
function moves(life: Life, who: Somebody): string {
  const { person, addresses } = who;
  const address = `東京都架空区試験町${kanji(life.next())}番地`;
  person.atTheDesk({ type: 'move-within', address });
  addresses.push(address);
  person.atTheDesk({ type: 'apply-certificates', kinds: ['sign'] });
  changesNumber(who);
  return 'done';
}

function marries(life: Life, who: Somebody): string {
  const family = `試験${kanji(life.next())}`;
  who.person.atTheDesk({ type: 'change-name', family, given: '花子' });
  who.names.push(`${family}　花子`);
  who.mayEnd = true;
  who.person.atTheDesk({ type: 'apply-certificates', kinds: ['sign'] });
  changesNumber(who);
  return 'done';
}

const payment = (life: Life): PaymentContent => ({
  template: 'transfer.1',
  payee: 'テスト不動産 TEST',
  account: '9999-001-1234567',
  amountYen: 1_000 + life.next(),
});

async function presses(life: Life, who: Somebody, decision: Phone['presses']): Promise<string> {
  return atBank(life, who, async (phone) => {
    phone.presses = decision;
    return phone.looksAtChange();
  });
}

/** Everything that this person ever sent, once more, by somebody who listened: whatever it was, nothing new comes of it. */
async function replay(life: Life, who: Somebody): Promise<string> {
  const taken = life.post.sent.filter(({ by, taken: times }) => by.who === who && times > 0).slice(-4);
  for (const sent of taken) await life.post.again(sent);
  return taken.length === 0 ? 'nothing' : 'replayed';
}

/** What was held back arrives now: after whatever has happened since. */
async function arrives(life: Life): Promise<string> {
  const held = life.post.held.shift();
  if (!held) return 'nothing';
  return (await life.post.again(held)) === 200 ? 'taken' : 'refused';
}

/** Somebody else's change, with one's own phone and one's own key. */
async function pressesForOther(life: Life, who: Somebody, other: Somebody): Promise<string> {
  const own = other.holds.get(BANK_APP);
  const change = own && (await waiting(life, other));
  const phone = who.holds.get(BANK_APP);
  if (!phone || change === undefined) return 'nothing';
  const outcome = await phone.library.confirmChange({ appId: BANK_APP, bank: BANK_URL, change });
  if (outcome.state === 'done') life.gained.push('a change was shown to somebody else');
  return wordOf(outcome);
}

async function waiting(life: Life, who: Somebody): Promise<string | undefined> {
  let found: string | undefined;
  await atBank(life, who, async (phone) => {
    found = await phone.waitingChange();
    return 'done';
  });
  return found;
}

/** A signed message of this person whose payload is another; `sent` stays what it was. */
async function alters(life: Life, who: Somebody): Promise<string> {
  const one = life.post.sent.findLast(({ by, door }) => by.who === who && door !== 'login');
  if (!one) return 'nothing';
  const body = JSON.parse(one.body) as { jws: string };
  const [head, payload, signature] = body.jws.split('.') as [string, string, string];
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const decision = said.decision === 'confirm' ? 'decline' : 'confirm';
  const altered = { ...said, ...(said.decision !== undefined && { decision }), at: inASecond(life) };
  const other = Buffer.from(JSON.stringify(altered));
  const jws = `${head}.${other.toString('base64url')}.${signature}`;
  return (await life.post.again({ ...one, body: JSON.stringify({ jws }) })) === 200 ? 'taken' : 'refused';
}

const inASecond = ({ story }: Life): string =>
  `${new Date(story.society.world.clock.now().getTime() + 1000).toISOString().slice(0, 19)}Z`;

/** A thief with everything that the app of this person kept, on a phone whose keys are the thief's. */
async function steals(life: Life, who: Somebody): Promise<string> {
  const phone = who.holds.get(BANK_APP);
  const kept = phone && (await life.storageOf(`${who.person.name} ${phone.name}`).load());
  if (kept === undefined) return 'nothing';
  const { society } = life.story;
  const storage = memoryStorage();
  await storage.save(kept);
  const deps = libraryDeps(
    society.world,
    `thief ${life.next()}`,
    {
      card: { connect: noCard, transmit: noCard, reset: noCard, disconnect: async () => {} },
      ui: willingUser(undefined),
      fetch: society.world.network.fetchAs('attacker'),
      caAnchors: society.caAnchors,
      storage,
    },
    softwareKeyStore,
  );
  for (let made = 0; made < 4; made++)
    await deps.keyStore.generate({ challenge: new Uint8Array(32), purposes: ['signature'] });
  const thief = createLibrary(deps);
  const send = async (path: string, body?: object): Promise<Response> =>
    deps.fetch(`${BANK_URL}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const challenge = loginChallenge.parse(await (await send('/login/challenges')).json());
  const outcome = await thief.login(challenge, { appId: BANK_APP, origin: BANK_ORIGIN });
  if (outcome.state !== 'done') return outcome.code;
  const answer = await send('/login/answers', { answer: outcome.answer });
  const { code } = (await answer.json()) as { code?: string };
  return code ?? 'inside';
}

const noCard = (): never => {
  throw new TypeError('a thief has no card');
};

/**
 * Phones that this person no longer uses for the bank: whoever finds one is not let in. Only where the CA must have taken the
 * person for somebody new (INV-18) the old one is still the phone of whom it knew before.
 */
async function findsOldPhone(life: Life, who: Somebody): Promise<string> {
  const old = who.phones.find((phone) => phone !== who.holds.get(BANK_APP));
  if (!old) return 'nothing';
  if (who.mayBeNew) return life.actsOn(who, old, () => old.logsIn());
  const came = await old.logsIn();
  if (came === 'done') life.gained.push('an old phone was let in');
  return came;
}

/** While these hosts are away. */
async function without(life: Life, hosts: readonly string[], act: () => Promise<void>): Promise<string> {
  const { network } = life.story.society.world;
  for (const host of hosts) network.setReachable(host, false);
  try {
    await act();
  } finally {
    for (const host of hosts) network.setReachable(host, true);
  }
  return 'done';
}

type Step = (life: Life, who: Somebody, other: Somebody) => Promise<string>;

const aRound = async ({ story, people }: Life): Promise<string> => {
  await story.untilEverybodyKnows();
  people.forEach(isKnown);
  return 'done';
};
const days =
  (count: number): Step =>
  async ({ story, people }) => {
    await story.passes({ days: count });
    people.forEach(isKnown);
    for (const one of people) one.consentedToday = false;
    return 'done';
  };

export const STEPS = {
  /** First, for what a failing life can do without is shrunk to this. */
  nothing: async () => 'done',
  join: (life, who) => joins(life, who, BANK_APP),
  'join-and-consent': (life, who) => joins(life, who, BANK_APP, { service: BANK_APP }),
  'join-shop': (life, who) => joins(life, who, SHOP),
  'new-phone': (life, who) => joins(life, who, BANK_APP, { phone: who.person.getsPhone(`${life.next()}`) }),
  async 'wrong-password'(life, who) {
    const before = who.wrongPins;
    if (before >= 2) return 'enough'; // the last try is nobody's to lose
    life.pin = 'WRONG1';
    try {
      const came = await joins(life, who, BANK_APP);
      if (came === 'pin-wrong') who.wrongPins += 1;
      return came;
    } finally {
      life.pin = defaultPins.signPin;
    }
  },
  async renew(_life, who) {
    const phone = who.holds.get(BANK_APP);
    return phone ? wordOf(await phone.library.renew({ appId: BANK_APP })) : 'no phone';
  },
  async 'end-all-by-card'(life, who) {
    const came = await (who.phones[0] ?? who.person.getsPhone(`${life.next()}`)).revokesWhatALostPhoneHolds(
      BANK_APP,
    );
    if (came === 'done') who.holds.clear();
    return came;
  },
  consent: (_life, who) => consents(who, BANK_APP),
  'consent-own-service': (_life, who) => consents(who, OWN_SERVICE),
  withdraw: (_life, who) => withdraws(who, BANK_APP),
  move: async (life, who) => moves(life, who),
  async 'move-and-all-know'(life, who) {
    moves(life, who);
    return aRound(life);
  },
  async 'marry-and-all-know'(life, who) {
    marries(life, who);
    return aRound(life);
  },
  async 'lose-card'(_life, who) {
    who.person.atTheDesk({ type: 'lose-card' });
    return 'done';
  },
  async 'find-card'(_life, who) {
    who.person.atTheDesk({ type: 'find-card' });
    changesNumber(who); // the desk writes a new certificate
    return 'done';
  },
  'all-know': aRound,
  'a-day': days(1),
  'a-month': days(31),
  'bank-hears-nothing': (life) => without(life, [CA_HOST], () => life.story.untilEverybodyKnows()),
  'pushes-get-lost': (life) => without(life, [PUSH_HOST], () => life.story.untilEverybodyKnows()),
  pay: (life, who) =>
    atBank(life, who, (phone) => {
      phone.approves = true;
      return phone.pays(payment(life));
    }),
  'pay-unapproved': (life, who) =>
    atBank(life, who, (phone) => {
      phone.approves = false;
      return phone.pays(payment(life));
    }),
  'pay-altered': (life, who) =>
    atBank(life, who, (phone) => {
      phone.approves = true;
      const content = canonicalContent({ ...payment(life), account: '9999-666-0000000' });
      return phone.pays(payment(life), (proposal) => ({
        ...proposal,
        content: Buffer.from(content).toString('base64'),
      }));
    }),
  press: (life, who) => presses(life, who, 'confirm'),
  'press-no': (life, who) => presses(life, who, 'decline'),
  'press-nothing': (life, who) => presses(life, who, undefined),
  report: (life, who) =>
    atBank(life, who, (phone) => {
      phone.presses = 'confirm';
      return phone.reportsChange();
    }),
  arrives: (life) => arrives(life),
  'arrives-at-ca': arrivesAtCa,
  resume: (_life, who) => resumes(who),
  replay,
  alter: alters,
  'press-for-other': pressesForOther,
  'steal-state': steals,
  'old-phone': findsOldPhone,
} as const satisfies Record<string, Step>;

export type What = keyof typeof STEPS;
