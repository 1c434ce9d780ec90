/**
 * The keys of one CA. About every four years a new one begins, under the same name; each is valid ten years less a day, so
 * that some are valid side by side. Dates as the published root certificates have them; the steady step after them is assumed.
 */
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  cRLDistributionPoints,
  type Der,
  directoryName,
  extKeyUsage,
  issued,
  keyIdOf,
  keyUsage,
  OID,
  ocspNoCheck,
  rsaSigner,
  type Signer,
  subjectAltName,
  subjectKeyIdentifier,
} from '../../pki/index.ts';
import type { World } from '../../world/index.ts';
import { type JpkiKind, RESPONDER_VALIDITY_MS } from '../config.ts';
import type { Generation } from '../status/index.ts';
import { caName, caNameJa, responderName } from './names.ts';
import type { Serials } from './serials.ts';
import { daysAfter, endOfDayJst, monthsAfter, startOfDayJst } from './validity.ts';

export interface CaGeneration extends Generation {
  readonly serial: bigint;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface Generations {
  /** By number, from 1; its key is made when first asked for. */
  get(number: number): CaGeneration;
  /** When one began, or will begin. */
  beginningOf(number: number): Date;
  /** The number of the one that issues at `at`. */
  issuingAt(at: Date): number;
  /** Those whose own validity contains `at`, oldest first. */
  validAt(at: Date): readonly CaGeneration[];
  responder(generation: Generation, at: Date): { readonly certificate: Der; readonly signer: Signer };
}

const BEGINNINGS = ['2015-10-20', '2019-09-15', '2023-07-16'] as const;
const STEP_MONTHS = 48;
const LIFE_MONTHS = 120;

const beginningOf = (number: number): string =>
  BEGINNINGS[number - 1] ?? monthsAfter(BEGINNINGS[2], STEP_MONTHS * (number - BEGINNINGS.length));

const begun: Date[] = [];
/** Asked for with every certificate, so each is worked out once. */
const notBeforeOf = (number: number): Date => {
  begun[number] ??= startOfDayJst(beginningOf(number));
  return begun[number];
};

/** JST issue date plus ten years less a day, end of that day. */
const notAfterOf = (number: number): Date =>
  endOfDayJst(daysAfter(monthsAfter(beginningOf(number), LIFE_MONTHS), -1));

/** What was issued before the first generation began counts as its own. */
function issuingAt(at: Date): number {
  let number = 1;
  while (notBeforeOf(number + 1) <= at) number += 1;
  return number;
}

function numbersValidAt(at: Date): readonly number[] {
  const newest = issuingAt(at);
  return Array.from({ length: newest }, (_, i) => i + 1).filter(
    (number) => notBeforeOf(number) <= at && at <= notAfterOf(number),
  );
}

export function createGenerations(world: World, kind: JpkiKind, serials: Serials): Generations {
  const name = caName(kind);
  const made = new Map<number, CaGeneration>();
  const responders = new Map<string, Der>();
  const responderKeys = new Map<number, Signer>();

  /** Extensions in the order of the published roots. */
  function make(number: number): CaGeneration {
    const signer = rsaSigner(world.keys.rsa(`jlis ${kind} ca ${number}`));
    const [notBefore, notAfter] = [notBeforeOf(number), notAfterOf(number)];
    const serial = serials.ofGeneration(number);
    const der = buildCertificate({
      serial,
      issuer: name,
      subject: name,
      notBefore,
      notAfter,
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
    const certificate = issued({ what: 'certificate', profile: `jpki-ca-${kind}`, der });
    return { number, serial, certificate, keyId: keyIdOf(signer.spki), signer, notBefore, notAfter };
  }

  function get(number: number): CaGeneration {
    const generation = made.get(number) ?? make(number);
    made.set(number, generation);
    return generation;
  }

  function responderKey(number: number): Signer {
    const signer = responderKeys.get(number) ?? rsaSigner(world.keys.rsa(`jlis ${kind} ocsp ${number}`));
    responderKeys.set(number, signer);
    return signer;
  }

  /** One certificate for each year of the world, cut to the life of the CA's. */
  function responderCertificate(generation: Generation, at: Date): Der {
    const { number, keyId, signer, certificate: issuer } = generation;
    const period = Math.max(0, Math.floor((at.getTime() - world.founded.getTime()) / RESPONDER_VALIDITY_MS));
    const key = `${number} ${period}`;
    const known = responders.get(key);
    if (known) return known;
    const begin = world.founded.getTime() + period * RESPONDER_VALIDITY_MS;
    const own = responderKey(number);
    const der = buildCertificate({
      serial: serials.ofResponder(number, period),
      issuer: name,
      subject: responderName(kind, number),
      notBefore: new Date(Math.max(begin, notBeforeOf(number).getTime())),
      notAfter: new Date(Math.min(begin + RESPONDER_VALIDITY_MS, notAfterOf(number).getTime())),
      spki: own.spki,
      extensions: [
        keyUsage('digitalSignature'),
        extKeyUsage(OID.ocspSigning),
        ocspNoCheck(), // RFC 6960 4.2.2.2.1
        authorityKeyIdentifier({ keyId }),
        subjectKeyIdentifier(own.spki),
      ],
      signer,
    });
    responders.set(key, der);
    return issued({ what: 'certificate', profile: 'jpki-ocsp-responder', der, issuer });
  }

  return {
    get,
    beginningOf: notBeforeOf,
    issuingAt,
    validAt: (at) => numbersValidAt(at).map(get),
    responder: (generation, at) => ({
      certificate: responderCertificate(generation, at),
      signer: responderKey(generation.number),
    }),
  };
}
