/** Citizens as a tester sees them: everything that is on record, and the card with its keys. */
import { z } from 'zod';
import { cardText, loadProfile, profileIds } from '../../card/index.ts';
import type { CertificateOnRecord, JpkiKind, PersonOnRecord } from '../../jlis/index.ts';
import { consentRecord, jsonResponse, type Operation, operation, Refusal } from '../../profile/index.ts';
import type { Society } from '../society.ts';
import {
  base64,
  citizenIn,
  citizenNumber,
  der,
  instant,
  kind,
  refusing,
  serialHex,
  serialText,
} from './shared.ts';

const items = z.strictObject({
  name: z.string(),
  address: z.string(),
  birth: z.string(),
  gender: z.enum(['1', '2']),
});

const citizenAnswer = z.strictObject({
  number: citizenNumber,
  items,
  // A child has no signing certificate.
  certificates: z.strictObject({ sign: der.optional(), auth: der.optional() }),
  serials: z.strictObject({ sign: serialHex.optional(), auth: serialHex.optional() }),
});

const recordAnswer = z.strictObject({
  number: citizenNumber,
  status: z.enum(['resident', 'moving', 'abroad', 'dead', 'deleted']),
  items,
  municipality: z.string().meta({ description: 'Code, five digits.' }),
  card: z
    .strictObject({
      sequence: z.int().meta({ description: '1 for the first card of this person.' }),
      state: z.enum(['in-use', 'stopped', 'void']),
      lastDay: z.iso.date(),
      continueBy: z.iso.date().optional(),
    })
    .optional(),
  phone: z
    .strictObject({
      name: z.string(),
      model: z.enum(['android', 'iphone']),
      state: z.enum(['in-use', 'stopped', 'given-up']),
    })
    .optional(),
  certificates: z
    .array(
      z.strictObject({
        kind,
        carrier: z.enum(['card', 'phone']),
        serial: serialHex,
        issuedAt: instant,
        notAfter: instant,
        alive: z.boolean().meta({ description: 'Neither revoked or held nor outside its validity.' }),
        lost: z
          .strictObject({ at: instant, reason: z.string() })
          .optional()
          .meta({ description: 'Since when it has no effect, and why.' }),
        certificate: der,
      }),
    )
    .meta({ description: 'All that were ever issued, oldest first.' }),
  consents: z.array(consentRecord).meta({ description: 'All that were ever given, oldest first.' }),
});

const itemsOf = ({ entry: { name, address, birth, gender } }: PersonOnRecord): z.infer<typeof items> => ({
  name,
  address,
  birth,
  gender,
});

/** The newest certificate of each kind on the card, whatever became of it. */
function onCard({ certificates }: PersonOnRecord): Partial<Record<JpkiKind, CertificateOnRecord>> {
  const newest = (of: JpkiKind) => certificates.findLast((c) => c.kind === of && c.carrier === 'card');
  const [sign, auth] = [newest('sign'), newest('auth')];
  return { ...(sign && { sign }), ...(auth && { auth }) };
}

export function citizenOperations({ jlis, citizen }: Society): readonly Operation[] {
  const derOf = ({ kind: of, serial }: CertificateOnRecord): string =>
    base64(jlis.certificateDer(of, serial) ?? new Uint8Array());

  function short(number: number): z.infer<typeof citizenAnswer> {
    const person = jlis.person(number);
    const { sign, auth } = onCard(person);
    return {
      number,
      items: itemsOf(person),
      certificates: { ...(sign && { sign: derOf(sign) }), ...(auth && { auth: derOf(auth) }) },
      serials: {
        ...(sign && { sign: serialText(sign.serial) }),
        ...(auth && { auth: serialText(auth.serial) }),
      },
    };
  }

  function record(number: number): z.infer<typeof recordAnswer> {
    const person = jlis.person(number);
    const { status, card, phone, entry, certificates } = person;
    return {
      number,
      status,
      items: itemsOf(person),
      municipality: entry.municipality.code,
      ...(card && {
        card: {
          sequence: card.sequence,
          state: card.state,
          lastDay: card.lastDay,
          ...(card.continueBy !== undefined && { continueBy: card.continueBy }),
        },
      }),
      ...(phone && { phone: { name: phone.name, model: phone.model, state: phone.state } }),
      certificates: certificates.map((one) => ({
        kind: one.kind,
        carrier: one.carrier,
        serial: serialText(one.serial),
        issuedAt: one.issuedAt.toISOString(),
        notAfter: one.notAfter.toISOString(),
        alive: one.alive,
        ...(one.lost && { lost: { at: one.lost.at.toISOString(), reason: one.lost.reason } }),
        certificate: derOf(one),
      })),
      consents: [...jlis.consentsOf(number)],
    };
  }

  /** With a profile: a first card of that kind, for whom nothing has happened to yet. */
  function card(number: number, profile: string | undefined): string {
    if (profile !== undefined && !profileIds.includes(profile))
      throw new Refusal('request-malformed', `?profile: one of ${profileIds.join(', ')}`);
    if (profile !== undefined && jlis.person(number).eventful)
      throw new Refusal('event-impossible', '?profile: something happened to this person; ask without it');
    const issued =
      profile === undefined
        ? jlis.cardOf(number)
        : refusing(() => jlis.issueProfileCard(citizen(number), loadProfile(profile)));
    if (!issued) throw new Refusal('not-found', 'this person has no card that was not made void');
    return cardText(issued.data, profile);
  }

  return [
    operation({
      method: 'POST',
      path: '/citizens',
      summary:
        'A citizen of this world and the newest certificates of the card. Nothing is changed by asking.',
      body: z.strictObject({ number: citizenNumber }),
      answers: { 200: { says: 'Four items as registered now, and certificates.', schema: citizenAnswer } },
      problems: ['request-malformed'],
      handle: ({ body: { number } }) => jsonResponse(short(number)),
    }),
    operation({
      method: 'GET',
      path: '/citizens/{number}',
      summary: 'Everything on record about a citizen now: register, card, phone, certificates, consents.',
      answers: { 200: { says: 'What is on record.', schema: recordAnswer } },
      problems: ['request-malformed'],
      handle: ({ path }) => jsonResponse(record(citizenIn(path))),
    }),
    operation({
      method: 'GET',
      path: '/citizens/{number}/card',
      summary:
        'The card as the desk wrote it last, with its private keys and PINs, as `fpos-hil card --file` reads it. ?profile=ID makes it of another kind, while nothing has happened to the person yet.',
      answers: { 200: { says: 'A card file.', type: 'application/json' } },
      problems: ['request-malformed', 'not-found', 'event-impossible'],
      handle: ({ path, query }) =>
        new Response(card(citizenIn(path), query.profile), {
          headers: { 'content-type': 'application/json' },
        }),
    }),
  ];
}
