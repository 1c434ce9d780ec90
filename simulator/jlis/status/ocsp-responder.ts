/** The OCSP responder of one CA: one request in, one answer out, no HTTP. Sources: RFC 6960, RFC 5019, RFC 9654. */
import {
  buildOcspError,
  type CertId,
  type CertIdHash,
  certId,
  type Der,
  issued,
  keyIdOf,
  type OcspAnswer,
  type OcspError,
  type OcspRequest,
  OID,
  ocspResponseWriter,
  readOcspRequest,
  type SingleResponse,
  sameBytes,
} from '../../pki/index.ts';
import type { Cacheable } from './http.ts';
import type { StatusKnobs } from './knobs.ts';
import type { Generation, RecordedStatus, StatusSource } from './source.ts';
import { ocspTick, type Tick } from './ticks.ts';

export type OcspReply =
  /** An unsigned answer that only says why there is none. */
  | { readonly kind: 'error'; readonly error: OcspError; readonly der: Der }
  /** Signed, made for one asker because of the nonce. */
  | { readonly kind: 'own'; readonly der: Der }
  /** Signed, the same for everybody who asks this until the next tick. */
  | ({ readonly kind: 'shared' } & Cacheable);

export interface OcspResponder {
  /** Whatever bytes are given, this is an answer; it never throws. */
  answer(request: Uint8Array): OcspReply;
}

/** Answers that may be given again within their tick; beyond so many the oldest is forgotten. 15 MB. */
const KEPT_MAX = 10_000;

const CERT_ID_HASHES: readonly CertIdHash[] = ['sha1', 'sha256'];

/** How one generation is named in requests, by one hash algorithm. */
interface Issuer {
  readonly generation: Generation;
  readonly nameHash: Uint8Array;
}

const issuerKey = (hashAlgorithm: string, keyHash: Uint8Array): string =>
  `${hashAlgorithm} ${Buffer.from(keyHash).toString('hex')}`;

/** All generations have one name: which is meant, only the hash of the key tells. */
function issuersOf(generations: readonly Generation[]): ReadonlyMap<string, Issuer> {
  const issuers = new Map<string, Issuer>();
  for (const generation of generations) {
    for (const hash of CERT_ID_HASHES) {
      const { issuerNameHash, issuerKeyHash } = certId(generation.certificate, 0n, hash);
      issuers.set(issuerKey(OID[hash], issuerKeyHash), { generation, nameHash: issuerNameHash });
    }
  }
  return issuers;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** RFC 6960, 4.2.2.3: an answer for each certificate that is asked about, not for each time that it is. */
const eachOnce = (certIds: readonly CertId[]): readonly CertId[] =>
  certIds.length === 1
    ? certIds
    : [...new Map(certIds.map((certId) => [latin1(certId.der), certId])).values()];

const errorReply = (error: OcspError): OcspReply => ({ kind: 'error', error, der: buildOcspError(error) });

/** What holds between two ticks, or until something is recorded. */
interface Round {
  readonly key: string;
  readonly tick: Tick;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly newest: Generation;
  readonly kept: Map<string, OcspReply>;
}

type Writer = { readonly certificate: Der; readonly write: (answer: OcspAnswer) => Der };

export function createOcspResponder(source: StatusSource, knobs: StatusKnobs): OcspResponder {
  let round: Round | undefined;
  const writers = new Map<number, Writer>();

  function roundAt(now: Date): Round {
    const tick = ocspTick(now, knobs);
    // Times in answers have whole seconds: within one, without ticks, only a record makes a difference.
    const key = `${Math.floor(tick.at.getTime() / 1000)} ${source.revision}`;
    if (round?.key === key) return round;
    const generations = source.generationsAt(now);
    const newest = generations.at(-1)!;
    round = { key, tick, issuers: issuersOf(generations), newest, kept: new Map() };
    return round;
  }

  /** The writer of a generation's responder; made again when that one has a new certificate. */
  function writerOf(generation: Generation, now: Date): Writer['write'] {
    const { certificate, signer } = source.responder(generation, now);
    const known = writers.get(generation.number);
    if (known && sameBytes(known.certificate, certificate)) return known.write;
    const responderKeyHash = keyIdOf(signer.spki);
    const write = ocspResponseWriter({ responderKeyHash, signer, certs: [certificate] });
    writers.set(generation.number, { certificate, write });
    return write;
  }

  const issuerOf = ({ issuers }: Round, asked: CertId): Generation | undefined => {
    const issuer = issuers.get(issuerKey(asked.hashAlgorithm, asked.issuerKeyHash));
    return issuer && sameBytes(issuer.nameHash, asked.issuerNameHash) ? issuer.generation : undefined;
  };

  function aboutEnded(recorded: RecordedStatus, { at }: Tick): RecordedStatus {
    if (recorded.status === 'unknown' || recorded.notAfter >= at) return recorded;
    const archived =
      knobs.expiredAtOcsp === 'last-state' && recorded.notAfter.getTime() >= at.getTime() - knobs.archiveMs;
    return archived ? recorded : { status: 'unknown' };
  }

  function single(asked: CertId, generation: Generation | undefined, { tick }: Round): SingleResponse {
    const recorded: RecordedStatus = generation
      ? aboutEnded(source.statusOf(generation, asked.serial, tick.until), tick)
      : { status: 'unknown' };
    return {
      certId: asked,
      ...(recorded.status === 'revoked'
        ? {
            status: recorded.status,
            revocationTime: recorded.revocationTime,
            ...(recorded.reason && { reason: recorded.reason }),
          }
        : { status: recorded.status }),
      thisUpdate: tick.at,
      nextUpdate: new Date(tick.at.getTime() + knobs.ocspNextUpdateMs),
      ...(knobs.expiredAtOcsp === 'last-state' &&
        recorded.status !== 'unknown' && { archiveCutoff: new Date(tick.at.getTime() - knobs.archiveMs) }),
    };
  }

  function signed({ certIds, nonce }: OcspRequest, now: Date, current: Round): Der | undefined {
    const asked = eachOnce(certIds).map((certId) => ({ certId, issuer: issuerOf(current, certId) }));
    const ours = asked.find(({ issuer }) => issuer !== undefined)?.issuer;
    if (ours === undefined && knobs.foreignAtOcsp === 'unauthorized') return undefined;
    // One answer has one signature, and RFC 6960 4.2.2.2 lets a responder speak only for the very CA that certified it. So
    // the first certificate of ours decides which generation answers; of another generation's it says `unknown`.
    const speaking = ours ?? current.newest;
    const responses = asked.map(({ certId, issuer }) =>
      single(certId, issuer === speaking ? speaking : undefined, current),
    );
    const der = writerOf(speaking, now)({ responses, producedAt: now, ...(nonce && { nonce }) });
    return issued({ what: 'ocsp', profile: 'jpki-answer', der, issuer: speaking.certificate });
  }

  function reply(request: OcspRequest, now: Date, current: Round): OcspReply {
    // 4.4: what is critical and not understood must not be passed over.
    if (request.unknownCritical.length > 0) return errorReply('malformedRequest');
    const { nonce } = request;
    // RFC 9654, 2.1: neither empty nor longer than allowed.
    if (nonce && (nonce.length === 0 || nonce.length > knobs.nonceBytesMax))
      return errorReply('malformedRequest');
    const der = signed(request, now, current);
    if (der === undefined) return errorReply('unauthorized');
    if (nonce) return { kind: 'own', der };
    const { at, next } = current.tick;
    const nextUpdate = new Date(at.getTime() + knobs.ocspNextUpdateMs);
    return { kind: 'shared', der, thisUpdate: at, nextUpdate, staleAt: next };
  }

  function answer(bytes: Uint8Array): OcspReply {
    const now = source.clock.now();
    const current = roundAt(now);
    const key = latin1(bytes); // by the bytes of the whole request, so that most need not even be read
    const known = current.kept.get(key);
    if (known) return known;
    let request: OcspRequest;
    try {
      request = readOcspRequest(bytes);
    } catch {
      return errorReply('malformedRequest');
    }
    const made = reply(request, now, current);
    if (made.kind !== 'shared') return made;
    if (current.kept.size >= KEPT_MAX) current.kept.delete(current.kept.keys().next().value!);
    current.kept.set(key, made);
    return made;
  }

  return {
    answer(bytes) {
      try {
        return answer(bytes);
      } catch {
        return errorReply('internalError');
      }
    },
  };
}
