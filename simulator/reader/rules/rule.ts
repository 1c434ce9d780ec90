/**
 * What goes wrong between a card and its client, on purpose: rules that each say which commands, how often, and what
 * happens to them. One form in JSON (here), one for people (`rule-text.ts`); both mean the same.
 *
 * `next` and `oneIn` mean what they mean for the faults of hosts: without them a rule holds from now on.
 */
import { z } from 'zod';
import { fromHex } from '../../apdu/bytes.ts';
import { isCommandName } from '../../apdu/describe-commands.ts';
import { applicationsNamed, namedApplications } from '../../apdu/describe-files.ts';
import { UsageError } from '../../errors.ts';

export const COUNT_MAX = 1_000_000;
/** Beyond ten minutes no client waits. */
export const TAKES_MS_MAX = 600_000;
/** The longest answer of a card: 65,536 bytes and a status word. */
export const ANSWER_BYTES_MAX = 65_538;

/** What a rule may be about besides a command by its name or by CLA and INS. */
export const EVENTS = ['insertion', 'reset', 'command'] as const;

const isSubject = (text: string): boolean =>
  (EVENTS as readonly string[]).includes(text) || /^[0-9A-F]{4}$/.test(text) || isCommandName(text);

const isApplication = (text: string): boolean =>
  namedApplications.some(({ name }) => name === text) ||
  (/^([0-9A-F]{2}){5,16}$/.test(text) && applicationsNamed(fromHex(text)).length <= 1);

const isFile = (text: string): boolean =>
  /^[0-9A-F]{4}$/.test(text) ||
  namedApplications.some(({ files }) => files.some(({ name }) => name === text));

const count = z.int().min(1).max(COUNT_MAX);
const which = {
  subject: z
    .string()
    .refine(isSubject, 'insertion, reset, command, a command by name, or CLA and INS in hex')
    .meta({
      description:
        'insertion: the card gets power. reset: a warm reset. command: any. Else a command by the name that a trace gives it (READ BINARY, VERIFY, VERIFY query), or CLA and INS as four hex digits.',
    }),
  application: z.string().refine(isApplication, 'an application by name, or its AID in hex').optional().meta({
    description: 'Only while this application is current; for SELECT of an application: only of this one.',
  }),
  file: z
    .string()
    .refine(isFile, 'a file by name (EF.SIGN_CERT), or its identifier as four hex digits')
    .optional()
    .meta({
      description: 'Only commands that read, use or select this file.',
    }),
  skip: count.optional().meta({ description: 'So many that fit are passed over first.' }),
  next: count.optional().meta({ description: 'Only the next so many, then no more. Default: from now on.' }),
  oneIn: z.int().min(2).max(COUNT_MAX).optional().meta({
    description: 'One in so many, by chance from the seed. Default: each.',
  }),
  eachPresence: z.literal(true).optional().meta({
    description: 'skip and next are counted anew whenever the card gets power.',
  }),
};

const hex = z.string().regex(/^([0-9A-F]{2})*$/, 'upper-case hex');
const when = z.enum(['before', 'during', 'after']);

const kind = <T extends string, S extends z.core.$ZodLooseShape>(type: T, description: string, shape: S) =>
  z.strictObject({ type: z.literal(type), ...which, ...shape }).meta({ title: type, description });

const anyRule = z.discriminatedUnion('type', [
  kind('answer', 'This answer in place of the card’s.', {
    rapdu: hex.max(2 * ANSWER_BYTES_MAX).meta({
      description:
        'Data and status word, hex. Fewer than two bytes too, or none: what clients get from drivers that lost the card.',
    }),
    acted: z.literal(true).optional().meta({
      description:
        'The card has done what was asked, and its own answer is dropped. Default: the command never reaches it.',
    }),
  }),
  kind('tear', 'The card leaves the field. during: it has done what was asked, and its answer is lost.', {
    when,
    backMs: z.int().min(0).max(TAKES_MS_MAX).optional().meta({
      description:
        'It comes back after so many milliseconds. Default: when the client connects anew; in a PC/SC reader, never.',
    }),
  }),
  kind(
    'mute',
    'No answer: the reader gives up. The card has done what was asked; at an insertion or reset it gives no ATR.',
    {},
  ),
  kind('hang', 'No answer, and the reader does not give up: until the card leaves or loses its power.', {}),
  kind('delay', 'The answer comes so much later.', { ms: z.int().min(1).max(TAKES_MS_MAX) }),
  kind('short', 'At most so many bytes of data come, with the status word of the whole.', {
    bytes: z.int().min(0).max(65_535),
  }),
  kind('byte', 'One byte of the answer is another one.', {
    at: z.int().min(0).max(65_537).optional().meta({
      description: 'Which, from 0; the status word is the last two. Beyond the answer: none. Default: drawn.',
    }),
    to: z
      .string()
      .regex(/^[0-9A-F]{2}$/)
      .optional()
      .meta({ description: 'Default: drawn, another one than it was.' }),
  }),
  kind(
    'swap',
    'Another card lies there, freshly powered, until the card loses its power; the reader notices nothing.',
    {
      card: z
        .string()
        .regex(/^[a-z][a-z0-9 -]{0,39}$/)
        .meta({
          description:
            'passport, driving-licence, transit-card, or one that whoever set up the reader named.',
        }),
    },
  ),
]);

export type Rule = z.output<typeof anyRule>;
export type RuleType = Rule['type'];
/** Types that change or replace an answer, and so mean nothing where there is none. */
const NEED_AN_ANSWER: readonly RuleType[] = ['answer', 'short', 'byte'];

/** A rule as JSON, refused where its parts do not fit each other. */
export const rule = anyRule.superRefine((given, ctx) => {
  const refuse = (path: string, message: string): void =>
    ctx.addIssue({ code: 'custom', path: [path], message });
  const isEvent = given.subject === 'insertion' || given.subject === 'reset';
  if (isEvent && NEED_AN_ANSWER.includes(given.type))
    refuse('type', `${given.type} is about the answer to a command, and an ${given.subject} has none`);
  if (isEvent && (given.application !== undefined || given.file !== undefined))
    refuse('subject', `there is no application or file at an ${given.subject}`);
  if (given.eachPresence && given.subject === 'insertion')
    refuse('eachPresence', 'an insertion begins a presence: there is one in each');
  if (given.eachPresence && given.skip === undefined && given.next === undefined)
    refuse('eachPresence', 'nothing is counted here: add skip or next, or leave eachPresence away');
}) as unknown as z.ZodType<Rule, Rule>;

export const RULE_TYPES: readonly RuleType[] = anyRule.options.map((option) => option.shape.type.value);

/** @throws UsageError ERR_RULE, with the member that is wrong */
export function readRule(json: unknown): Rule {
  const parsed = rule.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError('ERR_RULE', `/${issue?.path.join('/')}: ${issue?.message}`, {
    hint: 'docs/rules.md lists every kind of rule with an example.',
  });
}
