/** The judge of answers notices each way in which an answer can differ from its description. */
import { expect, test } from 'vitest';
import { asksFor, faultOf, isOfNoOperation, operationsOf } from './description.ts';

const [operation] = operationsOf('x.test', {
  paths: {
    '/things': {
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { name: { type: 'string', pattern: '^\\P{Cc}+$' } },
                required: ['name'],
                additionalProperties: false,
              },
            },
          },
        },
        responses: {
          201: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
              },
            },
          },
          204: {},
          409: {
            content: {
              'application/problem+json': {
                schema: {
                  allOf: [
                    { $ref: '#/components/schemas/Problem' },
                    { type: 'object', properties: { code: { enum: ['taken'] } } },
                  ],
                },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    },
  },
});
const own = operation!;
const JSON_TYPE = 'application/json';
const PROBLEM = 'application/problem+json';

test.each([
  [201, JSON_TYPE, '{"n":1}', undefined],
  [201, `${JSON_TYPE}; charset=utf-8`, '{"n":1}', undefined],
  [204, '', '', undefined],
  [409, PROBLEM, '{"code":"taken"}', undefined],
  [200, JSON_TYPE, '{"n":1}', /not described/],
  [201, 'text/html', '{"n":1}', /comes as text\/html/],
  [201, JSON_TYPE, '{"n":"1"}', /does not fit its schema at \/n/],
  [201, JSON_TYPE, '{}', /does not fit/],
  [201, JSON_TYPE, '{', /no JSON/],
  [204, '', 'something', /has a body/],
  [409, PROBLEM, '{"code":"other"}', /does not fit its schema at \/code/],
  [409, PROBLEM, '{}', /does not fit/],
  [409, JSON_TYPE, '{"code":"taken"}', /comes as/],
])('%i %s %s', (status, type, text, fault) => {
  const found = faultOf(own, { status, type, text });
  if (fault === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(fault);
});

test.each([
  ['{"name":"x"}', true],
  ['{"name":"\\u0000"}', false],
  ['{}', false],
  ['{"name":"x","more":1}', false],
  ['{', false],
])('a body %s is asked for: %s', (text, asked) => {
  expect(asksFor(own, Buffer.from(text))).toBe(asked);
});

test('what belongs to no operation', () => {
  const answer = { status: 404, type: PROBLEM, text: '{"code":"not-found"}' };
  expect(isOfNoOperation(answer)).toBe(true);
  expect(isOfNoOperation({ ...answer, text: '{"code":"taken"}' })).toBe(false);
  expect(isOfNoOperation({ ...answer, status: 200 })).toBe(false);
});
