/** Public door of `card`: the virtual My Number card, its data, its knobs and its replaceable steps. */
export type {
  AccessRule,
  CardData,
  CardFile,
  DedicatedFile,
  ElementaryFile,
  InternalFile,
  KeyFile,
  PinFile,
} from './card-data.ts';
export type {
  ApplicationQuery,
  CardContext,
  CardSteps,
  CommandStep,
  Outcome,
} from './card-steps.ts';
export { type CardKnobs, defaultKnobs } from './knobs.ts';
export { type AtrPersona, atrOf, atrPersonas } from './profiles/atrs.ts';
export { defaultPins, type JpkiPersonalisation, jpkiCard } from './profiles/jpki-card.ts';
export { decodeTokenInfo, defaultTokenInfo, encodeTokenInfo, type TokenInfo } from './profiles/token-info.ts';
export { referenceCardSteps } from './reference-steps.ts';
export { Refusal } from './refusal.ts';
export {
  type CardState,
  memoryOf,
  type PinMemory,
  withMemory,
  withoutSession,
  withVerified,
} from './state.ts';
export { type CardSnapshot, createCard, type VirtualCard } from './virtual-card.ts';
