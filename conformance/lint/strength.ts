/** Which signature algorithms count as strong, and how their identifiers are written. */
import type { Algorithm } from '../decode/index.ts';

/** RFC 4055, 5: NULL beside RSA. RFC 5758, 3.2: nothing beside ECDSA. */
const PARAMETERS: Readonly<Record<string, string | undefined>> = {
  sha256WithRSAEncryption: '0500',
  sha384WithRSAEncryption: '0500',
  sha512WithRSAEncryption: '0500',
  'ecdsa-with-SHA256': undefined,
  'ecdsa-with-SHA384': undefined,
  'ecdsa-with-SHA512': undefined,
};

/** What is wrong with a signature algorithm, or undefined. */
export function algorithmFault({ name, parametersHex }: Algorithm): string | undefined {
  if (!Object.hasOwn(PARAMETERS, name)) return `signed with ${name}`;
  return parametersHex === PARAMETERS[name]
    ? undefined
    : `${name} with parameters ${parametersHex ?? 'absent'}`;
}
