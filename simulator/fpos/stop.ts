/** How the library stops: always with one stable code, which the app can explain to its user. */

/** Codes of the library itself. A refusal by the CA carries the problem code of the CA instead. */
export type LibraryCode =
  | 'cancelled'
  | 'terms-changed'
  | 'pin-wrong'
  | 'pin-blocked'
  | 'card-removed'
  | 'card-unsuitable'
  | 'ca-unreachable'
  | 'ca-answer-malformed'
  | 'certificate-unacceptable'
  | 'no-certificate'
  | 'challenge-not-for-this-app';

/** Thrown by a step to end the enrolment or log-in; becomes `{ state: 'refused', code }` at one place. */
export class Stop extends Error {
  readonly code: string;
  constructor(code: LibraryCode | { readonly ca: string }, says: string, cause?: unknown) {
    super(says, cause === undefined ? undefined : { cause });
    this.name = 'Stop';
    this.code = typeof code === 'string' ? code : code.ca;
  }
}
