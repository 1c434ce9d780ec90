/** Certificates of J-LIS, read by two readers that share no code: they agree, and the profile is the public one. */
import { describe, expect, test } from 'vitest';
import { createJlis, FOUR_ITEM_OID, POLICY } from '../../simulator/jlis/index.ts';
import { citizenOf } from '../../simulator/people/index.ts';
import { readCertificate } from '../../simulator/pki/index.ts';
import { createWorld } from '../../simulator/world/index.ts';
import { decodeCertificate, EXTENSION } from '../decode/index.ts';

const world = createWorld({ seed: 1 });
const jlis = createJlis(world);
const card = jlis.issueCard(citizenOf(world.chance, 1));
jlis.happen(1, { type: 'apply-phone', phone: 'a' });
const phone = jlis.phoneOf(1)!;

const X = EXTENSION;
// The order in which real certificates have them.
const ORDER = {
  sign: [
    X.keyUsage,
    X.subjectAltName,
    X.certificatePolicies,
    X.issuerAltName,
    X.crlDistributionPoints,
    X.authorityKeyIdentifier,
    X.subjectKeyIdentifier,
  ],
  auth: [
    X.keyUsage,
    X.extKeyUsage,
    X.certificatePolicies,
    X.issuerAltName,
    X.crlDistributionPoints,
    X.authorityInfoAccess,
    X.authorityKeyIdentifier,
    X.subjectKeyIdentifier,
  ],
} as const;

describe.each([
  ['card', 'sign', card.signCert!],
  ['card', 'auth', card.authCert!],
  ['phone', 'sign', phone.signCert!],
  ['phone', 'auth', phone.authCert!],
] as const)('%s %s', (carrier, kind, der) => {
  const ours = decodeCertificate(der);
  const pkijs = readCertificate(der);
  const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex').toUpperCase();

  test('two readers agree', () => {
    expect(ours.strict).toEqual({ ok: true });
    expect(BigInt(`0x${ours.serialHex}`)).toBe(pkijs.serial);
    expect([ours.notBefore, ours.notAfter]).toEqual([pkijs.notBefore, pkijs.notAfter]);
    expect([hex(ours.issuerDer), hex(ours.subjectDer)]).toEqual([hex(pkijs.issuer), hex(pkijs.subject)]);
    expect([ours.skiHex, ours.akiHex]).toEqual([hex(pkijs.ski), hex(pkijs.aki?.keyId)]);
    expect(ours.policies).toEqual(pkijs.policies);
    expect(ours.keyUsage).toEqual([...pkijs.keyUsage]);
    expect(ours.extKeyUsage).toEqual(pkijs.extKeyUsage);
    expect(ours.aiaOcsp).toEqual(pkijs.aiaOcsp);
    expect(ours.otherNames).toEqual(Object.fromEntries(pkijs.otherNames));
    expect(ours.extensions.map(({ oid }) => oid)).toEqual([...pkijs.extensions.keys()]);
  });

  test('the public profile', () => {
    expect(ours.extensions.map(({ oid }) => oid)).toEqual(ORDER[kind]);
    expect(ours.extensions.filter(({ critical }) => critical).map(({ oid }) => oid)).toEqual([
      X.keyUsage,
      X.certificatePolicies,
    ]);
    expect(ours.policies).toEqual([POLICY[kind][carrier]]);
    expect(ours.aiaOcsp).toEqual(kind === 'auth' ? ['http://ocsp-auth.jlis.test'] : []);
    const { name, birth, gender, address, nameSubstitutes, addressSubstitutes } = FOUR_ITEM_OID;
    expect(Object.keys(ours.otherNames)).toEqual(
      kind === 'sign' ? [name, birth, gender, address, nameSubstitutes, addressSubstitutes] : [],
    );
    const identifier = ours.subject.at(-1)!.value;
    expect(identifier).toMatch(/^[0-9]{5}[0-9A-Z]{5}[A-Z]{4}[0-9]{5}[01]03[AS]$/);
    expect(ours.notAfter.toISOString()).toMatch(/T14:59:59\.000Z$/);
  });
});

test('the reading of the name stands in an otherName of its own only when the knob says so, from its day on', () => {
  const own = createWorld({ seed: 1 });
  const signCert = (furiganaFrom: string) =>
    createJlis(own, { knobs: { furiganaInCertificates: true, furiganaFrom } }).issueCard(
      citizenOf(own.chance, 1),
    ).signCert!;
  const kana = (der: Uint8Array) => decodeCertificate(der).otherNames[FOUR_ITEM_OID.nameKana];
  expect(kana(signCert('2026-04-01'))).toMatch(/^[\p{Script=Katakana}ー\u3000［］]+$/u);
  expect(kana(signCert('2026-04-02'))).toBeUndefined();
});
