/** Rules between a citizen's card and its readers, as a tester sets them; and what readers in other processes ask. */
import { z } from 'zod';
import { jsonResponse, type Operation, operation, Refusal } from '../../profile/index.ts';
import { type ListedRule, occurrence, RULE_TYPES, rule } from '../../reader/index.ts';
import type { Society } from '../society.ts';
import { citizenIn, refusing } from './shared.ts';

const listed = z.strictObject({
  id: z.int().meta({ description: 'Stays with the rule.' }),
  text: z.string().meta({ description: 'The rule for people; docs/rules.md has the grammar.' }),
  rule: z.looseObject({ type: z.enum(RULE_TYPES), subject: z.string() }),
  fired: z.int().meta({ description: 'How often it came true.' }),
  left: z.int().optional().meta({ description: 'How often it still may. Absent: without end.' }),
});
const effects = z.strictObject({
  effects: z.array(
    z.looseObject({ type: z.enum(RULE_TYPES), subject: z.string(), draw: z.array(z.number()).length(2) }),
  ),
});

const written = ({ id, text, rule: json, fired, left }: ListedRule): z.infer<typeof listed> => ({
  id,
  text,
  rule: json,
  fired,
  ...(left !== undefined && { left }),
});

const PATH = '/citizens/{number}/card/rules';

export function cardRuleOperations({ cardRules }: Society): readonly Operation[] {
  return [
    operation({
      method: 'GET',
      path: PATH,
      summary:
        'What goes wrong on purpose between this citizen’s card and its readers; what is used up is gone.',
      answers: { 200: { says: 'In their order.', schema: z.strictObject({ rules: z.array(listed) }) } },
      problems: ['request-malformed'],
      handle: ({ path }) => jsonResponse({ rules: cardRules.of(citizenIn(path)).list.map(written) }),
    }),
    operation({
      method: 'POST',
      path: PATH,
      summary: 'One more rule, from now on: as text, or as JSON.',
      body: z.strictObject({ rule: z.union([z.string().max(500), rule]) }),
      answers: { 200: { says: 'The rule as it is understood.', schema: listed } },
      problems: ['request-malformed'],
      handle: ({ path, body }) =>
        jsonResponse(written(refusing(() => cardRules.of(citizenIn(path)).add(body.rule)))),
    }),
    operation({
      method: 'DELETE',
      path: `${PATH}/{id}`,
      summary: 'This rule holds no longer.',
      answers: { 204: { says: 'It is gone.' } },
      problems: ['request-malformed', 'not-found'],
      handle({ path }) {
        const id = /^\d{1,9}$/.test(path.id ?? '') ? Number(path.id) : Number.NaN;
        if (!cardRules.of(citizenIn(path)).remove(id))
          throw new Refusal('not-found', 'no rule of this citizen’s card has this id');
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'POST',
      path: '/citizens/{number}/card/occurrences',
      summary:
        'A reader in another process asks what goes wrong with what is about to happen; each rule that comes true counts. `fpos-hil card --world` does.',
      body: occurrence,
      answers: { 200: { says: 'The effects, in the order of the rules.', schema: effects } },
      problems: ['request-malformed'],
      handle: ({ path, body }) => jsonResponse({ effects: cardRules.of(citizenIn(path)).fire(body) }),
    }),
  ];
}
