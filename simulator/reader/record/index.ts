/** Dialogues with cards: recorded, played again, compared. */
export {
  type CompareOptions,
  compareDialogues,
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
} from './compare.ts';
export { createMask, type Mask, type MaskOptions } from './mask.ts';
export { recordedChip } from './recorder.ts';
export {
  exchange as recordedExchange,
  headerLine,
  power as recordedPower,
  type RecordedEvent,
  type RecordedExchange,
  type RecordedPower,
  type Recording,
  rapduOf,
  readRecording,
  recordingText,
  tracedLines,
} from './recording.ts';
export { replayRecording, type SecretOf } from './replay.ts';
