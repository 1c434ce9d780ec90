/** The schema of the configuration of an IUT: ICS (what is claimed) and IXIT (how it is reached), once. */
import { z } from 'zod';
import { ROLES } from '../verdict/types.ts';
import { PIN_MEANS, PIN_NAMES, type PinName } from './card-pins.ts';
import { CARD_ROUTES } from './card-route/ways.ts';
import { ICS, ICS_ITEMS, type IcsItem } from './ics.ts';

const text = z.string().min(1);
const limitMs = z.int().min(1).max(3_600_000);
const port = z.int().min(1).max(65_535);

/** Never the value itself: a configuration lies in a repository. */
const secret = z
  .strictObject({
    env: z.string().min(1).optional().meta({ description: 'name of an environment variable' }),
    file: text.optional().meta({ description: 'path of a file, relative to this one; its first line' }),
    fd: z.int().min(3).max(255).optional().meta({ description: 'number of an open file descriptor' }),
  })
  .refine((value) => Object.values(value).filter((v) => v !== undefined).length === 1, {
    message: 'must name exactly one of env, file and fd',
  })
  .meta({ description: 'where a secret stands: exactly one of env, file, fd' });
export type Secret = z.infer<typeof secret>;

const pemFiles = z.array(text).min(1).max(16);

const ics = z.strictObject(
  Object.fromEntries(
    ICS_ITEMS.map((item) => [
      item,
      z
        .boolean()
        .optional()
        .meta({ description: `${ICS[item].status}: ${ICS[item].says}` }),
    ]),
  ) as Record<IcsItem, z.ZodOptional<z.ZodBoolean>>,
);

const connect = z.union([
  z.literal('stdio'),
  z.strictObject({ http: text.meta({ description: 'the URL that takes calls' }) }),
  z.strictObject({ webSocket: text.meta({ description: 'ws: or wss: URL that the rig dials' }) }),
  z.strictObject({
    listen: z.strictObject({ port }).meta({ description: 'the IUT dials ws://<rigHost>:<port>/iut' }),
  }),
]);

export const iutConfig = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'for editors; not looked at' }),
    name: text.optional().meta({ description: 'for people; reports name the IUT as hello does' }),
    connect: connect.optional().meta({ description: 'how the contract is carried; default "stdio"' }),
    command: z.array(text).min(1).optional().meta({
      description:
        'program and arguments, started without a shell; relative paths count from cwd. Must for stdio',
    }),
    cwd: text.optional().meta({
      description: 'where it runs, relative to this file; default: the folder of this file',
    }),
    env: z
      .record(z.string().regex(/^[^=\0]+$/), z.string())
      .optional()
      .meta({ description: 'environment variables, beside those of the rig' }),
    token: secret.optional().meta({ description: 'shown by whoever dials: Authorization: Bearer …' }),
    tls: z
      .strictObject({
        trust: text
          .optional()
          .meta({ description: 'PEM: who the server certificate of the IUT is trusted by' }),
        certificate: text.optional().meta({ description: 'PEM: what the rig shows as a client' }),
        key: text.optional().meta({ description: 'PEM: the private key to it' }),
      })
      .optional(),
    headers: z
      .record(text, z.union([z.string(), secret]))
      .optional()
      .meta({
        description:
          'header fields of every HTTP request of the rig to the IUT, for what stands before it; a value, or where a secret stands',
      }),
    rigHost: text.optional().meta({
      description: 'address of this machine as the IUT reaches it; listeners bind to it; default 127.0.0.1',
    }),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .optional()
      .meta({ description: 'the roles that are claimed; default: those of hello' }),
    ics: ics.optional().meta({
      description:
        'true: has it; false: has it not, cases that need it do not apply; unset: not said, cases run',
    }),
    card: z.enum(['contract', 'pcsc']).optional().meta({
      description:
        'how a library reaches the card: by card.transmit (default), or as a PC/SC program that finds our service by PCSCLITE_CSOCK_NAME',
    }),
    cardRoute: z.enum(CARD_ROUTES).optional().meta({
      description:
        'how the rig reaches a card under test: by the contract alone (default), or with the card of the adapter in a reader: our PC/SC service by libpcsclite (pcsc), the stream of vpcd (vpcd), the pcscd of this machine with its vpcd driver by libpcsclite (pcscd), the relay (relay)',
    }),
    pins: z
      .strictObject(
        Object.fromEntries(
          PIN_NAMES.map((name) => [name, secret.optional().meta({ description: PIN_MEANS[name] })]),
        ) as Record<PinName, z.ZodOptional<typeof secret>>,
      )
      .optional()
      .meta({
        description:
          'of a card under test; default: ABC123 for signPin, 1234 for the others, but with --tag !destructive what is not named is not presented to the card',
      }),
    anchors: z
      .strictObject({ ca: pemFiles.optional(), jpkiSign: pemFiles.optional(), jpkiAuth: pemFiles.optional() })
      .optional()
      .meta({ description: 'PEM files: the trust anchors that the IUT must give in its answer to reset' }),
    cps: z
      .strictObject({
        untrueEndsHours: z.int().min(1).max(720).optional().meta({
          description:
            'within how many hours a certificate that records what turned untrue has ended; default 48, the open profile’s',
        }),
      })
      .optional()
      .meta({
        description: 'what the practice statement (CPS) of a ca names, where the law gives no number',
      }),
    isolated: z.boolean().optional().meta({
      description:
        'true: instances of command know nothing of each other, so that --workers may start several',
    }),
    timeLimits: z
      .strictObject({
        helloMs: limitMs
          .optional()
          .meta({ description: 'from the start to the answer to hello; default 20000' }),
        stepMs: limitMs.optional().meta({ description: 'for one step of a case; default 30000' }),
      })
      .optional()
      .meta({ description: 'real time' }),
  })
  .meta({
    title: 'fpos-hil IUT configuration',
    description: 'The file given to fpos-hil run --iut. See docs/contract.md.',
  });

/** As written. */
export type IutConfigFile = z.input<typeof iutConfig>;
/** As read: `cwd` is an absolute path, and so is the folder that other paths count from. */
export type IutConfig = Omit<z.infer<typeof iutConfig>, '$schema' | 'cwd'> & {
  readonly cwd: string;
  readonly folder: string;
};

export const iutConfigSchema = (): object => z.toJSONSchema(iutConfig);
