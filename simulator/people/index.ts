/** The public door of `people`. */
export { type CertificateText, certificateText } from './certificate-text.ts';
export { type Citizen, citizenOf, type FourItems } from './citizen.ts';
export { type EraName, eraDate, eraOf } from './era.ts';
export { fullWidth } from './full-width.ts';
export { checkDigitOf, individualNumberOf } from './individual-number.ts';
export { type Municipality, municipalities } from './municipalities.ts';
export { isCertificateCharacter } from './repertoire.ts';
