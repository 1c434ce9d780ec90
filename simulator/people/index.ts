/** The public door of `people`. */
export { type Citizen, citizenOf, type FourItems, fullWidth, type Municipality } from './citizen.ts';
export { type EraName, eraDate, eraOf } from './era.ts';
export { checkDigitOf, individualNumberOf } from './individual-number.ts';
