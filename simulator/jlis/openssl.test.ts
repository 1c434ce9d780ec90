/** Every kind of certificate that J-LIS issues, judged by OpenSSL with the trust anchors of all generations. */
import { beforeAll, describe, expect, test } from 'vitest';
import { citizenOf } from '../people/index.ts';
import { type Der, toPem } from '../pki/index.ts';
import { openssl, opensslPath } from '../pki/test-openssl.ts';
import { JLIS_HOSTS, type JpkiKind } from './index.ts';
import { type Setting, SOMEBODY, setting } from './testing/setting.ts';

const pem = (...ders: readonly Der[]): string => ders.map((der) => toPem('CERTIFICATE', der)).join('');

interface Kind {
  readonly kind: JpkiKind;
  readonly der: Der;
  readonly generation: number;
}

let own: Setting;
let kinds: Record<string, Kind>;

/** Somebody whose card is of the generation before. */
function earlier(): number {
  for (let n = 3; ; n += 4) {
    const { certificates } = own.jlis.person(n);
    if (certificates.length === 2 && certificates[0]!.generation < own.newest('sign')!.generation) return n;
  }
}

beforeAll(() => {
  own = setting();
  const { jlis, world } = own;
  const kindsOf = (name: string, number: number, carrier: 'card' | 'phone') => {
    const chip = carrier === 'card' ? jlis.cardOf(number)! : jlis.phoneOf(number)!;
    const generation = (kind: JpkiKind) => own.newest(kind, carrier, number)!.generation;
    return {
      [`${name}, signing`]: { kind: 'sign', der: chip.signCert!, generation: generation('sign') },
      [`${name}, authentication`]: { kind: 'auth', der: chip.authCert!, generation: generation('auth') },
    } as const;
  };
  jlis.happen(SOMEBODY, { type: 'apply-phone', phone: 'a' });
  const old = earlier();
  jlis.issueCard(citizenOf(world.chance, old));
  kinds = {
    ...kindsOf('card', SOMEBODY, 'card'),
    ...kindsOf('phone', SOMEBODY, 'phone'),
    ...kindsOf('earlier card', old, 'card'),
  };
});

const NAMES = ['card', 'phone', 'earlier card'].flatMap((of) => [`${of}, signing`, `${of}, authentication`]);

async function listOf({ kind, generation }: Kind): Promise<Uint8Array> {
  const host = kind === 'sign' ? JLIS_HOSTS.crlSign : JLIS_HOSTS.crlAuth;
  const response = await own.world.network.fetchAs('rig')(`http://${host}/gen${generation}/full.crl`);
  return new Uint8Array(await response.arrayBuffer());
}

async function verified(one: Kind, trusted: JpkiKind = one.kind): Promise<string> {
  const at = String(Math.floor(own.clock.now().getTime() / 1000));
  const list = Buffer.from(await listOf(one))
    .toString('base64')
    .replace(/.{64}/g, '$&\n');
  const { code, text } = await openssl(
    [
      ...['verify', '-x509_strict', '-crl_check', '-attime', at, '-CAfile', 'all.pem'],
      '-CRLfile',
      'list.pem',
      'leaf.pem',
    ],
    {
      'all.pem': pem(...own.jlis.anchors[trusted]),
      'leaf.pem': pem(one.der),
      'list.pem': `-----BEGIN X509 CRL-----\n${list}\n-----END X509 CRL-----\n`,
    },
  );
  return `${code} ${text}`;
}

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  test.each(NAMES)('accepts the chain of a %s certificate, and no other CA’s', async (name) => {
    expect(await verified(kinds[name]!)).toBe('0 leaf.pem: OK\n');
    const other = kinds[name]!.kind === 'sign' ? 'auth' : 'sign';
    expect(await verified(kinds[name]!, other)).toMatch(/^2 [\s\S]*unable to get local issuer certificate/);
  });

  test.each(NAMES)('reads every element of a %s certificate', async (name) => {
    const { code, text } = await openssl(['asn1parse', '-in', 'leaf.pem'], {
      'leaf.pem': pem(kinds[name]!.der),
    });
    expect(code).toBe(0);
    expect(text).not.toMatch(/error/i);
    expect(text).not.toMatch(/jpki\.go\.jp|j-lis\.go\.jp/);
  });

  test('sees on the list of its generation what was revoked', async () => {
    const { jlis, clock } = own;
    for (const { kind } of [kinds['card, signing']!, kinds['card, authentication']!])
      jlis.happen(SOMEBODY, { type: 'request-revocation', kinds: [kind] });
    clock.advance(86_400_000);
    for (const name of NAMES.filter((n) => !n.startsWith('earlier')))
      expect(await verified(kinds[name]!), name).toMatch(/certificate revoked/);
    for (const name of NAMES.filter((n) => n.startsWith('earlier')))
      expect(await verified(kinds[name]!), name).toBe('0 leaf.pem: OK\n');
  });
});
