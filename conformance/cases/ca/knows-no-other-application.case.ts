import { issuedIn } from '../../checks/ca.ts';
import { refusesAll } from '../../checks/ca-http.ts';
import type { Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, sendRaw } from './holding.ts';

const UNKNOWN = '/applications/00112233445566778899aabbccddeeff';
const MESSAGES: readonly (readonly [path: string, body: object])[] = [
  ['signed', { cms: 'MAA=' }],
  ['activation', { code: '0'.repeat(32), csr: 'MAA=' }],
  ['renewal', { jws: 'e30.e30.e30' }],
  ['acceptance', { receipt: 'e30.e30.e30' }],
];

async function askAboutAnother(rig: Rig): Promise<void> {
  await sendRaw(rig, UNKNOWN, { method: 'GET' });
  for (const [path, body] of MESSAGES)
    await sendRaw(rig, `${UNKNOWN}/${path}`, { body: JSON.stringify(body) });
}

export default testCase({
  id: 'TC-CA-049',
  role: 'ca',
  requirements: ['OP-UNKNOWN'],
  purpose: 'For an application that was never begun every operation says that there is none.',
  purposeJa: '始められたことのない申請については、どの操作も存在しないと答える。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('Somebody asks and sends for an application that there is not', askAboutAnother),
  ],
  expectedResult: [issuedIn(0), refusesAll(1, 404, 'application-unknown')],
  provenBy: { fail: ['mutant:ca-calls-the-unknown-expired'] },
});
