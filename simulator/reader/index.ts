/** Where a card is reached: in this process, or through our own PC/SC service by any unmodified program. */
export { type ChannelEvent, inProcessReader, traced } from './channels.ts';
export {
  type PcscReader,
  type PcscService,
  type PcscServiceOptions,
  type ReaderOptions,
  startPcscService,
} from './pcsc-service.ts';
export { privateSocketPath } from './private-socket.ts';
export {
  compareDialogues,
  createMask,
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  headerLine,
  type RecordedEvent,
  type Recording,
  readRecording,
  recordedChip,
  recordedExchange,
  recordedPower,
  recordingText,
  replayRecording,
  type SecretOf,
  tracedLines,
} from './record/index.ts';
export {
  type Brought,
  bringCard,
  chipOfChannel,
  type Door,
  type DoorOptions,
  dialRelayCard,
  type GuestReaders,
  guestReaders,
  openDoor,
  RELAY_PROTOCOL,
  type Relay,
  type RelayOptions,
  type RemoteCard,
  startRelay,
} from './relay/index.ts';
export {
  createRuleBook,
  type Effect,
  type Expected,
  type Fire,
  foreignCard,
  foreignCardNames,
  isForeignCard,
  type ListedRule,
  type Occurrence,
  occurrence,
  parseRule,
  RULE_TYPES,
  type Rule,
  type RuleBook,
  type RuledOptions,
  RuleTextError,
  readRule,
  rule,
  ruledChannel,
  ruledChip,
  ruleText,
} from './rules/index.ts';
export { type RunWithCardOptions, runWithCard } from './run-with-card.ts';
export { READERS_MAX } from './scard.ts';
export { type Latency, slowChip } from './slow-chip.ts';
export {
  type CardSide,
  type CardSideOptions,
  dialVpcd,
  type ListenForVpcdOptions,
  listenForVpcd,
  VPCD_HOST,
  VPCD_PORT,
  type VpcdAddress,
  type VpcdListener,
  type VpcdReader,
  vpcdReader,
} from './vpcd/index.ts';
