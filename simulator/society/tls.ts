/**
 * Certificates for TLS on loopback: one root, servers, and the clients that registered verifiers are known by.
 *
 * The root signs nothing else and dies with the process. Whoever trusts it trusts whoever has its key: `fpos-hil world`
 * draws it by chance that nobody can repeat; worlds in one process, which open no socket, share one that everybody can make.
 */
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  type Der,
  dnsName,
  type Extension,
  extKeyUsage,
  ipAddress,
  keyIdOf,
  keyUsage,
  name,
  OID,
  p256PrivateKey,
  p256Signer,
  type Signer,
  subjectAltName,
  subjectKeyIdentifier,
} from '../pki/index.ts';
import { type Chance, drawnKeys } from '../world/index.ts';

export interface TlsIdentity {
  readonly certificate: Der;
  /** PKCS#8. */
  readonly privateKey: Der;
}

/** From and to, both included. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface TlsAuthority {
  /** Self-signed: what clients and servers trust. */
  readonly root: Der;
  /** For a server that is asked under `host`, `localhost` or 127.0.0.1. */
  server(host: string): TlsIdentity;
  /** For a client; the same name gives the same again. Another validity than the root's is for those who test. */
  client(commonName: string, validity?: Validity): TlsIdentity;
}

const DAY_MS = 86_400_000;
/** Longer lives are refused by some TLS clients (398 days by public agreement of browsers); no run lasts as long. */
const LIFE_DAYS = 397;
/** RFC 5280, 4.1.2.2: positive, at most 20 octets. */
const SERIAL_BYTES = 16;

const ORGANISATION = 'FPOS-HIL MOCK TEST';

export interface TlsAuthorityOptions {
  /** Keys and serial numbers are drawn from it. */
  readonly chance: Chance;
  /** When it is made; what it issues is valid from a day before. */
  readonly at: Date;
}

export function createTlsAuthority({ chance, at }: TlsAuthorityOptions): TlsAuthority {
  const keys = drawnKeys(chance.fork('tls keys'));
  const always: Validity = {
    notBefore: new Date(at.getTime() - DAY_MS),
    notAfter: new Date(at.getTime() + LIFE_DAYS * DAY_MS),
  };
  const rootSigner = p256Signer(keys.p256('root'));
  const rootName = name([
    ['O', ORGANISATION],
    ['CN', 'TLS root TEST'],
  ]);
  const serialOf = (label: string): bigint => {
    const bytes = chance.fork(`tls serial ${label}`).bytes(SERIAL_BYTES);
    bytes[0] = (bytes[0]! & 0x7f) | 0x40;
    return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  };
  const certify = (
    label: string,
    subject: Der,
    spki: Der,
    extensions: readonly Extension[],
    validity: Validity,
  ): Der =>
    buildCertificate({
      ...validity,
      serial: serialOf(label),
      issuer: rootName,
      subject,
      spki,
      extensions,
      signer: rootSigner,
    });

  const root = certify(
    'root',
    rootName,
    rootSigner.spki,
    [basicConstraints(true, 0), keyUsage('keyCertSign'), subjectKeyIdentifier(rootSigner.spki)],
    always,
  );
  const leaf = (
    label: string,
    commonName: string,
    purpose: string,
    rest: readonly Extension[],
    validity: Validity,
  ): TlsIdentity => {
    const scalar = keys.p256(label);
    const { spki }: Signer = p256Signer(scalar);
    const subject = name([
      ['O', ORGANISATION],
      ['CN', commonName],
    ]);
    const extensions = [
      basicConstraints(false),
      keyUsage('digitalSignature'),
      extKeyUsage(purpose),
      ...rest,
      authorityKeyIdentifier({ keyId: keyIdOf(rootSigner.spki) }),
      subjectKeyIdentifier(spki),
    ];
    const pkcs8 = p256PrivateKey(scalar).export({ type: 'pkcs8', format: 'der' });
    return {
      certificate: certify(`${label} ${validity.notAfter.getTime()}`, subject, spki, extensions, validity),
      privateKey: Uint8Array.from(pkcs8),
    };
  };
  const clients = new Map<string, TlsIdentity>();
  return {
    root,
    server: (host) =>
      leaf(
        `server ${host}`,
        host,
        OID.serverAuth,
        [subjectAltName(dnsName(host), dnsName('localhost'), ipAddress(Uint8Array.of(127, 0, 0, 1)))],
        always,
      ),
    client(commonName, validity = always) {
      const made = (): TlsIdentity => leaf(`client ${commonName}`, commonName, OID.clientAuth, [], validity);
      if (validity !== always) return made();
      const own = clients.get(commonName) ?? made();
      clients.set(commonName, own);
      return own;
    },
  };
}
