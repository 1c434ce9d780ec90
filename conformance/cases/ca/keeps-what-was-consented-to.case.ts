import { type DeskEventInput, JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import type { Citizen } from '../../../simulator/people/index.ts';
import type { FourItem } from '../../../simulator/profile/index.ts';
import type { Tampering } from '../../../simulator/world/index.ts';
import { oneItemEach } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs } from './holding.ts';
import { fetchCases, NEW_ADDRESS, settled } from './people.ts';

const ITEMS: readonly FourItem[] = ['name', 'address', 'birth', 'gender'];
/** Ordinary people. */
const PEOPLE = [1, 2, 3, 5];

/** What happens at the desk so that one item is another. */
const change = ({ gender }: Citizen): Readonly<Record<FourItem, DeskEventInput>> => ({
  name: { type: 'change-name', family: '架空改', given: '見本' },
  address: { type: 'move-within', address: NEW_ADDRESS },
  birth: { type: 'correct-birth', birth: '1971-02-03' },
  gender: { type: 'correct-gender', gender: gender === '1' ? '2' : '1' },
});

/** A J-LIS that gives all four items whatever was consented to. */
const everything: Tampering = {
  host: JLIS_HOSTS.verifier,
  says: 'all four items were put into the delivery',
  response(answer, { url }) {
    const said = JSON.parse(Buffer.from(answer.body).toString('utf8')) as { items?: object };
    if (!url.endsWith('/four-items') || !said.items) return answer;
    const all = { name: '架空　増量', address: '架空県増量市１番', birth: '1990-01-01', gender: '1' };
    const more = JSON.stringify({ ...said, items: { ...all, ...said.items } });
    return { ...answer, body: new TextEncoder().encode(more) };
  },
};

export default testCase({
  id: 'TC-CA-056',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-2'],
  purpose:
    'Of each person the relying party gets the one item that was consented to, though J-LIS delivered all four.',
  purposeJa: '機構が四項目すべてを渡しても、サービス事業者が受け取るのは各人が同意した一項目に限る。',
  procedure: [
    step('Four people enrol, each consents to one item', async (rig) => {
      for (const [at, item] of ITEMS.entries()) {
        await enrolAs(rig, item, PEOPLE[at]);
        await rig.holders.consent(PEOPLE[at]!, rig.appId, [item]);
      }
      await rig.advance(2 * DAY);
    }),
    step('That item changes for each; J-LIS delivers more than it should', async (rig) => {
      rig.world.network.tamper(everything);
      for (const [at, citizen] of PEOPLE.entries()) {
        rig.jlis.happen(citizen, change(rig.society.citizen(citizen))[ITEMS[at]!]);
        rig.jlis.happen(citizen, { type: 'apply-certificates', kinds: ['sign'] });
      }
      await settled(rig);
    }),
    step('The bank fetches the cases', (rig) => fetchCases(rig)),
  ],
  expectedResult: [oneItemEach(2, ITEMS)],
  provenBy: { fail: ['mutant:ca-keeps-whatever-comes'] },
});
