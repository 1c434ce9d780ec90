/** A mistake in the set-up: found before the first case, so that it can never look like a verdict. */
import { UsageError } from '../../simulator/errors.ts';

export interface SetupFault {
  /** Where in the configuration, in the notation of jq (`.tls.key`), or what else it is about (`hello.roles`). */
  readonly field: string;
  /** What is there, or is not. */
  readonly found: string;
  /** One sentence. */
  readonly mend: string;
}

/** The same mend under many faults is told once. */
export const hintOf = (faults: readonly SetupFault[], told = (mend: string): string => mend): string =>
  [...new Set(faults.map(({ mend }) => told(mend)))].join(' ');

/** No case ran. Ends the command line with exit code 2. */
export class SetupError extends UsageError {
  /** Of what the set-up is. */
  readonly file: string;
  readonly faults: readonly SetupFault[];
  constructor(
    file: string,
    faults: readonly SetupFault[],
    code: `ERR_${string}` = 'ERR_SETUP',
    cause?: unknown,
  ) {
    super(code, `${file}: ${faults.map(({ field, found }) => `${field}: ${found}`).join('; ')}`, {
      hint: hintOf(faults),
      cause,
    });
    this.file = file;
    this.faults = faults;
  }
}
