import { describe, expect, test } from 'vitest';
import * as pki from './index.ts';
import { openssl, opensslMade, opensslPath } from './test-openssl.ts';
import * as sample from './test-samples.ts';

const issuerCert = pki.readCertificate(sample.root);
const certId = pki.certId(sample.root, sample.signCertFields.serial, 'sha1');
const judge = (der: Uint8Array, change: Partial<pki.OcspQuestion> = {}) =>
  pki.verifyOcspResponse({
    response: pki.readOcspResponse(der),
    issuerCert,
    certId,
    nonce: sample.nonce,
    now: sample.now,
    ...change,
  });
const minutes = (n: number) => new Date(sample.now.getTime() + n * 60_000);
const responderWith = (change: Partial<pki.CertificateFields>): Partial<pki.OcspResponseFields> => ({
  certs: [pki.buildCertificate({ ...sample.responderFields, ...change })],
});

describe('OCSP request', () => {
  test('is read back', () => {
    const request = pki.readOcspRequest(sample.ocspRequest);
    expect(request).toMatchObject({ nonce: sample.nonce, isSigned: false });
    expect(request.certIds).toHaveLength(1);
    expect(
      pki.sameCertId(request.certIds[0]!, pki.certId(sample.root, sample.signCertFields.serial, 'sha256')),
    ).toBe(true);
    expect(pki.isOfIssuer(request.certIds[0]!, issuerCert)).toBe(true);
    expect(pki.isOfIssuer(request.certIds[0]!, pki.readCertificate(sample.otherRoot))).toBe(false);
    expect(pki.readOcspRequest(pki.buildOcspRequest({ certIds: [certId] })).nonce).toBeUndefined();
  });
});

describe('OCSP response', () => {
  test('good', () => {
    expect(judge(sample.ocspResponse())).toMatchObject({ ok: true, status: 'good', thisUpdate: sample.now });
  });

  test('revoked, with time and reason', () => {
    const revocationTime = sample.day('2026-03-01');
    const revoked = { status: 'revoked', revocationTime, reason: 'affiliationChanged' } as const;
    expect(judge(sample.ocspResponse(revoked))).toMatchObject({ ok: true, ...revoked });
    const bare = judge(sample.ocspResponse({ status: 'revoked', revocationTime }));
    expect(bare).toMatchObject({ ok: true, status: 'revoked', reason: undefined });
  });

  test('unknown', () => {
    expect(judge(sample.ocspResponse({ status: 'unknown' }))).toMatchObject({ ok: true, status: 'unknown' });
  });

  test('signed by the authority itself', () => {
    const direct = {
      signer: sample.caSigner,
      responderKeyHash: pki.keyIdOf(sample.caSigner.spki),
      certs: [],
    };
    expect(judge(sample.ocspResponse(undefined, direct))).toMatchObject({ ok: true, status: 'good' });
  });

  test('of no answer', () => {
    for (const error of [
      'malformedRequest',
      'internalError',
      'tryLater',
      'sigRequired',
      'unauthorized',
    ] as const) {
      expect(pki.readOcspResponse(pki.buildOcspError(error))).toEqual({ status: error });
      expect(judge(pki.buildOcspError(error))).toEqual({ ok: false, why: 'not-successful' });
    }
  });

  test('on a certificate that was not asked about', () => {
    const other = pki.certId(sample.root, 99n, 'sha1');
    expect(judge(sample.ocspResponse(), { certId: other })).toEqual({ ok: false, why: 'cert-id' });
    // The same number under the other generation of the authority is another certificate.
    const foreign = pki.certId(sample.otherRoot, sample.signCertFields.serial, 'sha1');
    expect(judge(sample.ocspResponse(), { certId: foreign })).toEqual({ ok: false, why: 'cert-id' });
    // A responder may not speak for another issuer, even when it was asked to.
    const responses = [{ certId: foreign, status: 'good', thisUpdate: sample.now } as const];
    const answer = sample.ocspResponse(undefined, { responses });
    expect(judge(answer, { certId: foreign })).toEqual({ ok: false, why: 'cert-id' });
  });

  test.each([
    ['without the purpose OCSP signing', responderWith({ extensions: [sample.aki] })],
    [
      'with another purpose',
      responderWith({ extensions: [sample.aki, pki.extKeyUsage(pki.OID.clientAuth)] }),
    ],
    ['certified by another key', responderWith({ signer: sample.otherCaSigner })],
    ['certified under another name', responderWith({ issuer: sample.personName })],
    ['whose certificate is not included', { certs: [] }],
    ['whose key is not the one named', { responderKeyHash: new Uint8Array(20) }],
  ])('by a responder %s', (_, change) => {
    expect(judge(sample.ocspResponse(undefined, change))).toEqual({
      ok: false,
      why: 'responder-not-authorised',
    });
  });

  test('by a responder whose certificate has ended', () => {
    const change = responderWith({ notAfter: sample.day('2026-03-31') });
    expect(judge(sample.ocspResponse(undefined, change))).toEqual({ ok: false, why: 'responder-not-valid' });
  });

  test('signed with another key than the one named', () => {
    const change = { signer: sample.otherCaSigner };
    expect(judge(sample.ocspResponse(undefined, change))).toEqual({ ok: false, why: 'signature' });
  });

  test('with another nonce, or without', () => {
    expect(judge(sample.ocspResponse(), { nonce: new Uint8Array(16) })).toEqual({ ok: false, why: 'nonce' });
    const { nonce: _, ...without } = {
      responses: [{ certId, status: 'good', thisUpdate: sample.now } as const],
      producedAt: sample.now,
      nonce: sample.nonce,
      responderKeyHash: pki.keyIdOf(sample.responderSigner.spki),
      signer: sample.responderSigner,
      certs: [sample.responderCert],
    };
    expect(judge(pki.buildOcspResponse(without))).toEqual({ ok: false, why: 'nonce' });
  });

  // Both limits with a skew of five minutes.
  test.each([
    ['thisUpdate five minutes ahead', minutes(5), minutes(20), undefined],
    ['thisUpdate six minutes ahead', minutes(6), minutes(20), 'from-the-future'],
    ['nextUpdate five minutes past', minutes(-20), minutes(-5), undefined],
    ['nextUpdate six minutes past', minutes(-20), minutes(-6), 'stale'],
  ])('with %s', (_, thisUpdate, nextUpdate, why) => {
    const verdict = judge(sample.ocspResponse(undefined, undefined, { thisUpdate, nextUpdate }));
    expect(verdict).toMatchObject(why === undefined ? { ok: true } : { ok: false, why });
  });

  test('without nextUpdate', () => {
    expect(judge(sample.ocspResponse(undefined, undefined, { thisUpdate: minutes(-20) }))).toMatchObject({
      ok: true,
    });
    const old = sample.ocspResponse(undefined, undefined, { thisUpdate: minutes(-21) });
    expect(judge(old)).toEqual({ ok: false, why: 'stale' });
  });

  test('cuts milliseconds off, and the same inputs give the same bytes', () => {
    const late = new Date(sample.now.getTime() + 999);
    expect(sample.ocspResponse(undefined, { producedAt: late })).toEqual(sample.ocspResponse());
  });
});

describe.skipIf(opensslPath === undefined)('OpenSSL', () => {
  const files = {
    'root.pem': pki.toPem('CERTIFICATE', sample.root),
    'leaf.pem': pki.toPem('CERTIFICATE', sample.signCert),
  };
  const ask = [
    'ocsp',
    '-issuer',
    'root.pem',
    '-cert',
    'leaf.pem',
    '-CAfile',
    'root.pem',
    '-no_nonce',
    ...sample.atTime,
  ];
  // OpenSSL compares thisUpdate with the clock of the machine, so these lie safely in the past and in the future.
  const times = { thisUpdate: sample.day('2020-06-01'), nextUpdate: sample.day('2099-01-01') };
  const revocationTime = sample.day('2020-05-01');

  test.each([
    ['good', { status: 'good' } as const, 'leaf.pem: good'],
    [
      'revoked',
      { status: 'revoked', revocationTime, reason: 'keyCompromise' } as const,
      'Reason: keyCompromise',
    ],
    ['unknown', { status: 'unknown' } as const, 'leaf.pem: unknown'],
  ])('takes the answer %s of a delegated responder', async (_, status, said) => {
    const response = sample.ocspResponse(status, undefined, times);
    const run = await openssl([...ask, '-respin', 'response.der'], { ...files, 'response.der': response });
    expect(run.text).toContain('Response verify OK');
    expect(run.text).toContain(said);
    expect(run.text).not.toContain('WARNING');
    expect(run.code).toBe(0);
  });

  test('refuses a responder without the purpose OCSP signing', async () => {
    const response = sample.ocspResponse(undefined, responderWith({ extensions: [sample.aki] }), times);
    const run = await openssl([...ask, '-respin', 'response.der'], { ...files, 'response.der': response });
    expect(run.text).toContain('Response Verify Failure');
  });

  test('reads our request', async () => {
    const run = await openssl(['ocsp', '-reqin', 'request.der', '-req_text'], {
      'request.der': sample.ocspRequest,
    });
    expect(run.text).toContain('Serial Number: 067C6A21');
    expect(run.text).toContain('Hash Algorithm: sha256');
  });

  test.each([
    ['SHA-1', []],
    ['SHA-256', ['-sha256']],
  ])('makes a request with %s whose bytes for the certificate are ours', async (_, hash) => {
    const args = ['ocsp', ...hash, '-issuer', 'root.pem', '-cert', 'leaf.pem', '-reqout'];
    const request = pki.readOcspRequest(await opensslMade(args, files));
    const ours = pki.certId(sample.root, sample.signCertFields.serial, hash.length === 0 ? 'sha1' : 'sha256');
    expect(request.certIds.map(({ der }) => der)).toEqual([ours.der]);
    expect(request.nonce?.length).toBeGreaterThan(0);
  });
});
