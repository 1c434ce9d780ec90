/** The desk: something happens to a person. */
import { UsageError } from '../../errors.ts';
import { countedBirthday } from '../../people/index.ts';
import { cardEvents } from './card-events.ts';
import { certificateEvents } from './certificate-events.ts';
import type { DeskEvents } from './event-table.ts';
import { type DeskEvent, type DeskEventInput, deskEvent } from './events.ts';
import { phoneEvents } from './phone-events.ts';
import { registerEvents } from './register-events.ts';
import { beginWork, type DeskWork, type Happened, type Office } from './work.ts';

const events: DeskEvents = { ...registerEvents, ...cardEvents, ...certificateEvents, ...phoneEvents };

function parse(event: DeskEventInput): DeskEvent {
  const parsed = deskEvent.safeParse(event);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError('ERR_DESK_EVENT', `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'no event'}`);
}

/**
 * Lets an event happen now.
 *
 * @throws UsageError ERR_DESK_EVENT for what is no event, DeskRefusal (with a stable `reason`) for one that cannot happen to
 * this person; nothing is changed then.
 */
export function happen(office: Office, citizenNumber: number, input: DeskEventInput, at: Date): Happened {
  const event = parse(input);
  office.agenda.settle(at);
  const person = office.register.person(citizenNumber);
  const work = beginWork(office, person, at);
  // A tester's record is possible about anybody's certificate.
  if (event.type !== 'revoke') {
    if (person.status === 'dead') work.refuse('person-dead');
    if (person.status === 'deleted') work.refuse('entry-deleted');
    if (countedBirthday(person.citizen.birth) > work.today) work.refuse('not-born');
  }
  person.eventful = true;
  (events[event.type] as (work: DeskWork, event: DeskEvent) => void)(work, event);
  return work.happened;
}
