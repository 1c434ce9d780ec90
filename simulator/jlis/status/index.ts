/** The door of the status services of J-LIS: OCSP and CRL of one CA each. */
export { type CrlServiceOptions, crlHandler } from './crl-service.ts';
export type { MayAsk } from './http.ts';
export { STATUS_KNOBS, type StatusKnobs, type TimeOfDayJst } from './knobs.ts';
export { createOcspResponder, type OcspReply, type OcspResponder } from './ocsp-responder.ts';
export { type OcspServiceOptions, ocspHandler } from './ocsp-service.ts';
export type { Generation, RecordedStatus, RevokedCertificate, StatusSource } from './source.ts';
export { crlTick, ocspTick, type Tick } from './ticks.ts';
