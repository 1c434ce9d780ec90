/** What a vector of a certificate carries. */
import type { Der } from '../../../simulator/pki/index.ts';
import type { Told } from '../vector.ts';

export type X509 = Told<{ readonly certificate: Der }>;
export const as = (certificate: Der): { certificate: Der } => ({ certificate });
