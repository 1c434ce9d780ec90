/** Who is registered with J-LIS as a verifier: the CA and the bank, each with a client certificate of its own. */
import type { CaPolicy } from '../ca/index.ts';
import type { Jlis, JpkiKind } from '../jlis/index.ts';
import { BANK_APP } from '../relying-party/index.ts';
import type { TlsAuthority, TlsIdentity } from './tls.ts';

export type VerifierName = 'ca' | 'bank';
/** Operators beside the bank that take part in the hub. They ask J-LIS nothing and are not registered there. */
export const OTHER_OPERATORS = ['shop', 'clinic'] as const;
/** The examining body (指定調査機関), which may read the CA's record. */
export const EXAMINER = 'examiner';
/** Who comes with a client certificate. */
export type ClientName = VerifierName | (typeof OTHER_OPERATORS)[number] | typeof EXAMINER;

/** Services are those for which it may hand in consents. */
export function registerVerifiers(
  jlis: Jlis,
  tls: TlsAuthority,
  { verifierId, ownService }: Pick<CaPolicy, 'verifierId' | 'ownService'>,
): Readonly<Record<VerifierName, TlsIdentity>> {
  const register = (id: string, kinds: readonly JpkiKind[], services: readonly string[]): TlsIdentity => {
    const identity = tls.client(id);
    jlis.registerVerifier({ id, kinds, services, clientCertificate: identity.certificate });
    return identity;
  };
  return {
    // 公的個人認証法17条1項4号: an accredited CA is a verifier of its own; it verifies signatures only.
    ca: register(verifierId, ['sign'], [ownService, BANK_APP]),
    bank: register(BANK_APP, ['sign', 'auth'], [BANK_APP]),
  };
}
