/** The public door of J-LIS. */
export type { RecordedItems } from './authority/four-items.ts';
export { signedMessage } from './client-software.ts';
export { FOUR_ITEM_OID, JLIS_HOSTS, type JpkiKind, POLICY } from './config.ts';
export {
  DESK_EVENT_TYPES,
  DESK_REFUSALS,
  type DeskEvent,
  type DeskEventInput,
  type DeskEventType,
  type DeskRefusalCode,
  deskEvent,
} from './desk/events.ts';
export { DeskRefusal } from './desk/refusal.ts';
export type { Happened } from './desk/work.ts';
export {
  type CardPins,
  createJlis,
  type IssuedCard,
  type Jlis,
  type JlisOptions,
  type StatusHandlers,
} from './jlis.ts';
export { type EndCause, JLIS_KNOBS, type JlisKnobs } from './knobs.ts';
export type { CertificateOnRecord, PersonOnRecord } from './register/on-record.ts';
export { crlTick, type Generation, ocspTick, type StatusSource } from './status/index.ts';
export { type JlisSteps, jlisSteps } from './steps.ts';
export type { AuditEntry } from './verifiers/audit.ts';
export type { Verifier } from './verifiers/registry.ts';
