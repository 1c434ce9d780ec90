import { bankHears } from '../../checks/ca-events.ts';
import { inv30 } from '../../checks/inv-30.ts';
import { holds } from '../../checks/invariant.ts';
import { clientCertificateOf, type Rig } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, MINUTE, OWN_SERVICE } from './holding.ts';

const ADDRESS = '東京都架空区試験町一丁目２番３号';

/** The bank asks for events and fetches what they name. */
async function bankAsks(rig: Rig): Promise<void> {
  const as = clientCertificateOf(rig.world, rig.appId);
  const { body } = await rig.holders.get('/events?after=0', { as });
  for (const { subject } of (body?.events ?? []) as { subject: string }[])
    await rig.holders.get(`/attribute-cases/${subject}`, { as });
}

async function moves(rig: Rig, citizen: number): Promise<void> {
  rig.jlis.happen(citizen, { type: 'move-within', address: ADDRESS });
  rig.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
  await rig.advance(16 * MINUTE);
}

export default testCase({
  id: 'TC-CA-401',
  role: 'ca',
  requirements: ['OP-OPERATOR-HEARS'],
  purpose:
    'The bank hears of a move of whoever consented to its service, and gets the consented items alone; of a move of whoever consented to the CA alone it hears nothing.',
  purposeJa:
    '銀行のサービスに同意した者の転居のみが、同意した項目に限って銀行に伝わり、認証局のみに同意した者の転居は伝わらない。',
  needs: ['controlled-clock'],
  procedure: [
    step(
      'Two people enrol; one consents to the service of the bank, the other to that of the CA',
      async (rig) => {
        await enrolAs(rig, 'one', 1);
        await enrolAs(rig, 'other', 2);
        await rig.holders.consent(1, rig.appId, ['address']);
        await rig.holders.consent(2, OWN_SERVICE, ['address']);
        await rig.advance(2 * DAY);
      },
    ),
    step('Who consented to the CA alone moves; the bank asks', async (rig) => {
      await moves(rig, 2);
      await bankAsks(rig);
    }),
    step('Who consented to the bank moves; the bank asks', async (rig) => {
      await moves(rig, 1);
      await bankAsks(rig);
    }),
  ],
  expectedResult: [bankHears(1, 0), bankHears(2, 1), holds(inv30)],
  provenBy: { fail: ['mutant:ca-hands-over-more'] },
});
