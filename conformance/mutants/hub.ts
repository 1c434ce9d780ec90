/** Hubs with one defect each. */
import { type Grant, hubSteps as reference } from '../../simulator/hub/index.ts';
import { type GrantContent, grantContent, type ProblemCode, Refusal } from '../../simulator/profile/index.ts';
import { because, type Mutant, mutant } from './define.ts';

const TARGET = 'shop';

/** The CA's earlier word on these two operators, in place of a new one. */
function remembering(goOn: (refusal: unknown) => boolean): () => { hub: Pick<typeof reference, 'askCa'> } {
  return () => {
    let earlier: Grant['pair'] | undefined;
    return {
      hub: {
        async askCa(deps, jws) {
          try {
            earlier = await reference.askCa(deps, jws);
          } catch (error) {
            if (!earlier || !goOn(error)) throw error;
          }
          return earlier;
        },
      },
    };
  };
}

const refusedWith =
  (code: ProblemCode) =>
  (refusal: unknown): boolean =>
    refusal instanceof Refusal && refusal.code === code;
const isAway = refusedWith('hub-unavailable');
const isMalformed = refusedWith('grant-malformed');

const USUAL = { expires: '2099-01-01T00:00:00Z', use: 'TEST', items: ['everything'] };

const made = (id: string, content: GrantContent, pairwise: string): Grant => ({
  id,
  content,
  pair: { source: pairwise, target: pairwise },
});

export const HUB_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:hub-says-yes-by-default',
    'hub',
    'Without a grant data go to the usual target.',
    {
      hub: {
        checkFlow(grant, { caller, pairwise, item, use }, state) {
          if (grant) return reference.checkFlow(grant, { caller, pairwise, item, use }, state);
          const content = {
            source: caller,
            target: TARGET,
            items: [item],
            use,
            expires: '2099-01-01T00:00:00Z',
          };
          return made('0'.repeat(64), content as unknown as GrantContent, pairwise);
        },
      },
    },
    because('a grant that was refused is none', 'TC-HUB-012'),
  ),
  mutant(
    'mutant:hub-delivers-under-the-identifier-of-the-source',
    'hub',
    'The target gets the data under the identifier of the source.',
    { hub: { identifierAtTarget: ({ pair }) => pair.source } },
  ),
  mutant('mutant:hub-passes-any-item', 'hub', 'The items of a grant are not looked at.', {
    hub: {
      checkFlow: (grant, wish, state) =>
        reference.checkFlow(grant, { ...wish, item: grant?.content.items[0] ?? wish.item }, state),
    },
  }),
  mutant('mutant:hub-passes-for-any-use', 'hub', 'The use that a grant names is not looked at.', {
    hub: {
      checkFlow: (grant, wish, state) =>
        reference.checkFlow(grant, { ...wish, use: grant?.content.use ?? wish.use }, state),
    },
  }),
  mutant('mutant:hub-takes-from-anybody', 'hub', 'Any operator hands over under any grant.', {
    hub: {
      checkFlow: (grant, wish, state) =>
        reference.checkFlow(grant, { ...wish, caller: grant?.content.source ?? wish.caller }, state),
    },
  }),
  mutant('mutant:hub-delivers-to-whoever-asks', 'hub', 'Whoever fetches gets everything that waits.', {
    hub: { isTarget: () => true },
  }),
  mutant('mutant:hub-passes-data-of-anybody', 'hub', 'Whose data they are is not looked at.', {
    hub: {
      checkFlow: (grant, wish, state) =>
        reference.checkFlow(grant, { ...wish, pairwise: grant?.pair.source ?? wish.pairwise }, state),
    },
  }),
  mutant('mutant:hub-forgets-the-end', 'hub', 'A grant has no end.', {
    hub: { stateOf: ({ withdrawnAt }) => (withdrawnAt ? 'withdrawn' : 'live') },
  }),
  mutant(
    'mutant:hub-forgets-withdrawals',
    'hub',
    'A withdrawal is told as taken, and data are taken as before.',
    {
      hub: {
        checkFlow: (grant, wish, state) =>
          reference.checkFlow(grant, wish, state === 'withdrawn' ? 'live' : state),
      },
    },
    because('a withdrawal is withdrawn there too', 'TC-HUB-013'),
  ),
  mutant(
    'mutant:hub-delivers-what-waited',
    'hub',
    'What waited when the grant ended is delivered all the same.',
    {
      hub: { mayWait: () => true },
    },
    because('a grant may end by its time as well', 'TC-HUB-008'),
  ),
  mutant('mutant:hub-takes-any-withdrawal', 'hub', 'Anybody withdraws any grant.', {
    hub: { checkWithdrawal: () => {} },
  }),
  mutant(
    'mutant:hub-believes-whom-it-knows',
    'hub',
    'For two operators whom the CA told once, its no counts for nothing.',
    remembering((refusal) => !isAway(refusal)),
  ),
  mutant(
    'mutant:hub-guesses-when-the-ca-is-away',
    'hub',
    'When the CA is away its last word counts.',
    remembering(isAway),
  ),
  mutant('mutant:hub-takes-old-grants-again', 'hub', 'A withdrawn grant handed in again is a new one.', {
    hub: {
      earlierGrant(grants, id) {
        const earlier = reference.earlierGrant(grants, id);
        return earlier?.withdrawnAt ? undefined : earlier;
      },
    },
  }),
  mutant(
    'mutant:hub-fills-in-what-is-missing',
    'hub',
    'What a grant does not say is taken as usual, and for whom the CA told before it is not asked about such a one.',
    () => ({
      hub: {
        ...remembering(isMalformed)().hub,
        readGrant(read) {
          try {
            return reference.readGrant(read);
          } catch (error) {
            const said = JSON.parse(Buffer.from(read.payload).toString('utf8'));
            const filled = grantContent.safeParse({ ...USUAL, ...said });
            if (!filled.success) throw error;
            return filled.data;
          }
        },
      },
    }),
  ),
  mutant('mutant:hub-serves-anybody', 'hub', 'Who shows no certificate is taken for the shop.', {
    hub: {
      callerOf(members, headers) {
        try {
          return reference.callerOf(members, headers);
        } catch {
          return TARGET;
        }
      },
    },
  }),
  mutant('mutant:hub-tells-both-identifiers', 'hub', 'What is told of a grant holds both identifiers.', {
    hub: {
      recordOf: (grant, state) => ({ ...reference.recordOf(grant, state), ...{ pair: grant.pair } }),
    },
  }),
];
