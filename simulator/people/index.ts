/** The public door of `people`. */
export { ADDRESS_MAX, addressIn } from './address.ts';
export { countedBirthday } from './birthday.ts';
export { type CertificateText, certificateText } from './certificate-text.ts';
export { adultNumber, CITIZEN_MAX, type Citizen, citizenOf, type FourItems } from './citizen.ts';
export { isMinorCorrection, type RegisterItem, type RegisterItems, realChanges } from './correction.ts';
export { type EraName, eraDate, eraOf } from './era.ts';
export { fullWidth } from './full-width.ts';
export { headOf, householdOf } from './household.ts';
export { checkDigitOf, individualNumberOf } from './individual-number.ts';
export { type Municipality, municipalities } from './municipalities.ts';
export { composeKana, composeName, type NameKana, type NameParts } from './name.ts';
export { endOfStay, type Nationality, type PeriodOfStay } from './nationality.ts';
export { isCertificateCharacter } from './repertoire.ts';
