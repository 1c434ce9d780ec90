/**
 * The errors that this project raises, each with a code that never changes (messages may improve, codes may not).
 *
 * What a counterpart answered is never an error: a status word or a problem document is a value. An error says that
 * bytes could not be read, that something could not be carried, or that the caller or the rig asked for the impossible.
 */

/** Common base. `code` is stable and starts with `ERR_`; `hint` says how to mend it, in one sentence. */
export class CodedError extends Error {
  readonly code: `ERR_${string}`;
  readonly hint: string | undefined;
  constructor(code: `ERR_${string}`, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint;
  }
}

/** Bytes or text that could not be read. `stage` names the decoder that refused, `offset` the byte (−1: none). */
export class DecodeError extends CodedError {
  readonly stage: string;
  readonly offset: number;
  constructor(code: `ERR_${string}`, stage: string, message: string, offset = -1, cause?: unknown) {
    super(code, `${stage}: ${message}${offset >= 0 ? ` at ${offset}` : ''}`, { cause });
    this.stage = stage;
    this.offset = offset;
  }
}

/** Something did not arrive: a removed card, a host that cannot be reached, a child process that died. */
export class TransportError extends CodedError {}

/** A mistake of the person who started us: an option, a file, a configuration. Ends with exit code 2. */
export class UsageError extends CodedError {}

/** Our own fault: a simulator or the rig was asked for what it cannot do. Leads to the verdict `error`. */
export class RigError extends CodedError {}
