/**
 * What the openssl program makes of the vectors. Nothing here knows what a vector states.
 *
 * A certificate is verified with its group's anchors, time, policy and purpose (`verify`), a list through the certificate it
 * is about (`verify -crl_check`), an answer as if it had just arrived (`ocsp -respin`), a message with the anchors of its
 * group (`cms -verify`). What is accepted is read and written once more: OpenSSL reads BER, and bytes behind the structure are
 * nothing to it, so bytes that it writes otherwise are bytes that it did not read.
 */
import { toPem } from '../../../simulator/pki/index.ts';
import { openssl, type Run } from '../../../simulator/pki/test-openssl.ts';
import { machineClock } from '../../../simulator/world/index.ts';
import {
  bytes,
  type CertificateVector,
  type ConsentVector,
  type CrlVector,
  type OcspVector,
} from './stated.ts';

/** `said`: what OpenSSL wrote. `status`, `reason`: what an accepted list or answer says in its words. */
export type OpensslVerdict = {
  readonly accepted: boolean;
  readonly said: string;
  readonly status?: string;
  readonly reason?: string;
};
type Verdicts = ReadonlyMap<string, OpensslVerdict>;

/** As many at a time as any machine has cores for. */
const AT_A_TIME = 2;

async function each<T, R>(all: readonly T[], one: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += AT_A_TIME)
    results.push(...(await Promise.all(all.slice(at, at + AT_A_TIME).map(one))));
  return results;
}

const pem = (base64: string): string => toPem('CERTIFICATE', bytes(base64));
const pems = (anchors: readonly string[]): string => anchors.map(pem).join('');

/** -x509_strict: all of RFC 5280. -auth_level 2: 112 bits, and so neither SHA-1 nor RSA of 1,024 bits. */
const pathOptions = (time: string): string[] => [
  '-x509_strict',
  '-auth_level',
  '2',
  '-attime',
  String(Date.parse(time) / 1000),
];

/** The purposes of OpenSSL that come nearest to what a group needs. */
const PURPOSE: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.2': 'sslclient',
  '1.3.6.1.5.5.7.3.9': 'ocsphelper',
};
const purpose = (extKeyUsage: string | undefined): string[] => [
  '-purpose',
  (extKeyUsage && PURPOSE[extKeyUsage]) || 'smimesign',
];

const policy = (oid: string | undefined): string[] =>
  oid === undefined ? [] : ['-policy', oid, '-explicit_policy'];

const REWRITE: Readonly<Record<'x509' | 'crl' | 'ocsp' | 'cms', readonly string[]>> = {
  x509: ['x509', '-inform', 'DER', '-in', 'in', '-outform', 'DER', '-out'],
  crl: ['crl', '-inform', 'DER', '-in', 'in', '-outform', 'DER', '-out'],
  ocsp: ['ocsp', '-respin', 'in', '-noverify', '-respout'],
  cms: ['cms', '-cmsout', '-inform', 'DER', '-in', 'in', '-outform', 'DER', '-out'],
};

/** Does OpenSSL write what it read? */
async function rewrites(what: keyof typeof REWRITE, der: Uint8Array): Promise<boolean> {
  const { made } = await openssl([...REWRITE[what], 'made'], { in: der });
  return made !== undefined && Buffer.compare(made, der) === 0;
}

const read = async (
  what: keyof typeof REWRITE,
  der: Uint8Array,
  found: OpensslVerdict,
): Promise<OpensslVerdict> =>
  !found.accepted || (await rewrites(what, der))
    ? found
    : { ...found, accepted: false, said: `${found.said}\nwritten otherwise than read` };

type Together = {
  readonly anchors: readonly string[];
  readonly options: readonly string[];
  readonly leaves: readonly { readonly name: string; readonly certificate: string }[];
};

/** Certificates that have everything else in common, in one run. */
async function verify({
  anchors,
  options,
  leaves,
}: Together): Promise<readonly (readonly [string, OpensslVerdict])[]> {
  const files = leaves.map(({ certificate }, at) => [`${at}.der`, bytes(certificate)] as const);
  const run = await openssl(
    ['verify', ...options, '-CAfile', 'anchors.pem', ...files.map(([file]) => file)],
    {
      'anchors.pem': pems(anchors),
      ...Object.fromEntries(files),
    },
  );
  const lines = run.text.split('\n');
  return each(leaves, async ({ name, certificate }) => {
    const file = `${leaves.findIndex((leaf) => leaf.name === name)}.der`;
    const accepted = lines.includes(`${file}: OK`);
    const said = accepted ? 'OK' : run.text;
    return [name, await read('x509', bytes(certificate), { accepted, said })] as const;
  });
}

/** A group whose vectors are leaves is verified in one run; one whose vectors are anchors in as many runs as it has. */
export async function opensslOnCertificates(vectors: readonly CertificateVector[]): Promise<Verdicts> {
  const together = [...Map.groupBy(vectors, ({ group }) => group)].flatMap(([group, ofGroup]): Together[] =>
    group.type === 'AnchorCheck'
      ? ofGroup.map(({ name, test }) => ({
          anchors: [test.certificate],
          options: [...pathOptions(group.time), '-check_ss_sig'],
          leaves: [{ name, certificate: group.leaf }],
        }))
      : [
          {
            anchors: group.anchors,
            options: [
              ...pathOptions(group.time),
              ...purpose(group.need.extKeyUsage),
              ...policy(group.need.policy),
            ],
            leaves: ofGroup.map(({ name, test }) => ({ name, certificate: test.certificate })),
          },
        ],
  );
  return new Map((await each(together, verify)).flat());
}

export async function opensslOnLists(vectors: readonly CrlVector[]): Promise<Verdicts> {
  const judged = await each(vectors, async ({ name, group, test }) => {
    const der = bytes(test.crl);
    const files = {
      'issuer.pem': pem(group.issuer),
      'leaf.pem': pem(group.certificate),
      'list.pem': toPem('X509 CRL', der),
    };
    const run = await openssl(
      [
        ...['verify', '-crl_check', '-extended_crl', ...pathOptions(group.time)],
        ...['-CAfile', 'issuer.pem', '-CRLfile', 'list.pem', 'leaf.pem'],
      ],
      files,
    );
    const status = statusByList(run);
    const found = { accepted: status !== undefined, said: run.text, ...(status && { status }) };
    return [name, await read('crl', der, found)] as const;
  });
  return new Map(judged);
}

const statusByList = ({ code, text }: Run): string | undefined => {
  if (code === 0 && text.includes('leaf.pem: OK')) return 'good';
  const errors = text.match(/^error \d+ .*$/gm) ?? [];
  return errors.length === 1 && errors[0]!.startsWith('error 23 ') ? 'revoked' : undefined;
};

/**
 * `openssl ocsp` judges the times of an answer by the clock of the machine: exactly that much of a difference is let pass. As
 * the moments of the vectors are past, a next update is then judged as at that moment; what lies ahead of it is not.
 */
const leewayS = (time: string): number =>
  Math.ceil(Math.abs(machineClock.now().getTime() - Date.parse(time)) / 1000);

/**
 * Who answered and the nonce are judged with the request that was sent, the status with one that OpenSSL makes of the
 * certificate, by either digest (the one that was not used has no status): with both at once it forgets the request that
 * was sent.
 */
export async function opensslOnAnswers(vectors: readonly OcspVector[]): Promise<Verdicts> {
  const judged = await each(vectors, async ({ name, group, test }) => {
    const der = bytes(test.response);
    const files = {
      'issuer.pem': pem(group.issuer),
      'leaf.pem': pem(group.certificate),
      q: bytes(group.request),
      r: der,
    };
    const common = ['-issuer', 'issuer.pem', '-respin', 'r', '-CAfile', 'issuer.pem', '-no_nonce'];
    const path = pathOptions(group.time);
    const asked = await openssl(['ocsp', ...common, '-reqin', 'q', ...path], files);
    const digests = ['-sha1', '-sha256'].flatMap((digest) => [digest, '-cert', 'leaf.pem']);
    const leeway = ['-validity_period', String(leewayS(group.time))];
    const told = await openssl(['ocsp', ...common, ...digests, ...path, ...leeway], files);
    const said = asked.text + told.text;
    const status = /^leaf\.pem: (good|revoked|unknown)$/m.exec(said)?.[1];
    const reason = /^\s*Reason: (\w+)$/m.exec(said)?.[1];
    const verified = [asked, told].every(({ text }) => text.includes('Response verify OK'));
    const accepted = verified && status !== undefined && !said.includes('WARNING');
    const found = { accepted, said, ...(status && { status }), ...(reason && { reason }) };
    return [name, await read('ocsp', der, found)] as const;
  });
  return new Map(judged);
}

export async function opensslOnConsents(vectors: readonly ConsentVector[]): Promise<Verdicts> {
  const judged = await each(vectors, async ({ name, group, test }) => {
    const der = bytes(test.cms);
    const run = await openssl(
      [
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        'm',
        ...pathOptions(group.time),
        ...(group.kind === 'inquiry' ? ['-purpose', 'any'] : []),
        '-CAfile',
        'anchors.pem',
        '-out',
        'made',
      ],
      { 'anchors.pem': pems(group.anchors), m: der },
    );
    return [name, await read('cms', der, { accepted: run.code === 0, said: run.text })] as const;
  });
  return new Map(judged);
}

/** Can it be read as ASN.1 from end to end? */
export async function opensslParses(der: Uint8Array): Promise<boolean> {
  const { code } = await openssl(['asn1parse', '-inform', 'DER', '-in', 'in'], { in: der });
  return code === 0;
}
