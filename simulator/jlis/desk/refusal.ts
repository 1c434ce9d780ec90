/** The desk says no. */
import { CodedError } from '../../errors.ts';
import { DESK_REFUSALS, type DeskRefusalCode } from './events.ts';

/** ERR_DESK_REFUSED; `reason` is one of DESK_REFUSALS. Nothing was changed. */
export class DeskRefusal extends CodedError {
  readonly reason: DeskRefusalCode;
  constructor(reason: DeskRefusalCode) {
    super('ERR_DESK_REFUSED', `${reason}: ${DESK_REFUSALS[reason]}`);
    this.reason = reason;
  }
}
