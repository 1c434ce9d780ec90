import { BANK_HOST } from '../../checks/bank.ts';
import { decidesByOnePress, tellsTheBankNothing } from '../../checks/pressing.ts';
import { step, testCase } from '../define.ts';
import { becomesCustomer, moves, pushed } from './changes.ts';

export default testCase({
  id: 'TC-LIB-115',
  role: 'library',
  requirements: ['OP-LIB-SHOW'],
  purpose: 'A change whose items are not those of its digest is not shown, and nothing is sent.',
  purposeJa: 'ハッシュ値と一致しない変更内容は示さず、何も送らない。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      await becomesCustomer(rig);
      await moves(rig);
    }),
    step('The address was altered on its way to the phone', async (rig) => {
      const stop = rig.world.network.tamper({
        host: BANK_HOST,
        says: 'the new address was altered',
        response(answer) {
          const body = Buffer.from(answer.body).toString('utf8');
          if (!body.includes('"changeSet"') || !body.includes('"items"')) return answer;
          const told = JSON.parse(body) as { items: object };
          const altered = { ...told, items: { ...told.items, address: 'TEST 別の住所' } };
          return { ...answer, body: Buffer.from(JSON.stringify(altered)) };
        },
      });
      await rig.confirmChange(pushed(rig).change);
      stop();
    }),
    step('The user looks, and presses once', (rig) => rig.confirmChange(pushed(rig).change)),
  ],
  expectedResult: [tellsTheBankNothing(1), decidesByOnePress(2, 'confirm')],
  provenBy: { fail: ['mutant:library-shows-altered-changes'] },
});
