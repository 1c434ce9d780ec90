/**
 * The keys of the two CAs. A CA keeps its name for ever and changes its key about every four years; each self-signed
 * certificate lasts ten years minus a day. The name alone does not tell which key signed: the key identifier does.
 *
 * Source: the published roots of 2015, 2019 and 2023; later dates are assumed to follow the same pattern.
 */

import { UsageError } from '../errors.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  cRLDistributionPoints,
  type Der,
  directoryName,
  extKeyUsage,
  keyIdOf,
  keyUsage,
  OID,
  ocspNoCheck,
  rsaSigner,
  type Signer,
  subjectAltName,
  subjectKeyIdentifier,
} from '../pki/index.ts';
import { dateJst, type World } from '../world/index.ts';
import { type JpkiKind, RESPONDER_VALIDITY_MS } from './config.ts';
import { caName, caNameJa, responderName } from './names.ts';
import type { Generation } from './status/source.ts';
import { endOfDayJst } from './validity.ts';

/** Calendar days (Japan) on which generations 1, 2 and 3 began to issue; from the third on, one every four years. */
const FIRST_DAYS = ['2015-10-20', '2019-09-15', '2023-07-16'] as const;
const YEARS_BETWEEN = 4;

/** When the n-th generation begins, n from 1: 11:00 in Japan on its day (the real ceremonies were in the morning). */
export function generationBegins(number: number): Date {
  const known = FIRST_DAYS[number - 1];
  const last = FIRST_DAYS[FIRST_DAYS.length - 1]!;
  const day =
    known ?? `${Number(last.slice(0, 4)) + YEARS_BETWEEN * (number - FIRST_DAYS.length)}${last.slice(4)}`;
  return new Date(`${day}T11:00:00+09:00`);
}

/** End of the last day: ten years after the first day, minus one. */
function generationEnds(begin: Date): Date {
  const day = new Date(`${dateJst(begin)}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + 10);
  day.setUTCDate(day.getUTCDate() - 1);
  return endOfDayJst(day.toISOString().slice(0, 10));
}

/** The generation that issues at `at`. UsageError ERR_BEFORE_JPKI where there was none yet. */
export function issuingNumberAt(at: Date): number {
  if (at < generationBegins(1))
    throw new UsageError(
      'ERR_BEFORE_JPKI',
      `no JPKI certification authority existed at ${at.toISOString()}`,
      {
        hint: 'Choose a time after 2015-10-20.',
      },
    );
  let number = 1;
  while (generationBegins(number + 1) <= at) number += 1;
  return number;
}

/** A generation with what hangs on its key. */
export interface IssuingGeneration extends Generation {
  readonly begins: Date;
  readonly ends: Date;
  /** Serial number of its self-signed certificate: authorityCertSerialNumber of what it issues. */
  readonly serial: bigint;
}

export interface Generations {
  readonly kind: JpkiKind;
  /** Of all of them. */
  readonly name: Der;
  /** The n-th; its key is made when it is first asked for. */
  generation(number: number): IssuingGeneration;
  /** Those whose validity contains `at`, oldest first; the last one issues. */
  generationsAt(at: Date): readonly IssuingGeneration[];
  /** The responder that answers for a generation at `at`, certified for a year. */
  responder(generation: Generation, at: Date): { readonly certificate: Der; readonly signer: Signer };
}

/** Serial numbers of CAs lie below those of citizens; those of responders far above. */
const CA_SERIAL_STEP = 0x00100000;
const RESPONDER_SERIALS = 1n << 63n;

export function createGenerations(world: World, kind: JpkiKind): Generations {
  const chance = world.chance.fork(`jlis ${kind} generations`);
  const name = caName(kind);
  const made = new Map<number, IssuingGeneration>();
  const responders = new Map<string, { certificate: Der; signer: Signer }>();

  function make(number: number): IssuingGeneration {
    const begins = generationBegins(number);
    const ends = generationEnds(begins);
    const signer = rsaSigner(world.keys.rsa(`jlis ${kind} ca ${number}`));
    const serial =
      number === 1
        ? 1n
        : BigInt(CA_SERIAL_STEP * (number - 1) + chance.fork(`serial ${number}`).below(CA_SERIAL_STEP));
    // Extensions in the order of the published roots.
    const certificate = buildCertificate({
      serial,
      issuer: name,
      subject: name,
      notBefore: begins,
      notAfter: ends,
      spki: signer.spki,
      extensions: [
        keyUsage('keyCertSign', 'cRLSign'),
        subjectAltName(directoryName(caNameJa(kind))),
        basicConstraints(true),
        cRLDistributionPoints([directoryName(name)]),
        subjectKeyIdentifier(signer.spki),
      ],
      signer,
    });
    return { number, begins, ends, serial, signer, certificate, keyId: keyIdOf(signer.spki) };
  }

  const generation = (number: number): IssuingGeneration => {
    const known = made.get(number) ?? make(number);
    made.set(number, known);
    return known;
  };

  const generationsAt = (at: Date): readonly IssuingGeneration[] => {
    const newest = issuingNumberAt(at);
    const numbers = Array.from({ length: newest }, (_, i) => i + 1);
    return numbers.filter((n) => generationEnds(generationBegins(n)) >= at).map(generation);
  };

  return {
    kind,
    name,
    generation,
    generationsAt,
    responder({ number }, at) {
      const own = generation(number);
      const year = Math.floor((at.getTime() - own.begins.getTime()) / RESPONDER_VALIDITY_MS);
      const label = `${number} ${year}`;
      const known = responders.get(label);
      if (known) return known;
      const signer = rsaSigner(world.keys.rsa(`jlis ${kind} ocsp ${number}`));
      const notBefore = new Date(own.begins.getTime() + year * RESPONDER_VALIDITY_MS);
      const certificate = buildCertificate({
        serial: RESPONDER_SERIALS + BigInt(number * 100 + year),
        issuer: name,
        subject: responderName(kind),
        notBefore,
        notAfter: new Date(notBefore.getTime() + RESPONDER_VALIDITY_MS),
        spki: signer.spki,
        extensions: [
          keyUsage('digitalSignature'),
          extKeyUsage(OID.ocspSigning),
          ocspNoCheck(), // RFC 6960 4.2.2.2.1
          authorityKeyIdentifier({ keyId: own.keyId }),
          subjectKeyIdentifier(signer.spki),
        ],
        signer: own.signer,
      });
      const responder = { certificate, signer };
      responders.set(label, responder);
      return responder;
    },
  };
}
