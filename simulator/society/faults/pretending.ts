import type { Signer } from '../../pki/index.ts';

/** Claims to be `right`, and signs with the key of `other`. */
export const pretending = (right: Signer, other: Signer): Signer => ({ ...right, sign: other.sign });
