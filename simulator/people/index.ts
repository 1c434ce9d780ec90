/** The public door of `people`. */
export { type Citizen, citizenOf, type FourItems, fullWidth, type Municipality } from './citizen.ts';
