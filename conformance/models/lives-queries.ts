/** What holders and verifiers say to J-LIS in a life, and what the law lets them hear. */
import fc from 'fast-check';
import { JLIS_HOSTS, type JpkiKind, signedMessage } from '../../simulator/jlis/index.ts';
import { certificateText } from '../../simulator/people/index.ts';
import { profileTime } from '../../simulator/profile/index.ts';
import { command, type LivesCommand } from './lives-command.ts';
import type { LivesCoverage } from './lives-coverage.ts';
import { who } from './lives-events.ts';
import { demand } from './lives-invariants.ts';
import {
  aliveIn,
  begin,
  type Consent,
  dayOf,
  type Issued,
  isAlive,
  isRetained,
  type Life,
  PLACES,
  type Place,
  plusDays,
  yearsAfter,
} from './lives-life.ts';
import { type Model, type Real, VERIFIERS, type VerifierName } from './lives-world.ts';

type Answer = Readonly<Record<string, unknown>>;

/** The answer, or `problem` with its code. */
async function ask(
  real: Real,
  path: string,
  body: object | undefined,
  as: VerifierName | 'holder',
): Promise<Answer> {
  const holder = as === 'holder';
  const fetch = real.world.network.fetchAs(
    'rig',
    holder ? {} : { clientCertificate: VERIFIERS[as].certificate },
  );
  const response = await fetch(`https://${holder ? JLIS_HOSTS.holder : JLIS_HOSTS.verifier}${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer;
  return response.ok ? answer : { problem: answer.code };
}

const kindOf = (place: Place): JpkiKind => (place.endsWith('sign') ? 'sign' : 'auth');

/** Signs with what lies on the chip at that place, alive or not; undefined when there is nothing. */
function signerAt(
  real: Real,
  { number }: Life,
  place: Place,
): ((content: object) => { cms: string }) | undefined {
  const chip = place.startsWith('card') ? real.jlis.cardOf(number) : real.jlis.phoneOf(number);
  if (!chip || !(kindOf(place) === 'sign' ? chip.signCert : chip.authCert)) return undefined;
  return (content) => ({ cms: signedMessage(chip, kindOf(place), content, real.clock.now()) });
}

export type Service = readonly [verifier: VerifierName, service: string];
const SERVICES: readonly Service[] = [
  ['ca', 'bank'],
  ['ca', 'shop'],
  ['both', 'bank'],
];

/** What makes one message another than the one before. */
function nonce(real: Real): string {
  real.nonces += 1;
  return real.nonces.toString(16).padStart(32, '0');
}

function stateOf(consent: Consent, { stopped }: Model, now: Date): string {
  if (consent.withdrawn) return 'withdrawn';
  if (now.getTime() > consent.to.getTime() + 999) return 'expired';
  const from = stopped.get(`${consent.verifier} ${consent.service}`);
  if (from && from <= now) return 'stopped';
  return now < consent.from ? 'not-yet' : 'active';
}

const consentsTo = ({ consents }: Life, [verifier, service]: Service): readonly Consent[] =>
  consents.filter((c) => c.verifier === verifier && c.service === service);

/** A message counts when a living signing certificate on card or phone signed it. */
const countsAt = (life: Life, place: Place, now: Date): boolean =>
  kindOf(place) === 'sign' && aliveIn(life, place, now) !== undefined;

export const consenting = (
  person: number,
  place: Place,
  to: Service,
  items: readonly string[],
  coverage: LivesCoverage,
): LivesCommand => {
  const what = `consent by ${place} to ${to.join('/')}: ${items.join()} (${person})`;
  return command(what, async (model, real, now) => {
    const life = model.lives[person]!;
    const sign = signerAt(real, life, place);
    if (!sign) return;
    const [verifier, service] = to;
    const at = profileTime(now);
    const message = sign({ purpose: 'four-items-consent', verifier, service, items, at, nonce: nonce(real) });
    const answer = await ask(real, '/consents', message, verifier);
    const counts = countsAt(life, place, now);
    coverage.count('consent', counts ? 'given' : String(answer.problem));
    demand((answer.problem === undefined) === counts, `${what}: ${JSON.stringify(answer)}`);
    if (!counts) return;
    // 施行規則 35条の2: ten years; the guideline: from the day after.
    const from = begin(plusDays(dayOf(now), 1));
    const until = new Date(yearsAfter(from, 10).getTime() - 1_000);
    demand(
      answer.from === profileTime(from) && answer.to === profileTime(until),
      `${what}: ${String(answer.from)} to ${String(answer.to)}`,
    );
    life.consents.push({ verifier, service, items, from, to: until, withdrawn: false });
    const again = await ask(real, '/consents', message, verifier);
    demand(again.consent === answer.consent, `${what}: handed in again it is another one`);
  });
};

export const withdrawing = (
  person: number,
  place: Place,
  to: Service,
  atHolder: boolean,
  coverage: LivesCoverage,
): LivesCommand => {
  const what = `withdrawal by ${place} from ${to.join('/')}${atHolder ? ', at J-LIS' : ''} (${person})`;
  return command(what, async (model, real, now) => {
    const life = model.lives[person]!;
    const sign = signerAt(real, life, place);
    if (!sign) return;
    const [verifier, service] = to;
    const at = profileTime(now);
    const message = sign({ purpose: 'four-items-withdrawal', verifier, service, at, nonce: nonce(real) });
    const answer = await ask(real, '/withdrawals', message, atHolder ? 'holder' : verifier);
    const meant = consentsTo(life, to);
    coverage.count('withdrawal', String(answer.problem ?? 'done'));
    const counts = countsAt(life, place, now) && meant.length > 0;
    demand((answer.problem === undefined) === counts, `${what}: ${JSON.stringify(answer)}`);
    if (!counts) return;
    for (const consent of meant) consent.withdrawn = true;
    // Nobody tells the verifier: it polls.
    const { withdrawn } = await ask(real, `/withdrawals?service=${service}`, undefined, verifier);
    const lawful = model.lives
      .flatMap((other) => consentsTo(other, to))
      .filter((consent) => consent.withdrawn);
    demand((withdrawn as unknown[]).length === lawful.length, `${what}: polled ${JSON.stringify(withdrawn)}`);
  });
};

export const inquiring = (person: number, place: Place, coverage: LivesCoverage): LivesCommand => {
  const what = `inquiry by ${place} (${person})`;
  return command(what, async (model, real, now) => {
    const life = model.lives[person]!;
    const sign = signerAt(real, life, place);
    if (!sign) return;
    const message = sign({ purpose: 'four-items-inquiry', at: profileTime(now), nonce: nonce(real) });
    const answer = await ask(real, '/inquiries', message, 'holder');
    const counts = aliveIn(life, place, now) !== undefined;
    demand((answer.problem === undefined) === counts, `${what}: ${JSON.stringify(answer)}`);
    if (!counts) return;
    const told = (answer.consents as { state: string }[]).map(({ state }) => state);
    for (const state of told) coverage.count('consent state', state);
    const lawful = life.consents.map((consent) => stateOf(consent, model, now));
    demand(told.join() === lawful.join(), `${what}: ${told.join()}, by law ${lawful.join()}`);
  });
};

/** 18条3項, 19条5項: with a living consent, after the known certificate lost its validity, from the one now in force. */
function lawfulOutcome(model: Model, life: Life, to: Service, known: Issued | undefined, now: Date): string {
  if (!known || !isRetained(known, now)) return 'UNKNOWN_CERTIFICATE';
  const states = consentsTo(life, to).map((consent) => stateOf(consent, model, now));
  const counts = states.includes('active') ? 'active' : states.at(-1);
  if (counts === undefined) return 'NO_CONSENT';
  if (counts === 'stopped') return 'SERVICE_STOPPED';
  if (counts !== 'active') return `CONSENT_${counts.toUpperCase().replace('-', '_')}`;
  if (isAlive(known, now)) return 'NO_NEWER';
  return aliveIn(life, known.place, now) ? 'DELIVERED' : 'NOT_REISSUED';
}

/** An item as the certificate that was issued then has it. */
function recorded({ items }: Issued, item: string): string {
  const value = items[item as keyof Issued['items']];
  if (item === 'name' || item === 'address') return certificateText(value).text;
  if (item !== 'birth' || !value.includes('-00')) return value;
  const eras = ['1868-01-25', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01'];
  return `${eras.filter((from) => from <= value).length}${value.replaceAll('-', '')}`;
}

function expectDelivered(answer: Answer, newest: Issued, consented: readonly string[], what: string): void {
  const { nameFlags, addressFlags, nameKana, ...items } = answer.items as Record<string, string>;
  demand(
    Object.keys(items).sort().join() === [...consented].sort().join(),
    `${what}: delivered ${Object.keys(items).join()}, consented ${consented.join()}`,
  );
  demand(
    'name' in items === (nameFlags !== undefined) &&
      'address' in items === (addressFlags !== undefined) &&
      ('name' in items || nameKana === undefined),
    `${what}: flags or reading of what was not consented`,
  );
  for (const [item, value] of Object.entries(items))
    demand(
      value === recorded(newest, item),
      `${what}: ${item} is ${value}, on record ${recorded(newest, item)}`,
    );
  demand(answer.serial === String(newest.serial), `${what}: the number ${String(answer.serial)}`);
}

export const askingItems = (
  person: number,
  index: number,
  to: Service,
  coverage: LivesCoverage,
): LivesCommand => {
  const what = `${to.join('/')} asks for the items behind signing certificate ${index} (${person})`;
  return command(what, async (model, real, now) => {
    const life = model.lives[person]!;
    const [verifier, service] = to;
    const known = life.issued.filter(({ place }) => kindOf(place) === 'sign').at(index);
    const serial = String(known?.serial ?? 12345n);
    const answer = await ask(real, '/four-items', { service, serial }, verifier);
    const lawful = lawfulOutcome(model, life, to, known, now);
    coverage.count('outcome', String(answer.outcome));
    demand(answer.outcome === lawful, `${what}: ${JSON.stringify(answer)}, by law ${lawful}`);
    const delivered = lawful === 'DELIVERED';
    demand(answer.feeYen === (delivered ? 20 : 0), `${what}: ${String(answer.feeYen)} yen`);
    demand(
      delivered || Object.keys(answer).join() === 'outcome,feeYen',
      `${what}: gives ${Object.keys(answer).join()}`,
    );
    if (!delivered) return;
    const consent = consentsTo(life, to).findLast((c) => stateOf(c, model, now) === 'active')!;
    expectDelivered(answer, aliveIn(life, known!.place, now)!, consent.items, what);
    const { outcome, who: asked } = real.jlis.audit.at(-1)!;
    demand(outcome === 'DELIVERED' && asked === verifier, `${what}: the audit says ${outcome} to ${asked}`);
  });
};

// 18条4項, 18条5項, 37条3項, and to whom.
const LINKS: Readonly<Record<string, readonly VerifierName[]>> = {
  'card sign > phone sign': ['ca', 'both'],
  'phone sign > card sign': ['ca', 'both'],
  'card auth > card sign': ['both'],
  'card auth > phone auth': ['login', 'both'],
  'phone auth > card auth': ['login', 'both'],
};

function lawfulLink(
  life: Life,
  known: Issued | undefined,
  to: Place,
  verifier: VerifierName,
  now: Date,
): readonly [string, string?] {
  if (!known) return ['UNKNOWN_CERTIFICATE'];
  const kinds: readonly JpkiKind[] = VERIFIERS[verifier].kinds;
  if (!kinds.includes(kindOf(known.place))) return ['verifier-not-permitted'];
  const permitted = LINKS[`${known.place} > ${to}`];
  if (!permitted) return ['link-not-in-law'];
  if (!permitted.includes(verifier)) return ['verifier-not-permitted'];
  if (!isRetained(known, now)) return ['OUT_OF_RETENTION'];
  const newest = life.issued.findLast((one) => one.place === to && now <= one.end);
  return newest ? ['FOUND', String(newest.serial)] : ['NONE'];
}

export const linking = (
  person: number,
  index: number,
  to: Place,
  verifier: VerifierName,
  coverage: LivesCoverage,
): LivesCommand => {
  const what = `${verifier} asks for the ${to} behind certificate ${index} (${person})`;
  return command(what, async (model, real, now) => {
    const life = model.lives[person]!;
    const known = life.issued.at(index);
    const from = {
      kind: known ? kindOf(known.place) : VERIFIERS[verifier].kinds[0],
      serial: String(known?.serial ?? 12345n),
    };
    const [carrier] = to.split(' ');
    const answer = await ask(real, '/links', { from, to: { kind: kindOf(to), carrier } }, verifier);
    const told = String(answer.outcome ?? answer.problem);
    coverage.count('link', told);
    const [outcome, serial] = lawfulLink(life, known, to, verifier, now);
    demand(
      told === outcome && answer.serial === serial,
      `${what}: ${JSON.stringify(answer)}, by law ${outcome} ${serial}`,
    );
  });
};

export const endOfService = (): LivesCommand =>
  command('the shop ends its service', ({ stopped }, real, now) => {
    if (stopped.size > 0) return;
    real.jlis.endService('ca', 'shop', dayOf(now));
    stopped.set('ca shop', begin(plusDays(dayOf(now), 1)));
  });

const pick = fc.constantFrom;
const place = pick<Place>('card sign', 'card sign', 'card sign', 'phone sign', ...PLACES);
export const service = pick<Service>(['ca', 'bank'], ['ca', 'bank'], ...SERVICES);
export const items = fc.subarray(['name', 'address', 'birth', 'gender'], { minLength: 1 });
const index = fc.integer({ min: 0, max: 30 });
/** From the newest back, or from the first on, so that it is often one there is. */
const nearby = fc.oneof(fc.integer({ min: -4, max: -1 }), fc.integer({ min: 0, max: 3 }), index);

export const queries = (coverage: LivesCoverage): fc.Arbitrary<LivesCommand> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(who, place, service, items).map((a) => consenting(...a, coverage)) },
    {
      weight: 3,
      arbitrary: fc.tuple(who, place, service, fc.boolean()).map((a) => withdrawing(...a, coverage)),
    },
    { weight: 2, arbitrary: fc.tuple(who, pick(...PLACES)).map((a) => inquiring(...a, coverage)) },
    { weight: 18, arbitrary: fc.tuple(who, nearby, service).map((a) => askingItems(...a, coverage)) },
    {
      weight: 8,
      arbitrary: fc
        .tuple(who, nearby, pick(...PLACES), pick<VerifierName>('ca', 'login', 'both'))
        .map((a) => linking(...a, coverage)),
    },
  );
