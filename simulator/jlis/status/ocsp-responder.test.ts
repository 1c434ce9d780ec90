import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { defectsOnPurposeInThisTest } from '../../../testing/defects-on-purpose.ts';
import * as pki from '../../pki/index.ts';
import { type VirtualClock, virtualClock } from '../../world/index.ts';
import { STATUS_KNOBS, type StatusKnobs } from './knobs.ts';
import { createOcspResponder, type OcspReply } from './ocsp-responder.ts';
import { type MemorySource, memorySource } from './testing/memory-source.ts';

const MINUTE = 60_000;
const SERIAL = 0x067c6a21n;
const GENERATION = 3;

let clock: VirtualClock;
let source: MemorySource;
beforeEach(() => {
  clock = virtualClock(new Date('2026-04-01T09:00:00+09:00'));
  source = memorySource(clock);
  source.issue(GENERATION, SERIAL);
});

const caOf = (generation: number) =>
  source.generationsAt(clock.now()).find(({ number }) => number === generation)!.certificate;
const idOf = (serial: bigint, generation = GENERATION, hash: pki.CertIdHash = 'sha256') =>
  pki.certId(caOf(generation), serial, hash);
const requestFor = (...certIds: pki.CertId[]) => pki.buildOcspRequest({ certIds });
const responderWith = (change: Partial<StatusKnobs> = {}) =>
  createOcspResponder(source, { ...STATUS_KNOBS, ...change });

/** What a client with the right anchors and clock believes after this answer. */
function believed(reply: OcspReply, asked: pki.CertId, generation = GENERATION, nonce?: Uint8Array) {
  const verdict = pki.verifyOcspResponse({
    response: pki.readOcspResponse(reply.der),
    issuerCert: pki.readCertificate(caOf(generation)),
    certId: asked,
    ...(nonce && { nonce }),
    now: clock.now(),
    skewMs: 0,
  });
  return verdict.ok ? verdict.status : verdict.why;
}
const ask = (serial: bigint, responder = responderWith(), generation = GENERATION) =>
  believed(responder.answer(requestFor(idOf(serial, generation))), idOf(serial, generation), generation);
const errorOf = (reply: OcspReply) => {
  const { status } = pki.readOcspResponse(reply.der);
  expect(reply.kind).toBe(status === 'successful' ? reply.kind : 'error');
  return status;
};

describe('status', () => {
  test('is good, and unknown for a number never issued', () => {
    expect(ask(SERIAL)).toBe('good');
    expect(ask(SERIAL + 1n)).toBe('unknown');
  });

  test('is told from the next quarter of an hour on, with the time and reason of the record', () => {
    const responder = responderWith();
    clock.advance(7 * MINUTE);
    const recorded = clock.now();
    source.revoke(GENERATION, SERIAL, 'affiliationChanged');
    expect(ask(SERIAL, responder)).toBe('good');
    clock.advance(8 * MINUTE - 1);
    expect(ask(SERIAL, responder)).toBe('good');
    clock.advance(1);
    const response = pki.readOcspResponse(responder.answer(requestFor(idOf(SERIAL))).der);
    if (response.status !== 'successful') throw new Error(response.status);
    expect(response.responses).toEqual([
      {
        certId: idOf(SERIAL),
        status: 'revoked',
        revocationTime: recorded,
        reason: 'affiliationChanged',
        thisUpdate: clock.now(),
        nextUpdate: new Date(clock.now().getTime() + 15 * MINUTE),
      },
    ]);
  });

  test('of a record in the very millisecond of a tick is told by the next, whoever asked before', () => {
    const [early, late] = [responderWith(), responderWith()];
    expect(ask(SERIAL, early)).toBe('good');
    source.revoke(GENERATION, SERIAL, 'superseded');
    expect([ask(SERIAL, early), ask(SERIAL, late)]).toEqual(['good', 'good']);
    clock.advance(15 * MINUTE);
    expect([ask(SERIAL, early), ask(SERIAL, late)]).toEqual(['revoked', 'revoked']);
  });

  test('of a number is known as soon as it is issued', () => {
    const responder = responderWith();
    clock.advance(MINUTE);
    expect(ask(77n, responder)).toBe('unknown');
    source.issue(GENERATION, 77n);
    expect(ask(77n, responder)).toBe('good');
  });

  test('is told at once if the knob says so', () => {
    const responder = responderWith({ ocspRefreshMs: 0 });
    expect(ask(SERIAL, responder)).toBe('good');
    source.revoke(GENERATION, SERIAL, 'keyCompromise');
    expect(ask(SERIAL, responder)).toBe('revoked');
  });

  test('of a hold is revoked, and good again after it is lifted', () => {
    const responder = responderWith({ ocspRefreshMs: 0 });
    source.revoke(GENERATION, SERIAL, 'certificateHold');
    expect(ask(SERIAL, responder)).toBe('revoked');
    clock.advance(1000);
    source.resume(GENERATION, SERIAL);
    expect(ask(SERIAL, responder)).toBe('good');
  });

  test('without a reason says none', () => {
    source.revoke(GENERATION, SERIAL);
    clock.advance(15 * MINUTE);
    const response = pki.readOcspResponse(responderWith().answer(requestFor(idOf(SERIAL))).der);
    expect(response.status === 'successful' && response.responses[0]).not.toHaveProperty('reason');
  });
});

describe('a certificate that has ended', () => {
  const notAfter = new Date('2026-04-10T23:59:59+09:00');
  beforeEach(() => {
    source.issue(GENERATION, 5n, { notAfter });
    source.issue(GENERATION, 6n, { notAfter });
    source.revoke(GENERATION, 6n, 'superseded');
  });

  test('is unknown', () => {
    const atOnce = responderWith({ ocspRefreshMs: 0 });
    clock.set(notAfter);
    expect([ask(5n), ask(6n), ask(5n, atOnce)]).toEqual(['good', 'revoked', 'good']);
    clock.advance(1000);
    expect([ask(5n), ask(6n), ask(5n, atOnce)]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('is told of as it was, with the archive cutoff, if the knob says so', () => {
    const responder = responderWith({ expiredAtOcsp: 'last-state', archiveMs: 30 * 86_400_000 });
    clock.set(new Date('2026-05-01T12:00:00+09:00'));
    expect([ask(5n, responder), ask(6n, responder)]).toEqual(['good', 'revoked']);
    const response = pki.readOcspResponse(responder.answer(requestFor(idOf(5n))).der);
    expect(response.status === 'successful' && response.responses[0]!.archiveCutoff).toEqual(
      new Date('2026-04-01T12:00:00+09:00'),
    );
    clock.set(new Date('2026-05-11T12:00:00+09:00'));
    expect([ask(5n, responder), ask(6n, responder)]).toEqual(['unknown', 'unknown']);
  });
});

describe('generations', () => {
  test('with the same number are told apart by the key', () => {
    source.issue(2, SERIAL);
    source.revoke(2, SERIAL, 'superseded');
    clock.advance(15 * MINUTE);
    expect([ask(SERIAL, responderWith(), 2), ask(SERIAL, responderWith(), 3)]).toEqual(['revoked', 'good']);
  });

  test('of one request: the first decides who signs, the other is unknown to it', () => {
    source.issue(2, SERIAL);
    const [two, three] = [idOf(SERIAL, 2), idOf(SERIAL, 3)];
    const reply = responderWith().answer(requestFor(two, three));
    const response = pki.readOcspResponse(reply.der);
    if (response.status !== 'successful') throw new Error(response.status);
    expect(response.responses.map(({ status }) => status)).toEqual(['good', 'unknown']);
    expect(believed(reply, two, 2)).toBe('good');
    expect(believed(reply, three, 3)).toBe('responder-not-authorised');
    const turned = responderWith().answer(requestFor(three, two));
    expect([believed(turned, three, 3), believed(turned, two, 2)]).toEqual([
      'good',
      'responder-not-authorised',
    ]);
  });

  test('past their end, and those to come, are not known', () => {
    clock.set(new Date('2026-04-01T09:00:00+09:00'));
    // The first one ended in 2025, the fourth begins in 2027.
    expect(source.generationsAt(clock.now()).map(({ number }) => number)).toEqual([2, 3]);
    const [first] = source.generationsAt(new Date('2020-01-01'));
    const fourth = source.generationsAt(new Date('2028-01-01')).at(-1);
    expect([first?.number, fourth?.number]).toEqual([1, 4]);
    for (const generation of [first!, fourth!]) {
      source.issue(generation.number, SERIAL);
      const request = requestFor(pki.certId(generation.certificate, SERIAL, 'sha1'));
      const response = pki.readOcspResponse(responderWith().answer(request).der);
      expect(response.status === 'successful' && response.responses[0]!.status).toBe('unknown');
    }
  });

  test('begin to answer when they begin to issue, in the middle of a quarter of an hour', () => {
    const responder = responderWith();
    clock.set(new Date('2027-07-15T23:59:00+09:00'));
    expect(ask(SERIAL, responder)).toBe('good');
    clock.advance(MINUTE);
    source.issue(4, 9n);
    expect(ask(9n, responder, 4)).toBe('good');
  });
});

describe('a request', () => {
  test.each(['sha1', 'sha256'] as const)('names the issuer by %s', (hash) => {
    const asked = idOf(SERIAL, GENERATION, hash);
    expect(believed(responderWith().answer(requestFor(asked)), asked)).toBe('good');
  });

  test('about certificates of others only gets unknown, or unauthorized by knob', () => {
    const asked = idOf(SERIAL);
    const other = (change: Partial<pki.CertId>): pki.CertId => {
      const { issuerNameHash, issuerKeyHash } = { ...asked, ...change };
      const der = pki.seq(
        pki.seq(pki.oid(pki.OID.sha256), pki.nul()),
        pki.octetString(issuerNameHash),
        pki.octetString(issuerKeyHash),
        pki.integer(SERIAL),
      );
      return { ...asked, ...change, der };
    };
    expect(other({}).der).toEqual(asked.der);
    const [foreign, namesake] = [
      other({ issuerKeyHash: new Uint8Array(32) }),
      other({ issuerNameHash: new Uint8Array(32) }),
    ];
    for (const certId of [foreign, namesake]) {
      const response = pki.readOcspResponse(responderWith().answer(requestFor(certId)).der);
      expect(response.status === 'successful' && response.responses[0]!.status).toBe('unknown');
    }
    const strict = responderWith({ foreignAtOcsp: 'unauthorized' });
    expect(errorOf(strict.answer(requestFor(foreign)))).toBe('unauthorized');
    expect(errorOf(strict.answer(requestFor(foreign, asked)))).toBe('successful');
  });

  test('for several certificates gets an answer for each, in order, and one for what is asked twice', () => {
    for (let n = 1n; n <= 40n; n++) source.issue(GENERATION, n);
    source.revoke(GENERATION, 7n, 'superseded');
    clock.advance(15 * MINUTE);
    const asked = [...Array.from({ length: 41 }, (_, n) => idOf(BigInt(n))), idOf(7n)];
    const response = pki.readOcspResponse(responderWith().answer(requestFor(...asked)).der);
    if (response.status !== 'successful') throw new Error(response.status);
    expect(response.responses.map(({ certId }) => certId.der)).toEqual(
      asked.slice(0, 41).map(({ der }) => der),
    );
    const revoked = response.responses.flatMap(({ status }, i) => (status === 'revoked' ? [i] : []));
    expect(revoked).toEqual([7]);
    expect(response.responses[0]!.status).toBe('unknown');
  });

  test('with a nonce of 1 to 32 bytes gets it back; an empty or longer one is malformed', () => {
    const asked = idOf(SERIAL);
    for (const length of [1, 16, 32]) {
      const nonce = new Uint8Array(length).fill(length);
      const reply = responderWith().answer(pki.buildOcspRequest({ certIds: [asked], nonce }));
      expect([reply.kind, believed(reply, asked, GENERATION, nonce)]).toEqual(['own', 'good']);
    }
    for (const length of [0, 33, 128]) {
      const request = pki.buildOcspRequest({ certIds: [asked], nonce: new Uint8Array(length) });
      expect(errorOf(responderWith().answer(request))).toBe('malformedRequest');
    }
    const longer = pki.buildOcspRequest({ certIds: [asked], nonce: new Uint8Array(128) });
    expect(errorOf(responderWith({ nonceBytesMax: 128 }).answer(longer))).toBe('successful');
  });

  test('with a critical extension that is not known is malformed', () => {
    const extension = (critical: boolean) =>
      pki.encodeExtensions([{ oid: '1.3.6.1.5.5.7.48.1.4', critical, value: pki.nul() }]);
    const request = (critical: boolean) =>
      pki.seq(pki.seq(pki.seq(pki.seq(idOf(SERIAL).der)), pki.explicit(2, extension(critical))));
    const single = (critical: boolean) =>
      pki.seq(pki.seq(pki.seq(pki.seq(idOf(SERIAL).der, pki.explicit(0, extension(critical))))));
    for (const make of [request, single]) {
      expect(errorOf(responderWith().answer(make(false)))).toBe('successful');
      expect(errorOf(responderWith().answer(make(true)))).toBe('malformedRequest');
    }
  });

  test('that asks nothing is malformed', () => {
    expect(errorOf(responderWith().answer(pki.seq(pki.seq(pki.seq()))))).toBe('malformedRequest');
  });

  test('of whatever bytes gets an answer', () => {
    const responder = responderWith();
    const good = pki.buildOcspRequest({ certIds: [idOf(SERIAL), idOf(9n)], nonce: new Uint8Array(8) });
    const changed = fc
      .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => {
        const copy = Uint8Array.from(good);
        for (const [at, value] of changes) copy[at] = value;
        return copy;
      });
    const cut = fc.nat(good.length).map((length) => good.slice(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed, cut), (bytes) => {
        const reply = responder.answer(bytes);
        const response = pki.readOcspResponse(reply.der);
        if (reply.kind === 'error') expect(response).toEqual({ status: reply.error });
        else expect(response.status).toBe('successful');
        expect(response.status).not.toBe('internalError');
      }),
      { numRuns: 500 },
    );
  });

  test('that our register cannot answer gets internalError', () => {
    const broken = createOcspResponder(
      {
        ...source,
        statusOf() {
          throw new Error('out of order');
        },
      },
      STATUS_KNOBS,
    );
    expect(errorOf(broken.answer(requestFor(idOf(SERIAL))))).toBe('internalError');
  });
});

describe('answers that are the same for everybody', () => {
  const bytesAt = (responder: ReturnType<typeof responderWith>) => {
    const reply = responder.answer(requestFor(idOf(SERIAL)));
    expect(reply.kind).toBe('shared');
    return reply.der;
  };

  test('are made once in a tick', () => {
    const responder = responderWith();
    const first = bytesAt(responder);
    clock.advance(14 * MINUTE);
    expect(bytesAt(responder)).toBe(first);
    clock.advance(MINUTE);
    const second = bytesAt(responder);
    expect(second).not.toEqual(first);
    expect(bytesAt(responder)).toBe(second);
  });

  test('are not taken for the answer to a request with a nonce, nor to another spelling of the question', () => {
    const responder = responderWith();
    bytesAt(responder);
    const nonce = new Uint8Array(16).fill(1);
    const own = responder.answer(pki.buildOcspRequest({ certIds: [idOf(SERIAL)], nonce }));
    expect(believed(own, idOf(SERIAL), GENERATION, nonce)).toBe('good');
    const sha1 = idOf(SERIAL, GENERATION, 'sha1');
    expect(believed(responder.answer(requestFor(sha1)), sha1)).toBe('good');
  });

  test('are forgotten, the oldest first, when too many were asked for', () => {
    // So many signatures would take seconds: this responder's are empty.
    defectsOnPurposeInThisTest('answers without signatures: only which are kept matters');
    const cheap: MemorySource = {
      ...source,
      responder: (generation, at) => {
        const { certificate, signer } = source.responder(generation, at);
        return { certificate, signer: { ...signer, sign: () => new Uint8Array(256) } };
      },
    };
    const responder = createOcspResponder(cheap, STATUS_KNOBS);
    const { issuerNameHash, issuerKeyHash } = idOf(1n);
    const issuer = [pki.octetString(issuerNameHash), pki.octetString(issuerKeyHash)];
    const algorithm = pki.seq(pki.oid(pki.OID.sha256));
    const answer = (serial: bigint) => {
      const der = pki.seq(algorithm, ...issuer, pki.integer(serial));
      return responder.answer(pki.seq(pki.seq(pki.seq(pki.seq(der))))).der;
    };
    const [first, second] = [answer(1n), answer(2n)];
    for (let n = 3n; n <= 10_001n; n++) answer(n);
    expect(answer(2n)).toBe(second);
    expect(answer(1n)).not.toBe(first);
  });
});
