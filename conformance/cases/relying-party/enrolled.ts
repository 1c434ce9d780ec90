/** The initial condition of log-in cases: the person has a certificate. */
import type { FposSteps } from '../../../simulator/fpos/index.ts';
import { must, type Rig } from '../../runner/rig.ts';

export async function enrolled(rig: Rig, steps?: Partial<FposSteps>): Promise<void> {
  const outcome = await rig.enrol(steps && { steps });
  must(outcome.state === 'issued');
}

/** Get a challenge, answer it, hand the answer in; the answer is kept under `answer`. */
export async function logIn(rig: Rig, alter: (answer: string) => string = (a) => a): Promise<void> {
  const answer = await rig.answer(await rig.challenge());
  must(answer);
  rig.notes.set('answer', answer);
  await rig.submit(alter(answer));
}
