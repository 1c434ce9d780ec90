/** Public door of `card`: the virtual My Number card, its data, its knobs and its replaceable steps. */
export type {
  AccessRule,
  CardData,
  CardFile,
  DedicatedFile,
  ElementaryFile,
  InternalFile,
  KeyExchange,
  KeyFile,
  PinChange,
  PinFile,
  PowerUpLevel,
  RecordFile,
  ReferenceFile,
} from './card-data.ts';
export type {
  ApplicationQuery,
  CardContext,
  CardSteps,
  CommandStep,
  Outcome,
} from './card-steps.ts';
export { cardText, type OpenCard, openCardFile, type SaveOptions, saveCard } from './file/card-file.ts';
export { type KeptCard, readCardText } from './file/format.ts';
export { type ApplicationId, type CardKnobs, defaultKnobs } from './knobs.ts';
export { type PinFormat, pinFormats } from './pin-format.ts';
export { type AtrPersona, atrOf, atrPersonas } from './profiles/atrs.ts';
export { defaultFullPins, fullCard } from './profiles/full-card.ts';
export {
  CARD_KEYS,
  type FullCardKey,
  type FullCardTries,
  type FullPersonalisation,
  ISSUER_KEYS,
} from './profiles/full-personalisation.ts';
export { birthKeyOf, type CardHolder, numberAOf, numberBOf } from './profiles/holder.ts';
export { defaultPins, type JpkiPersonalisation, jpkiCard } from './profiles/jpki-card.ts';
export { OFFICE_FID } from './profiles/office-applications.ts';
export { p384PrivateKey } from './profiles/p384-key.ts';
export {
  type CardProfile,
  type CardProfileSource,
  loadProfile,
  type ProfilePersonalisation,
  profileCard,
  profileIds,
} from './profiles/profile.ts';
export { SURFACE_FID } from './profiles/surface-application.ts';
export { TEXT_FID } from './profiles/text-application.ts';
export { decodeTokenInfo, defaultTokenInfo, encodeTokenInfo, type TokenInfo } from './profiles/token-info.ts';
export { referenceCardSteps } from './reference-steps.ts';
export { Refusal } from './refusal.ts';
export { type HolderPin, resetPin } from './reset-pin.ts';
export {
  type CardState,
  memoryOf,
  type PinMemory,
  withMemory,
  withoutSession,
  withVerified,
} from './state.ts';
export { type CardOptions, type CardSnapshot, createCard, type VirtualCard } from './virtual-card.ts';
