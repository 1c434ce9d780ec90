/** What must hold after every step of a life, as seen from outside: INV-14, 16, 17, 27 to 35, and the tries of the password. */
import { shownText } from '../../profile/index.ts';
import { BANK_APP } from '../../relying-party/index.ts';
import type { CaWay } from './ca-post.ts';
import type { Life } from './life.ts';
import { becomes, SIGN_PIN_TRIES, type Somebody, signPinTriesLeft } from './people.ts';

/** A rule does not hold. */
export class Broken extends Error {}

function holds(rule: string, so: boolean): asserts so {
  if (!so) throw new Broken(rule);
}

/** No password is tried that nobody typed; the right one gives all tries back. */
function checkTries(one: Somebody): void {
  const left = signPinTriesLeft(one);
  const tapped = one.person.taps > one.taps;
  one.taps = one.person.taps;
  if (tapped && left === SIGN_PIN_TRIES) one.wrongPins = 0;
  holds('no try of the password is lost', left === SIGN_PIN_TRIES - one.wrongPins);
}

/** INV-27, INV-28, INV-31: only by a press, once for each, to what was shown, and never back. */
function checkRecord(one: Somebody, now: NonNullable<Somebody['record']>): void {
  const { record: before, pressed, addresses, names } = one;
  if (before) {
    holds('one person, one customer', now.customer === before.customer);
    holds(
      'the record changes once for each press, and never without',
      now.version === before.version + (pressed === undefined ? 0 : 1),
    );
    for (const item of ['name', 'address'] as const) {
      const [old, fresh] = [before.facts[item], now.facts[item]];
      if (old === fresh) continue;
      holds(
        'what was pressed is what was shown, old and new',
        pressed?.includes(`${old ?? '—'} → ${fresh}`) === true,
      );
      const known = item === 'name' ? names : addresses;
      holds(
        'what is recorded was in the register, and nothing older comes back',
        known.indexOf(fresh!) >= 0 && known.indexOf(fresh!) > known.indexOf(old ?? ''),
      );
    }
  }
  one.record = now;
  one.pressed = undefined;
}

/** The person as the bank knows them: the phone in force gets in (INV-35), the record and the account are as they must be. */
export async function checkAtBank(life: Life, one: Somebody): Promise<void> {
  const phone = one.holds.get(BANK_APP);
  if (!phone) return;
  const came = await life.actsOn(one, phone, () => phone.logsIn());
  if (came === 'certificate-revoked' && one.mayEnd) {
    one.holds.delete(BANK_APP);
    return;
  }
  holds(`log-in goes on with the phone in force, and not ${came}`, came === 'done');
  checkRecord(one, await phone.bankRecord());
  const executed = (await phone.executed()).map((content) => shownText(content.template, content));
  holds(
    'no payment but those shown and approved, once each (INV-33, INV-34)',
    JSON.stringify(executed) === JSON.stringify(one.paid),
  );
}

/** INV-14, INV-15, INV-16: one identifier for a person in an app, whatever the phone; no two are alike. */
async function checkIdentifiers({ people }: Life): Promise<void> {
  for (const one of people)
    for (const [appId, phone] of one.holds) {
      const found = await phone.identifierAt(appId);
      if (found === undefined) continue;
      const before = one.identifiers.get(appId);
      if (before !== undefined && before !== found) {
        holds('one person, one identifier in an app', one.mayBeNew);
        if (appId === BANK_APP) becomes(one, before, found);
      }
      one.identifiers.set(appId, found);
    }
  const all = people.flatMap(({ identifiers }) => [...identifiers.values()]);
  holds('no two share an identifier', new Set(all).size === all.length);
}

/** INV-29, INV-30: what the bank heard since the last step is about those who allow it, and pushes say nothing. */
function checkHeard(life: Life): void {
  const { recorder } = life.story.society.world;
  for (const seen of recorder.observations.slice(life.judged)) {
    if (seen.kind !== 'http') continue;
    if (seen.from === 'relying-party' && /\/events\b/.test(seen.url) && seen.status === 200) {
      const { events } = JSON.parse(seen.response?.text ?? '{"events":[]}') as {
        events: { kind: string; pairwise: string }[];
      };
      for (const { kind, pairwise } of events) {
        if (kind !== 'attributes-changed') continue;
        const whose = life.people.find(
          ({ identifiers, former }) => identifiers.get(BANK_APP) === pairwise || former.has(pairwise),
        );
        holds('nobody hears of a change without permission', whose?.allows.has(BANK_APP) === true);
        life.told += 1;
      }
    }
    if (seen.method === 'POST' && seen.url.endsWith('/notifications'))
      for (const { addresses, names } of life.people)
        for (const fact of [...addresses, ...names])
          holds('a push says nothing of the change', seen.request?.text?.includes(fact) === false);
  }
  life.judged = recorder.observations.length;
}

/** What was lost once, or came twice, nobody notices: the sender asks again, and gets the same answer. */
export function checkUnharmed(caWay: CaWay, came: string): void {
  const once = caWay === 'doubled' || caWay === 'lost' || caWay === 'answer-lost';
  holds(
    `a message to the CA that fared ${caWay} changes nothing, and not ${came}`,
    !once || !['ca-unreachable', 'ca-answer-malformed', 'application-replayed'].includes(came),
  );
}

/** After each step; the bank is asked about those whom the step concerned. */
export async function checkAfter(life: Life, concerned: readonly Somebody[]): Promise<void> {
  holds(life.gained.join('; '), life.gained.length === 0);
  await checkIdentifiers(life);
  checkHeard(life);
  for (const one of life.people) checkTries(one);
  for (const one of concerned) await checkAtBank(life, one);
  holds(life.gained.join('; '), life.gained.length === 0);
}
