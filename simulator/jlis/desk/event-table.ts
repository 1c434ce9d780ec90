/** One function for each event. It refuses before it changes anything. */
import type { DeskEvent, DeskEventType } from './events.ts';
import type { DeskWork } from './work.ts';

export type DeskEvents = {
  readonly [Type in DeskEventType]: (work: DeskWork, event: Extract<DeskEvent, { type: Type }>) => void;
};
