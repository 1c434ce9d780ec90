/** conformance/decode gives each vector the result that it states. What is acceptable may go either way. */
import { describe, expect, test } from 'vitest';
import {
  decodeCertificate,
  fourItemsOfCertificate,
  judgeConsent,
  judgeCrl,
  judgeOcsp,
  judgePath,
} from '../../../conformance/decode/index.ts';
import type { X509File } from '../format.ts';
import { bytes, certificateVectors, consentVectors, crlVectors, ocspVectors } from './stated.ts';

type Stated = { readonly id: string; readonly result: string };

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
  test.each(certificateVectors().map(({ name, group, test }) => [name, group, test] as const))(
    '%s',
    (_name, group, one) => holds(one, acceptsCertificate(group, bytes(one.certificate))),
  );
});

describe('lists', () => {
  test.each(crlVectors().map(({ name, group, test }) => [name, group, test] as const))(
    '%s',
    (_name, { certificate, issuer, time }, one) => {
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
  test.each(ocspVectors().map(({ name, group, test }) => [name, group, test] as const))(
    '%s',
    (_name, { certificate, issuer, nonceHex, time }, one) => {
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
  test.each(consentVectors().map(({ name, group, test }) => [name, group, test] as const))(
    '%s',
    (_name, { anchors, kind, time, ...group }, one) => {
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
