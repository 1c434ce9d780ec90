import { broken, invariant } from './invariant.ts';
import { payloadOf, signings } from './signing.ts';

/** Source: fpos.md 9.5, INV-34; 電子署名法3条: the signature is the person's own, by an act made for it. */
export const inv34 = invariant(
  'INV-34',
  'every signature of a transaction was approved by an act of the user made for it',
  (seen, each) =>
    each(
      signings(seen).filter(({ signature }) => payloadOf(signature) !== undefined),
      ({ n, prompts }) =>
        prompts.some(({ approved }) => approved) ? [] : [broken('it was signed without asking the user', n)],
    ),
);
