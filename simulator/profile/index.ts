/** The public door of `profile`: the messages, the problem codes, and services made of operations. */
export * from './bank-messages.ts';
export {
  applicationBinding,
  CLOCK_AHEAD_MS_MAX,
  contentBytes,
  profileTime,
  sha256Hex,
} from './binding.ts';
export * from './ca-messages.ts';
export { changeSetOf, changeText, differing } from './changes.ts';
export * from './examiner-messages.ts';
export * from './hub-messages.ts';
export * from './jlis-messages.ts';
export { type JwsAlgorithm, type PreparedJws, prepareJws, type ReadJws, readJws } from './jws.ts';
export {
  type AttestationExpected,
  attestationFault,
  type KeyDescription,
  keyDescription,
} from './key-attestation.ts';
export { drawMachine, type Edge, type Machine, nextState } from './machine.ts';
export * from './messages.ts';
export { PROFILE_OID } from './oids.ts';
export {
  PROBLEM_TYPE,
  PROBLEMS,
  type Problem,
  type ProblemCode,
  problem,
  problemResponse,
  Refusal,
} from './problems.ts';
export { type Call, createService, jsonResponse, type Operation, operation, parseJson } from './service.ts';
export {
  canonicalContent,
  digestsOf,
  isTemplate,
  type PaymentContent,
  paymentContent,
  readContent,
  shownText,
  TEMPLATES,
  type TemplateId,
} from './transactions.ts';
export * from './verifier-client.ts';
