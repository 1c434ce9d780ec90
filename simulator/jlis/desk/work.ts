/** What a desk does with a person: the few acts of which every event consists, each recorded. */
import { type Municipality, municipalities, type NameKana } from '../../people/index.ts';
import type { CrlReason } from '../../pki/index.ts';
import type { Carrier } from '../../profile/index.ts';
import { dateJst } from '../../world/index.ts';
import type { Authority } from '../authority/authority.ts';
import { recordedItems } from '../authority/four-items.ts';
import { endOfDayJst } from '../authority/validity.ts';
import type { JpkiKind } from '../config.ts';
import type { EndCause, JlisKnobs } from '../knobs.ts';
import type { Agenda } from '../register/agenda.ts';
import { wholeSeconds } from '../register/first-card.ts';
import type { CardRecord, CertificateRecord, Person, RegisterEntry } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { JlisSteps } from '../steps.ts';
import type { DeskRefusalCode } from './events.ts';
import { DeskRefusal } from './refusal.ts';

/** Items that become others; a reading that is named and undefined is no longer recorded. */
export type EntryChange = Partial<Omit<RegisterEntry, 'kana'>> & { readonly kana?: NameKana | undefined };

/** What all desks share. */
export interface Office {
  readonly authorities: Readonly<Record<JpkiKind, Authority>>;
  readonly register: Register;
  readonly agenda: Agenda;
  readonly knobs: JlisKnobs;
  readonly steps: JlisSteps;
}

/** What was done, for whoever asked for it. */
export interface Happened {
  readonly at: Date;
  /** Recorded about certificates: revoked or held for a reason, or resumed. */
  readonly recorded: readonly {
    readonly certificate: CertificateRecord;
    readonly reason: CrlReason | undefined;
  }[];
  readonly issued: readonly CertificateRecord[];
  /** Did the desk write to the card? A re-issued one is another card. */
  readonly card: 'untouched' | 'written' | 'new';
}

export interface DeskWork {
  readonly office: Office;
  readonly person: Person;
  readonly at: Date;
  /** The day in Japan. */
  readonly today: string;
  readonly happened: Happened;
  refuse(code: DeskRefusalCode): never;
  /** The person's card, if it can be used today; else a refusal. */
  usableCard(): CardRecord;
  /** Certificates of these kinds that have or may regain effect, on one carrier or both. */
  open(kinds: readonly JpkiKind[], carrier?: Carrier): readonly CertificateRecord[];
  /** Has effect, and no batch is about to end it. */
  living(kind: JpkiKind, carrier: Carrier): CertificateRecord | undefined;
  /** Recorded now. Of a card's certificate the phone's of the same kind follows. */
  end(records: readonly CertificateRecord[], cause: EndCause): void;
  /** As a change of the register: recorded now or with the next batch. */
  endByRegister(records: readonly CertificateRecord[], cause: EndCause): void;
  hold(records: readonly CertificateRecord[], cause: EndCause): void;
  resume(record: CertificateRecord): void;
  /** Recorded now, without regard to anything; without a reason a hold is lifted. */
  record(certificate: CertificateRecord, reason: CrlReason | undefined): void;
  issue(kind: JpkiKind, carrier: Carrier, options?: { renewal?: boolean }): CertificateRecord;
  /** Changes the register entry, and ends what a real change ends. */
  change(after: EntryChange, options?: { minor?: boolean }): void;
  voidCard(cause: EndCause): void;
  /** The card lies on the desk: its face and what its chip says about the holder are as in the register from now on. */
  write(): void;
  newCard(card: CardRecord): void;
  later(at: Date, run: (work: DeskWork) => void): void;
}

const HELD: CrlReason = 'certificateHold';

export const municipalityOf = (code: string): Municipality | undefined =>
  municipalities.find((municipality) => municipality.code === code);

export function beginWork(office: Office, person: Person, at: Date): DeskWork {
  const { register, knobs, steps, authorities } = office;
  const today = dateJst(at);
  const recorded: { certificate: CertificateRecord; reason: CrlReason | undefined }[] = [];
  const issued: CertificateRecord[] = [];
  let card: Happened['card'] = 'untouched';

  const record = (certificate: CertificateRecord, reason: CrlReason | undefined): void => {
    register.record(certificate, { at, reason });
    recorded.push({ certificate, reason });
  };
  const isOpen = (certificate: CertificateRecord): boolean => {
    const lost = steps.lossOf(certificate, at);
    return (lost === undefined || lost.reason === HELD) && at <= certificate.notAfter;
  };

  const work: DeskWork = {
    office,
    person,
    at,
    today,
    get happened() {
      return { at, recorded, issued, card };
    },
    refuse(code) {
      throw new DeskRefusal(code);
    },
    usableCard() {
      const own = person.cards.at(-1);
      if (own === undefined || own.state === 'void' || own.lastDay < today) return work.refuse('no-card');
      if (own.state === 'stopped') return work.refuse('card-stopped');
      return own;
    },
    open: (kinds, carrier) =>
      person.certificates.filter(
        (c) => kinds.includes(c.kind) && (carrier ?? c.carrier) === c.carrier && isOpen(c),
      ),
    living: (kind, carrier) =>
      person.certificates.findLast(
        (c) =>
          c.kind === kind &&
          c.carrier === carrier &&
          c.ending === undefined &&
          steps.lossOf(c, at) === undefined &&
          at <= c.notAfter,
      ),
    end(records, cause) {
      for (const certificate of records) {
        if (!isOpen(certificate)) continue;
        record(certificate, certificate.ending ?? knobs.reasons[cause]);
        if (certificate.carrier === 'card')
          work.end(work.open(steps.phoneEndsWith(certificate.kind), 'phone'), cause);
      }
    },
    endByRegister(records, cause) {
      const when = steps.recordedAt(at, knobs);
      if (when <= at) {
        work.end(records, cause);
        return;
      }
      for (const certificate of records) certificate.ending ??= knobs.reasons[cause];
      work.later(when, (then) => then.end(records, cause));
    },
    hold(records, cause) {
      for (const certificate of records)
        if (steps.lossOf(certificate, at) === undefined) record(certificate, knobs.reasons[cause]);
    },
    resume: (certificate) => record(certificate, undefined),
    record,
    issue(kind, carrier, { renewal = false } = {}) {
      const { birth, municipality, kana } = person.entry;
      const own = person.cards.at(-1)!;
      const former = person.certificates.findLast((c) => c.kind === kind && c.carrier === carrier);
      const serial = authorities[kind].serials.next();
      const authEnd = work.living('auth', 'card')?.notAfter;
      // The end of a phone's certificate follows the card's of the same kind.
      const notAfter =
        carrier === 'phone'
          ? work.living(kind, 'card')!.notAfter
          : endOfDayJst(
              steps.lastDay(today, birth, {
                cardEnd: own.lastDay,
                ...(kind === 'sign' && authEnd && { authEnd: dateJst(authEnd) }),
                renewal,
              }),
            );
      const withKana = today >= knobs.furiganaFrom;
      const certificate: CertificateRecord = {
        kind,
        citizen: person.citizen.number,
        carrier,
        generation: authorities[kind].generations.issuingAt(at),
        serial,
        issuedAt: wholeSeconds(at),
        notAfter,
        municipality,
        ...(kind === 'sign' && { items: recordedItems(person.entry, withKana ? kana : undefined) }),
        keyLabel: `${carrier} ${person.citizen.number} ${kind} ${serial}`,
        algorithm: carrier === 'card' ? own.profile.algorithm : 'rsa-2048',
        ...(former && { predecessor: former.serial }),
        history: [],
      };
      if (steps.endsFormer) work.end(work.open([kind], carrier), renewal ? 'renewed' : 'reissued');
      register.add(person, certificate);
      issued.push(certificate);
      if (carrier === 'card') {
        own.chip = { ...own.chip, [kind]: certificate };
        work.write();
      }
      return certificate;
    },
    change(after, { minor = false } = {}) {
      const before = person.entry;
      const { kana = 'kana' in after ? undefined : before.kana, ...rest } = after;
      const { kana: _, ...others } = before;
      person.entry = { ...others, ...rest, ...(kana && { kana }) };
      const changes = minor ? [] : steps.realChanges(before, person.entry);
      work.endByRegister(work.open(steps.endedByChange(changes)), 'items-changed');
    },
    voidCard(cause) {
      const own = person.cards.at(-1);
      if (own) own.state = 'void';
      work.end(work.open(['sign', 'auth'], 'card'), cause);
    },
    write() {
      const own = person.cards.at(-1)!;
      own.chip = { ...own.chip, face: person.entry, lastDay: own.lastDay };
      if (card === 'untouched') card = 'written';
    },
    newCard(own) {
      person.cards.push(own);
      card = 'new';
    },
    later(when, run) {
      office.agenda.add(when, (then) => run(beginWork(office, person, then)));
    },
  };
  return work;
}
