import { answersEach, refusesAll } from '../../checks/ca-http.ts';
import { step, testCase } from '../define.ts';
import { sendRaw } from './holding.ts';

const LIMIT = 65_536;
const start = JSON.stringify({ profile: 1, appId: 'abc-bank', appInstance: '0'.repeat(32) });

/** White space before a value is nothing to JSON (RFC 8259, 2). */
const filled = (length: number): string => start.padStart(length, ' ');

export default testCase({
  id: 'TC-CA-048',
  role: 'ca',
  requirements: ['OP-LIMIT'],
  purpose: 'A good message of 65,536 bytes is taken, and the same with one byte more refused as too large.',
  purposeJa: '65,536バイトの正しいメッセージは受け付け、一バイトでも超えれば大きすぎるとして拒む。',
  procedure: [
    step('An app begins an application in 65,536 bytes', (rig) =>
      sendRaw(rig, '/applications', { body: filled(LIMIT) }),
    ),
    step('And in 65,537', (rig) => sendRaw(rig, '/applications', { body: filled(LIMIT + 1) })),
  ],
  expectedResult: [answersEach(0, /^\/applications$/, 1, 201), refusesAll(1, 413, 'request-too-large')],
  provenBy: { fail: ['mutant:ca-takes-any-length'] },
});
