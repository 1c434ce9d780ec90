/**
 * What can go wrong with a host of a world: one record of named faults, all off by default. `PUT /faults`, `fpos-hil/msw`,
 * scenarios and cases mean the same by them.
 */
import { z } from 'zod';

/** Beyond ten minutes no client waits. */
const SLOW_MS_MAX = 600_000;
/** Ten years either way. */
const CLOCK_MS_MAX = 315_576_000_000;
const COUNT_MAX = 1_000_000;

/** Which answers a fault is about. */
const when = {
  path: z
    .string()
    .regex(/^\/\S{0,255}$/, 'a path that begins with /')
    .optional()
    .meta({ description: 'Only requests whose path begins so. Default: all.' }),
  next: z
    .int()
    .min(1)
    .max(COUNT_MAX)
    .optional()
    .meta({ description: 'Only the next so many answers, then no more. Default: from now on.' }),
  oneIn: z
    .int()
    .min(2)
    .max(COUNT_MAX)
    .optional()
    .meta({ description: 'One answer in so many, by chance from the seed. Default: each.' }),
};

const kind = <T extends string, S extends z.core.$ZodLooseShape>(type: T, description: string, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape, ...when }).meta({ title: type, description });

export const fault = z.discriminatedUnion('type', [
  kind(
    'slow',
    'The request is taken up this much later: by the clock of the world if that is virtual, else in real time.',
    {
      ms: z.int().min(1).max(SLOW_MS_MAX),
    },
  ),
  kind('down', 'The connection ends without an answer, and nothing was done.', {}),
  kind('lost', 'What was asked is done, and the connection ends without an answer.', {}),
  kind('status', 'An HTTP status in place of the answer, and nothing was done.', {
    status: z.int().min(400).max(599).default(500),
  }),
  kind(
    'stale',
    'What this host would have said so long ago, with the times of then. A tick of OCSP is 900,000 ms, one of the lists 86,400,000 ms.',
    {
      ms: z.int().min(1).max(CLOCK_MS_MAX),
    },
  ),
  kind(
    'replayed',
    'The bytes of the last answer to the same method and path, again. Before there is one, nothing.',
    {},
  ),
  kind('wrong-key', 'Signed by another key than the one that is named and certified.', {}),
  kind(
    'clock-off',
    'The clock of the host is ahead by so much (behind, if negative); what it knows is of now.',
    {
      ms: z
        .int()
        .min(-CLOCK_MS_MAX)
        .max(CLOCK_MS_MAX)
        .refine((ms) => ms !== 0, 'not 0'),
    },
  ),
  kind('cut', 'The body is cut.', {
    bytes: z.int().min(0).optional().meta({ description: 'How many come. Default: half of them.' }),
    announced: z.enum(['whole', 'cut']).default('whole').meta({
      description:
        'whole: Content-Length tells the whole body, and the connection ends inside it. cut: it tells what comes.',
    }),
  }),
  kind(
    'wrong-nonce',
    'The answer has another nonce than the request; without one in the request, nothing.',
    {},
  ),
]);

export type Fault = z.output<typeof fault>;
/** As it is handed in: what has a default may be left out. */
export type FaultInput = z.input<typeof fault>;
export type FaultType = Fault['type'];

export const FAULT_TYPES: readonly FaultType[] = fault.options.map((option) => option.shape.type.value);

/** A fault in words, for observations: `fault: slow ms=3000`. */
export function faultText({ type, ...rest }: Fault): string {
  const details = Object.entries(rest).filter(([name]) => !(name in when));
  return ['fault:', type, ...details.map(([name, value]) => `${name}=${value}`)].join(' ');
}
