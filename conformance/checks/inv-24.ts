import { handedIn } from './ca.ts';
import { broken, invariant } from './invariant.ts';

/** Ministry's notice on the latest four items: a consent is of one's own will, and nothing else hangs on it. */
export const inv24 = invariant(
  'INV-24',
  'no application is refused because a consent to the latest items is missing or was withdrawn',
  (seen, each) =>
    each(handedIn(seen), ({ n, problem }) =>
      problem?.startsWith('consent-')
        ? [broken('an application was refused for want of a consent', n, { actual: problem })]
        : [],
    ),
);
