/** Who may ask J-LIS: those that notified it (公的個人認証法 17条, 36条), told by the certificate with which they call. */
import { createHash } from 'node:crypto';
import { UsageError } from '../../errors.ts';
import { Refusal } from '../../profile/index.ts';
import { clientCertificateOf } from '../../world/index.ts';
import type { JpkiKind } from '../config.ts';

export interface Verifier {
  readonly id: string;
  /** 署名検証者, 利用者証明検証者, or both. */
  readonly kinds: readonly JpkiKind[];
  /** For which it may hand in consents; the unit of consent is one service. */
  readonly services: readonly string[];
  /** DER; compared byte for byte. */
  readonly clientCertificate: Uint8Array;
}

export interface VerifierRegistry {
  /** Registers, or registers anew. @throws UsageError ERR_VERIFIER when the certificate is another verifier's */
  register(verifier: Verifier): void;
  find(headers: Headers): Verifier | undefined;
  /** @throws Refusal `verifier-unknown` */
  demand(headers: Headers): Verifier;
  readonly all: readonly Verifier[];
}

const fingerprint = (certificate: Uint8Array): string =>
  createHash('sha256').update(certificate).digest('hex');

export function createVerifierRegistry(): VerifierRegistry {
  const byId = new Map<string, Verifier>();
  const byCertificate = new Map<string, Verifier>();
  const registry: VerifierRegistry = {
    register(verifier) {
      const key = fingerprint(verifier.clientCertificate);
      const holder = byCertificate.get(key);
      if (holder && holder.id !== verifier.id)
        throw new UsageError(
          'ERR_VERIFIER',
          `the client certificate of ${verifier.id} is that of ${holder.id}`,
        );
      const former = byId.get(verifier.id);
      if (former) byCertificate.delete(fingerprint(former.clientCertificate));
      byId.set(verifier.id, verifier);
      byCertificate.set(key, verifier);
    },
    find(headers) {
      const certificate = clientCertificateOf({ headers });
      return certificate && byCertificate.get(fingerprint(certificate));
    },
    demand(headers) {
      const verifier = registry.find(headers);
      if (!verifier) throw new Refusal('verifier-unknown');
      return verifier;
    },
    get all() {
      return [...byId.values()];
    },
  };
  return registry;
}
