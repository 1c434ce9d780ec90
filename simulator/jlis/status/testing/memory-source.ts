/** A StatusSource whose records a test writes by hand: the services are tried without the register of J-LIS. */
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  type CertStatus,
  type CrlReason,
  cRLDistributionPoints,
  type Der,
  directoryName,
  extKeyUsage,
  keyIdOf,
  keyUsage,
  name,
  OID,
  ocspNoCheck,
  type Rdn,
  rsaSigner,
  type Signer,
  spkiOf,
  subjectKeyIdentifier,
} from '../../../pki/index.ts';
import type { Clock } from '../../../world/index.ts';
import { testKey } from '../../../world/test-keys.ts';
import type { Generation, RecordedStatus, RevokedCertificate, StatusSource } from '../source.ts';

const AUTHORITY: readonly Rdn[] = [
  ['C', 'JP'],
  ['O', 'JPKI-MOCK TEST'],
  ['OU', 'JPKI for digital signature'],
];
export const AUTHORITY_NAME = name([...AUTHORITY, ['OU', 'Status TEST']]);

/** The distribution point of a municipality; its name as RDNs. */
const pointName = (city: string): Der =>
  name([...AUTHORITY, ['OU', 'CRL Distribution Points'], ['OU', 'Kakuu-ken'], ['CN', `${city} CRLDP`]]);

export const MUNICIPALITIES = [
  { code: '99101', pointName: pointName('Mihon-shi') },
  { code: '99102', pointName: pointName('Kakuu-shi') },
] as const;

/** Like those of the real CAs: a new key about every four years, each valid ten years less a day. */
const BEGINNINGS = ['2015-10-20', '2019-09-15', '2023-07-16', '2027-07-16'] as const;

const day = (date: string): Date => new Date(`${date}T00:00:00+09:00`);
const yearsAfter = (at: Date, years: number): Date => {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
};

type Whole = Generation & { readonly notBefore: Date; readonly notAfter: Date };

function generationOf(number: number): Whole {
  const notBefore = day(BEGINNINGS[number - 1]!);
  const notAfter = new Date(yearsAfter(notBefore, 10).getTime() - 86_401_000);
  const signer = rsaSigner(testKey(number));
  const certificate = buildCertificate({
    serial: BigInt(number),
    issuer: AUTHORITY_NAME,
    subject: AUTHORITY_NAME,
    notBefore,
    notAfter,
    spki: signer.spki,
    extensions: [
      keyUsage('keyCertSign', 'cRLSign'),
      basicConstraints(true),
      cRLDistributionPoints([directoryName(AUTHORITY_NAME)]),
      subjectKeyIdentifier(signer.spki),
    ],
    signer,
  });
  return { number, certificate, keyId: keyIdOf(signer.spki), signer, notBefore, notAfter };
}

function responderOf({ number, keyId, notBefore, notAfter, signer }: Whole): {
  certificate: Der;
  signer: Signer;
} {
  const own = rsaSigner(testKey(10 + number));
  const certificate = buildCertificate({
    serial: (1n << 63n) + BigInt(number),
    issuer: AUTHORITY_NAME,
    subject: name([...AUTHORITY, ['CN', `OCSP responder ${number} TEST`]]),
    notBefore,
    notAfter,
    spki: own.spki,
    extensions: [
      keyUsage('digitalSignature'),
      extKeyUsage(OID.ocspSigning),
      ocspNoCheck(),
      authorityKeyIdentifier({ keyId }),
      subjectKeyIdentifier(own.spki),
    ],
    signer,
  });
  return { certificate, signer: own };
}

type Record = { at: Date; status: CertStatus };
type Issued = { notAfter: Date; municipalityCode: string; history: Record[] };

export interface MemorySource extends StatusSource {
  /** Issues a number under a generation; gives the certificate, on a key that counts for nothing. */
  issue(generation: number, serial: bigint, options?: { municipality?: number; notAfter?: Date }): Der;
  revoke(generation: number, serial: bigint, reason?: CrlReason): void;
  /** A hold is lifted. */
  resume(generation: number, serial: bigint): void;
}

const bySerial = ([a]: readonly [bigint, unknown], [b]: readonly [bigint, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

export function memorySource(clock: Clock): MemorySource {
  const all = BEGINNINGS.map((_, i) => generationOf(i + 1));
  const responders = all.map(responderOf);
  const issued = all.map(() => new Map<bigint, Issued>());
  let revision = 0;

  const statusAt = ({ history }: Issued, until: Date): CertStatus =>
    history.findLast(({ at }) => at <= until)?.status ?? { status: 'good' };
  const record = (generation: number, serial: bigint, status: CertStatus): void => {
    issued[generation - 1]!.get(serial)!.history.push({ at: clock.now(), status });
    revision++;
  };

  return {
    kind: 'sign',
    clock,
    name: AUTHORITY_NAME,
    municipalities: MUNICIPALITIES,
    get revision() {
      return revision;
    },
    generationsAt: (at) => all.filter(({ notBefore, notAfter }) => notBefore <= at && at <= notAfter),
    responder: ({ number }) => responders[number - 1]!,
    statusOf({ number }, serial, until): RecordedStatus {
      const one = issued[number - 1]!.get(serial);
      if (one === undefined) return { status: 'unknown' };
      return {
        ...(statusAt(one, until) as Exclude<CertStatus, { status: 'unknown' }>),
        notAfter: one.notAfter,
      };
    },
    *revoked({ number }, until, municipalityCode): Iterable<RevokedCertificate> {
      for (const [serial, one] of [...issued[number - 1]!].sort(bySerial)) {
        if (municipalityCode !== undefined && one.municipalityCode !== municipalityCode) continue;
        const status = statusAt(one, until);
        if (status.status !== 'revoked') continue;
        const { revocationTime: revocationDate, reason } = status;
        yield { serial, revocationDate, ...(reason && { reason }), notAfter: one.notAfter };
      }
    },
    issue(generation, serial, { municipality = 0, notAfter = yearsAfter(clock.now(), 5) } = {}) {
      const { signer, keyId } = all[generation - 1]!;
      const { code, pointName: point } = MUNICIPALITIES[municipality]!;
      issued[generation - 1]!.set(serial, { notAfter, municipalityCode: code, history: [] });
      revision++;
      return buildCertificate({
        serial,
        issuer: AUTHORITY_NAME,
        subject: name([
          ['C', 'JP'],
          ['CN', `TEST ${serial}`],
        ]),
        notBefore: new Date(clock.now().getTime() - 86_400_000),
        notAfter,
        spki: spkiOf(testKey(0)),
        extensions: [
          keyUsage('digitalSignature', 'nonRepudiation'),
          cRLDistributionPoints([directoryName(point)]),
          authorityKeyIdentifier({ keyId }),
        ],
        signer,
      });
    },
    revoke(generation, serial, reason) {
      const revocationTime = clock.now();
      record(generation, serial, { status: 'revoked', revocationTime, ...(reason && { reason }) });
    },
    resume: (generation, serial) => record(generation, serial, { status: 'good' }),
  };
}
