/** How cases about a change begin, as steps 1 to 3. */
import { step } from '../define.ts';
import { DAY, enrolAs } from './holding.ts';
import { fetchCases, move, settled } from './people.ts';

/** A customer of the bank who consented for it moves, and J-LIS tells the CA. */
export const theBankIsToHear = [
  step('The person enrols at the bank, and consents for it', async (rig) => {
    await enrolAs(rig, 'phone');
    await rig.holders.consent(1, rig.appId);
    await rig.advance(2 * DAY);
  }),
  step('The person moves, and J-LIS tells the CA', (rig) => {
    move(rig);
    return settled(rig);
  }),
] as const;

/** And the bank fetches the case; it is kept. */
export const theBankFetches = [
  ...theBankIsToHear,
  step('The bank fetches the case', async (rig) => void rig.notes.set('cases', await fetchCases(rig))),
] as const;
