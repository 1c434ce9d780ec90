/** One enrolment end to end: card, library, CA, J-LIS, in one process and virtual time. */
import { sign } from 'node:crypto';
import { CA_URL, createSociety, insert, willingUser } from '../../simulator/society/index.ts';
import { createWorld } from '../../simulator/world/index.ts';
import { type BenchResult, compare, type Subject } from './harness.ts';
import { benchKey } from './specimen.ts';

const MESSAGE = new Uint8Array(1000);

export async function benchSociety(): Promise<BenchResult[]> {
  const society = await createSociety(createWorld({ seed: 1 }));
  const card = society.card(society.citizen(1));
  let phones = 0;
  const ours: Subject = {
    name: 'enrolment',
    async run(times) {
      for (let n = 0; n < times; n++) {
        const phone = society.phone({
          name: `bench ${phones++}`,
          chip: insert(card),
          ui: willingUser('ABC123'),
        });
        const { state } = await phone.enrol({ appId: 'abc-bank', ca: CA_URL });
        if (state !== 'done') throw new Error(`enrolment: ${state}`);
      }
    },
  };
  const peer: Subject = {
    name: 'bare RSA-2048 signature',
    run(times) {
      for (let n = 0; n < times; n++) sign('sha256', MESSAGE, benchKey('sign'));
    },
  };
  const what = 'one enrolment end to end, against one bare RSA-2048 signature';
  return [await compare({ id: 'enrolment', what }, ours, peer)];
}
