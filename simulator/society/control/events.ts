/** What happens to citizens: the desk's events, for whom and now. */
import { z } from 'zod';
import { type DeskEvent, deskEvent, type Happened } from '../../jlis/index.ts';
import { jsonResponse, type Operation, operation } from '../../profile/index.ts';
import type { Society } from '../society.ts';
import { citizenNumber, instant, kind, refusing, serialHex, serialText } from './shared.ts';

// The events as the desk knows them, each with the citizen beside its own fields.
type Option = (typeof deskEvent.options)[number];
const [first, ...rest] = deskEvent.options.map((option) =>
  (option as z.ZodObject).extend({ citizen: citizenNumber }).meta(option.meta() ?? {}),
);
const eventRequest = z.discriminatedUnion('type', [first!, ...rest] as unknown as [Option, ...Option[]]);

const happenedAnswer = z.strictObject({
  at: instant,
  recorded: z
    .array(
      z.strictObject({
        kind,
        carrier: z.enum(['card', 'phone']),
        serial: serialHex,
        reason: z.string().optional(),
      }),
    )
    .meta({ description: 'Certificates that were revoked or held, with the reason; without one: resumed.' }),
  issued: z.array(z.strictObject({ kind, carrier: z.enum(['card', 'phone']), serial: serialHex })),
  card: z.enum(['untouched', 'written', 'new']).meta({ description: 'What the desk did with the card.' }),
});

const answerOf = ({ at, recorded, issued, card }: Happened): z.infer<typeof happenedAnswer> => ({
  at: at.toISOString(),
  recorded: recorded.map(({ certificate, reason }) => ({
    kind: certificate.kind,
    carrier: certificate.carrier,
    serial: serialText(certificate.serial),
    ...(reason && { reason }),
  })),
  issued: issued.map((one) => ({ kind: one.kind, carrier: one.carrier, serial: serialText(one.serial) })),
  card,
});

export function eventOperations({ jlis }: Society): readonly Operation[] {
  return [
    operation({
      method: 'POST',
      path: '/events',
      summary:
        'Something happens to a citizen, now. OCSP tells it from the next quarter of an hour on, the CRL from 05:00 in Japan on; PUT /clock moves on to them.',
      body: eventRequest,
      answers: {
        200: { says: 'What was recorded and issued.', schema: happenedAnswer },
        204: { says: 'It was recorded, or was already: for events of the type `revoke`.' },
      },
      problems: ['request-malformed', 'event-impossible'],
      handle({ body }) {
        const { citizen, ...event } = body as DeskEvent & { citizen: number };
        const happened = refusing(() => jlis.happen(citizen, event as DeskEvent));
        return event.type === 'revoke'
          ? new Response(null, { status: 204 })
          : jsonResponse(answerOf(happened));
      },
    }),
  ];
}
