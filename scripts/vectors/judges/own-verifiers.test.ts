/** conformance/decode gives each vector the result that it states. What is acceptable may go either way. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  decodeCertificate,
  fourItemsOfCertificate,
  judgeConsent,
  judgeCrl,
  judgeOcsp,
  judgePath,
} from '../../../conformance/decode/index.ts';
import {
  type ConsentFile,
  type CrlFile,
  consentFile,
  crlFile,
  type OcspFile,
  ocspFile,
  type X509File,
  x509File,
} from '../format.ts';

const root = new URL('../../../vectors/', import.meta.url);
const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Reads the files of a folder; the schemas, which know every field, are applied to each. */
const read = <F>(folder: string, schema: { parse: (value: unknown) => F }): readonly F[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => schema.parse(JSON.parse(readFileSync(new URL(`${folder}/${name}`, root), 'utf8'))));

type Stated = { readonly id: string; readonly result: string; readonly layer?: string | undefined };

/** undefined: either way. */
const expected = ({ result }: Stated): boolean | undefined =>
  result === 'acceptable' ? undefined : result === 'valid';

function holds(stated: Stated, accepted: boolean): void {
  const due = expected(stated);
  if (due !== undefined) expect([stated.id, accepted]).toEqual([stated.id, due]);
}

function acceptsItems(der: Uint8Array): boolean {
  try {
    fourItemsOfCertificate(der);
    return true;
  } catch {
    return false;
  }
}

/** 施行規則6条: five years, and one name. */
function keepsOrdinance(der: Uint8Array): boolean {
  const { notBefore, notAfter, subject } = decodeCertificate(der);
  const end = new Date(notBefore);
  end.setUTCFullYear(end.getUTCFullYear() + 5);
  return notAfter < end && subject.filter(({ type }) => type === 'CN').length === 1;
}

function acceptsCertificate(group: X509File['testGroups'][number], der: Uint8Array): boolean {
  const at = new Date(group.time);
  if (group.type === 'AnchorCheck')
    return judgePath({ leaf: bytes(group.leaf), anchors: [der], at, need: {} }).ok;
  const { policy, keyUsage, extKeyUsage, fourItems } = group.need;
  const need = { keyUsage, ...(policy && { policy }), ...(extKeyUsage && { extKeyUsage }) };
  if (!judgePath({ leaf: der, anchors: group.anchors.map(bytes), at, need }).ok) return false;
  if (fourItems) return acceptsItems(der);
  return !group.kind.startsWith('fpos-basic') || keepsOrdinance(der);
}

describe('certificates', () => {
  const groups = read<X509File>('x509', x509File).flatMap(({ testGroups }) => testGroups);
  test.each(groups.flatMap((group) => group.tests.map((one) => [group.kind, one.id, group, one] as const)))(
    '%s %s',
    (_kind, _id, group, one) => holds(one, acceptsCertificate(group, bytes(one.certificate))),
  );
});

describe('lists', () => {
  const groups = read<CrlFile>('crl', crlFile).flatMap(({ testGroups }) => testGroups);
  test.each(groups.flatMap((group) => group.tests.map((one) => [group.kind, one.id, group, one] as const)))(
    '%s %s',
    (_kind, _id, { certificate, issuer, time }, one) => {
      const judged = judgeCrl({
        crl: bytes(one.crl),
        certificate: bytes(certificate),
        issuer: bytes(issuer),
        at: new Date(time),
      });
      holds(one, judged.ok);
      if (judged.ok && one.status) expect(judged.status).toBe(one.status);
      if (judged.ok && one.reason) expect(judged).toMatchObject({ reason: one.reason });
    },
  );
});

describe('OCSP answers', () => {
  const groups = read<OcspFile>('ocsp', ocspFile).flatMap(({ testGroups }) => testGroups);
  test.each(groups.flatMap((group) => group.tests.map((one) => [group.kind, one.id, group, one] as const)))(
    '%s %s',
    (_kind, _id, { certificate, issuer, nonceHex, time }, one) => {
      const { serialHex } = decodeCertificate(bytes(certificate));
      const judged = judgeOcsp({
        response: bytes(one.response),
        issuer: bytes(issuer),
        serialHex,
        at: new Date(time),
        ...(nonceHex && { nonceHex }),
      });
      holds(one, judged.ok);
      if (judged.ok && one.status) expect(judged.status).toBe(one.status);
      if (judged.ok && one.reason) expect(judged.reason).toBe(one.reason);
    },
  );
});

describe('messages about the four items', () => {
  const groups = read<ConsentFile>('consent', consentFile).flatMap(({ testGroups }) => testGroups);
  test.each(groups.flatMap((group) => group.tests.map((one) => [group.kind, one.id, group, one] as const)))(
    '%s %s',
    (_kind, _id, { anchors, kind, time, ...group }, one) => {
      const judged = judgeConsent({
        ...group,
        cms: bytes(one.cms),
        kind: kind as 'consent' | 'withdrawal' | 'inquiry',
        anchors: anchors.map(bytes),
        at: new Date(time),
      });
      holds(one, judged.ok);
    },
  );
});
