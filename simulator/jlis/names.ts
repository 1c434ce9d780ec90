/** The names that stand in JPKI certificates. */
import type { Citizen } from '../people/index.ts';
import { type Der, name, type Rdn } from '../pki/index.ts';
import { type Chance, dateJst } from '../world/index.ts';
import { type JpkiKind, NAMES, ORGANISATION, PURPOSE } from './config.ts';

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
export const crlPointName = (kind: JpkiKind, { municipality }: Citizen): Der =>
  name([
    ...caRdns(kind).slice(0, 3),
    ['OU', 'CRL Distribution Points'],
    ['OU', municipality.prefecture],
    ['CN', `${municipality.city} CRLDP`],
  ]);

export const responderName = (kind: JpkiKind): Der =>
  name([...caRdns(kind), ['CN', `OCSP responder for ${kind} TEST`]]);

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const draw = (chance: Chance, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[chance.below(alphabet.length)]).join('');

/** Subject of an authentication certificate: an identifier of 23 characters, nothing about the person. */
export function authSubject(chance: Chance, { municipality }: Citizen): Der {
  const id =
    draw(chance, DIGITS, 5) +
    draw(chance, DIGITS + LETTERS, 5) +
    draw(chance, LETTERS, 4) +
    `${municipality.code}003A`;
  return name([
    ['C', 'JP'],
    ['CN', id],
  ]);
}

/** Subject of a signing certificate: municipality, and an identifier of 28 characters beginning with the issue time. */
export function signSubject(chance: Chance, citizen: Citizen, issuedAt: Date): Der {
  const { code, prefecture, city } = citizen.municipality;
  const time = new Date(issuedAt.getTime() + 9 * 3_600_000).toISOString().slice(11, 19).replaceAll(':', '');
  const id = `${dateJst(issuedAt).replaceAll('-', '')}${time}${draw(chance, DIGITS, 5)}${code}003S`;
  return name([
    ['C', 'JP'],
    ['L', prefecture],
    ['L', city],
    ['CN', id],
  ]);
}
