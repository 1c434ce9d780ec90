/**
 * The lists of one CA, one series per generation: complete, one per municipality, and one of CA certificates.
 * Source: RFC 5280, 5.
 */
import {
  authorityKeyIdentifier,
  buildCrl,
  type CrlScope,
  cRLNumber,
  directoryName,
  type Extension,
  issued,
  issuingDistributionPoint,
  readCertificate,
} from '../../pki/index.ts';
import type { Cacheable } from './http.ts';
import type { StatusKnobs } from './knobs.ts';
import type { Generation, RevokedCertificate, StatusSource } from './source.ts';
import { crlTick, type Tick } from './ticks.ts';

/** Which list of a generation: all certificates, those of CAs, or those of a municipality by its code. */
export type CrlScopeName = 'full' | 'arl' | { readonly municipality: string };

export interface PublishedCrl extends Cacheable {
  readonly number: bigint;
}

export interface CrlPublisher {
  /** Generations that have lists now, oldest first. */
  generations(): readonly Generation[];
  /** The list of this tick; the same bytes until the next. undefined: no such municipality. */
  list(generation: Generation, scope: CrlScopeName): PublishedCrl | undefined;
  /** When the next lists are made; undefined: as soon as something is recorded. */
  newListsAt(): Date | undefined;
}

const DAY_MS = 86_400_000;

/**
 * 5.2.3: rises with every list, and is the same for the same one. Ticks of a day are counted from the epoch. A list that is
 * made at once is numbered by the moment and by what was recorded, which both only rise.
 */
const numberOf = ({ at, next }: Tick, revision: number): bigint =>
  next === undefined ? BigInt(at.getTime()) + BigInt(revision) : BigInt(Math.floor(at.getTime() / DAY_MS));

/** Without those that ended so long ago that a list since their end has named them (3.3). */
function* listed(
  revoked: Iterable<RevokedCertificate>,
  { at }: Tick,
  { expiredInCrl }: StatusKnobs,
): Generator<RevokedCertificate> {
  const from = at.getTime() - DAY_MS;
  for (const entry of revoked) if (expiredInCrl === 'kept' || entry.notAfter.getTime() >= from) yield entry;
}

export function createCrlPublisher(source: StatusSource, knobs: StatusKnobs): CrlPublisher {
  const points = new Map(source.municipalities.map(({ code, pointName }) => [code, pointName]));
  let round: { key: string; tick: Tick; made: Map<string, PublishedCrl> } | undefined;

  function roundNow(): NonNullable<typeof round> {
    const tick = crlTick(source.clock.now(), knobs);
    const second = Math.floor(tick.at.getTime() / 1000);
    const key = tick.next === undefined ? `${second} ${source.revision}` : `${second}`;
    if (round?.key !== key) round = { key, tick, made: new Map() };
    return round;
  }
  roundNow(); // a knob that makes no sense is found at the start

  /** What limits the list, or undefined if there is no such list. The complete list says nothing. */
  function scopeOf(scope: CrlScopeName): CrlScope | 'complete' | undefined {
    if (scope === 'full') return 'complete';
    // The distribution point of the CA certificates themselves is their own name.
    if (scope === 'arl') return { fullName: [directoryName(source.name)], onlyContainsCACerts: true };
    const point = points.get(scope.municipality);
    return point && { fullName: [directoryName(point)], onlyContainsUserCerts: true };
  }

  function make(generation: Generation, scope: CrlScopeName, tick: Tick): PublishedCrl | undefined {
    const limits = scopeOf(scope);
    if (limits === undefined) return undefined;
    // A generation that began since the tick made its first list when it began.
    const { notBefore } = readCertificate(generation.certificate);
    const thisUpdate = new Date(Math.max(notBefore.getTime(), tick.at.getTime()));
    const nextUpdate = new Date(thisUpdate.getTime() + knobs.crlNextUpdateMs);
    const number = numberOf(tick, source.revision);
    const extensions: Extension[] = [
      authorityKeyIdentifier({ keyId: generation.keyId }),
      cRLNumber(number),
      ...(limits === 'complete' ? [] : [issuingDistributionPoint(limits)]),
    ];
    const code = typeof scope === 'object' ? scope.municipality : undefined;
    const entries = scope === 'arl' ? [] : listed(source.revoked(generation, tick.until, code), tick, knobs);
    const { name: issuer } = source;
    const { signer } = generation;
    const der = buildCrl({ issuer, thisUpdate, nextUpdate, entries, extensions, signer });
    issued({
      what: 'crl',
      profile: code === undefined ? `jpki-${scope}` : 'jpki-partitioned',
      der,
      issuer: generation.certificate,
    });
    return { der, number, thisUpdate, nextUpdate, staleAt: tick.next };
  }

  return {
    generations: () => source.generationsAt(source.clock.now()),
    newListsAt: () => roundNow().tick.next,
    list(generation, scope) {
      const { tick, made } = roundNow();
      const key = `${generation.number} ${typeof scope === 'object' ? scope.municipality : scope}`;
      const list = made.get(key) ?? make(generation, scope, tick);
      if (list !== undefined) made.set(key, list);
      return list;
    },
  };
}
