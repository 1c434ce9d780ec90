/** Dialogues with cards: recorded, played again, compared. */
export {
  type CompareOptions,
  compareDialogues,
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
} from './compare.ts';
export { createMask, type Mask, type MaskOptions } from './mask.ts';
export { recordedChannel, recordedChip } from './recorder.ts';
export {
  exchange as recordedExchange,
  headerLine,
  headerOfRecording,
  power as recordedPower,
  type RecordedEvent,
  type RecordedExchange,
  type RecordedPower,
  type Recording,
  rapduOf,
  readRecording,
  recordedEvent,
  recordingText,
  tracedLines,
} from './recording.ts';
export { replayRecording, type SecretOf } from './replay.ts';
