/** The names that stand in JPKI certificates. */
import type { Municipality } from '../../people/index.ts';
import { type Der, name, type Rdn } from '../../pki/index.ts';
import type { Carrier } from '../../profile/index.ts';
import type { Chance } from '../../world/index.ts';
import { type JpkiKind, NAMES, ORGANISATION, PURPOSE } from '../config.ts';

const caRdns = (kind: JpkiKind): readonly Rdn[] => [
  ['C', 'JP'],
  ['O', ORGANISATION],
  ['OU', PURPOSE[kind].unit],
  ['OU', NAMES.OPERATOR],
];

/** Subject and issuer of a CA: the same for every generation of its key. */
export const caName = (kind: JpkiKind): Der => name(caRdns(kind));

/** The Japanese name of the same authority: subjectAltName of the CA, issuerAltName of what it issues. */
export const caNameJa = (kind: JpkiKind): Der =>
  name([
    ['C', 'JP'],
    ['O', NAMES.ORGANISATION_JA],
    ['OU', PURPOSE[kind].unitJa],
    ['OU', NAMES.OPERATOR_JA],
  ]);

/** Directory name of the CRL of one municipality. */
export const crlPointName = (kind: JpkiKind, municipality: Municipality): Der =>
  name([
    ...caRdns(kind).slice(0, 3),
    ['OU', 'CRL Distribution Points'],
    ['OU', municipality.prefecture],
    ['CN', `${municipality.city} CRLDP`],
  ]);

export const responderName = (kind: JpkiKind, generation: number): Der =>
  name([...caRdns(kind), ['CN', `OCSP responder ${generation} for ${kind} TEST`]]);

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const draw = (chance: Chance, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[chance.below(alphabet.length)]).join('');

/** What follows the municipality's code: seen on cards 003 and A; the letter of signing certificates and phones' are assumed. */
const ENDING: Readonly<Record<JpkiKind, Readonly<Record<Carrier, string>>>> = {
  sign: { card: '003S', phone: '103S' },
  auth: { card: '003A', phone: '103A' },
};

/** An identifier of 23 characters: drawn, with the code of the municipality; nothing about the person. */
const identifier = (chance: Chance, kind: JpkiKind, carrier: Carrier, { code }: Municipality): string =>
  draw(chance, DIGITS, 5) +
  draw(chance, DIGITS + LETTERS, 5) +
  draw(chance, LETTERS, 4) +
  code +
  ENDING[kind][carrier];

/** Subject of a certificate: the identifier, and before it in signing certificates prefecture and municipality. */
export function subjectName(
  chance: Chance,
  kind: JpkiKind,
  carrier: Carrier,
  municipality: Municipality,
): Der {
  const { prefecture, city } = municipality;
  const place: readonly Rdn[] =
    kind === 'sign'
      ? [
          ['L', prefecture],
          ['L', city],
        ]
      : [];
  return name([['C', 'JP'], ...place, ['CN', identifier(chance, kind, carrier, municipality)]]);
}
