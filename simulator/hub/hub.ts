/** The data hub: passes data from one operator to another by the person's will, and by nothing else. */
import {
  createService,
  dataDelivery,
  dataHandOver,
  GRANT_PROBLEMS,
  grantContent,
  grantRecord,
  grantSubmission,
  grantWithdrawal,
  grantWithdrawalSubmission,
  jsonResponse,
  operation,
  PROBLEMS,
  type ProblemCode,
  pairwiseLink,
  problem,
  profileTime,
  Refusal,
  sha256Hex,
} from '../profile/index.ts';
import { type Clock, clientCertificateOf, type Fetch, type Handler } from '../world/index.ts';
import {
  checkFlow,
  checkTerm,
  checkWithdrawal,
  earlierGrant,
  type Grant,
  grantRecordOf,
  identifierAtTarget,
  isTarget,
  mayWait,
  readGrant,
  readSigned,
  stateOf,
} from './grants.ts';

export const HUB_HOST = 'hub.test';

/** An operator, told by its TLS client certificate (DER). */
export interface HubMember {
  readonly appId: string;
  readonly clientCertificate: Uint8Array;
}

export interface HubDeps {
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** Base URL of the CA, which alone can tell two identifiers of one person. */
  readonly caUrl: string;
  readonly caAnchors: readonly Uint8Array[];
  readonly members: readonly HubMember[];
}

/** What passed, or was refused: never the value. */
export interface Flow {
  readonly at: string;
  readonly grant: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly step: 'handed-over' | 'delivered' | 'dropped' | 'refused';
}

export interface Hub {
  readonly handler: Handler;
  readonly flows: readonly Flow[];
}

/** The CA's word on a grant: who the person is at source and target. */
async function askCa({ fetch, caUrl }: HubDeps, jws: string): Promise<Grant['pair']> {
  let response: Response;
  let value: unknown;
  try {
    response = await fetch(`${caUrl}/pairwise-links`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant: jws }),
    });
    value = await response.json();
  } catch {
    throw new Refusal('hub-unavailable');
  }
  const refused = problem.safeParse(value);
  if (refused.success && response.status < 500 && refused.data.code in PROBLEMS)
    throw new Refusal(refused.data.code as ProblemCode, 'said by the CA');
  const pair = pairwiseLink.safeParse(value);
  if (!response.ok || !pair.success) throw new Refusal('hub-unavailable');
  return pair.data;
}

/** The operator that calls, by its client certificate. */
export function callerOf(members: readonly HubMember[], headers: Headers): string {
  const own = clientCertificateOf({ headers });
  const member = own && members.find((one) => Buffer.compare(one.clientCertificate, own) === 0);
  if (!member) throw new Refusal('caller-unknown');
  return member.appId;
}

/** The named steps of the hub. Replacing one gives a hub with one defect. */
export const hubSteps = {
  callerOf,
  // A grant comes in.
  earlierGrant,
  readGrant,
  checkTerm,
  askCa,
  recordOf: grantRecordOf,
  // It ends.
  stateOf,
  checkWithdrawal,
  mayWait,
  // Data pass.
  checkFlow,
  isTarget,
  identifierAtTarget,
};
export type HubSteps = { [Name in keyof typeof hubSteps]: (typeof hubSteps)[Name] };

/** What waits for a target; a target that never fetches loses the oldest. */
const WAITING_MAX = 1_000;

interface Parcel {
  readonly grant: Grant;
  readonly item: string;
  readonly value: string;
  readonly at: string;
}

export function createHub(deps: HubDeps, steps: HubSteps = hubSteps): Hub {
  const grants = new Map<string, Grant>();
  const waiting: Parcel[] = [];
  const flows: Flow[] = [];
  const now = (): Date => deps.clock.now();

  const memberOf = (headers: Headers): string => steps.callerOf(deps.members, headers);
  const record = (grant: Grant, status = 200): Response =>
    jsonResponse(steps.recordOf(grant, steps.stateOf(grant, now())), status);
  const note = (grant: string, item: string, step: Flow['step'], from: string, to: string): void => {
    flows.push({ at: profileTime(now()), grant, item, from, to, step });
  };
  const partyGrant = (headers: Headers, id: string): Grant => {
    const caller = memberOf(headers);
    const grant = grants.get(id);
    if (!grant || (grant.content.source !== caller && grant.content.target !== caller))
      throw new Refusal('grant-unknown');
    return grant;
  };

  const give = operation({
    method: 'POST',
    path: '/grants',
    summary: 'Hand in a grant that the person signed. The same bytes again get the same answer.',
    body: grantSubmission,
    signed: { jws: grantContent },
    answers: { 201: { says: 'The grant.', schema: grantRecord } },
    problems: [...GRANT_PROBLEMS, 'hub-unavailable'],
    async handle({ body: { jws } }) {
      const id = sha256Hex(jws);
      const earlier = steps.earlierGrant(grants, id);
      if (earlier) return record(earlier, 201);
      const content = steps.readGrant(readSigned(jws));
      steps.checkTerm(content, now());
      const pair = await steps.askCa(deps, jws);
      // Another copy may have come in while the CA was asked.
      const grant = steps.earlierGrant(grants, id) ?? { id, content, pair };
      grants.set(id, grant);
      return record(grant, 201);
    },
  });

  const look = operation({
    method: 'GET',
    path: '/grants/{grant}',
    summary: 'A grant, for its source and its target.',
    answers: { 200: { says: 'The grant.', schema: grantRecord } },
    problems: ['caller-unknown', 'grant-unknown'],
    handle: ({ headers, path }) => record(partyGrant(headers, path.grant!)),
  });

  const withdraw = operation({
    method: 'POST',
    path: '/grants/{grant}/withdrawal',
    summary: 'The person withdraws: nothing passes from now on, and what still waits is thrown away.',
    body: grantWithdrawalSubmission,
    signed: { jws: grantWithdrawal },
    answers: { 200: { says: 'The grant as it is now.', schema: grantRecord } },
    problems: [
      'request-malformed',
      'request-too-large',
      'grant-unknown',
      'grant-malformed',
      'request-signature-invalid',
      'request-not-yours',
      'certificate-untrusted',
      'certificate-expired',
    ],
    handle({ path, body: { jws } }) {
      const grant = grants.get(path.grant!);
      if (!grant) throw new Refusal('grant-unknown');
      steps.checkWithdrawal(grant, jws, deps.caAnchors, now());
      grant.withdrawnAt ??= now();
      dropWaiting();
      return record(grant);
    },
  });

  /** INV-38: what has not reached the target does not reach it any more. */
  function dropWaiting(): void {
    for (let i = waiting.length - 1; i >= 0; i--) {
      const { grant, item } = waiting[i]!;
      if (steps.mayWait(steps.stateOf(grant, now()))) continue;
      waiting.splice(i, 1);
      note(grant.id, item, 'dropped', grant.content.source, grant.content.target);
    }
  }

  const handOver = operation({
    method: 'POST',
    path: '/data',
    summary: 'The source hands over one item of one person, under a grant.',
    body: dataHandOver,
    answers: { 202: { says: 'It waits for the target.' } },
    problems: ['request-malformed', 'request-too-large', 'caller-unknown', 'grant-missing', 'grant-ended'],
    handle({ headers, body: { grant: id, pairwise, item, use, value } }) {
      const caller = memberOf(headers);
      let grant: Grant;
      try {
        const named = grants.get(id);
        const state = named && steps.stateOf(named, now());
        grant = steps.checkFlow(named, { caller, pairwise, item, use }, state);
      } catch (error) {
        note(id, item, 'refused', caller, '');
        throw error;
      }
      waiting.push({ grant, item, value, at: profileTime(now()) });
      if (waiting.length > WAITING_MAX) waiting.shift();
      note(id, item, 'handed-over', caller, grant.content.target);
      return new Response(null, { status: 202 });
    },
  });

  const fetchData = operation({
    method: 'GET',
    path: '/data',
    summary: 'The target takes what waits for it, under its own identifiers.',
    answers: { 200: { says: 'What waited; it is gone from here now.', schema: dataDelivery } },
    problems: ['caller-unknown'],
    handle({ headers }) {
      const caller = memberOf(headers);
      dropWaiting();
      const mine = waiting.filter(({ grant }) => steps.isTarget(grant, caller));
      for (const parcel of mine) {
        waiting.splice(waiting.indexOf(parcel), 1);
        note(parcel.grant.id, parcel.item, 'delivered', parcel.grant.content.source, caller);
      }
      return jsonResponse({
        data: mine.map(({ grant, item, value, at }) => ({
          grant: grant.id,
          pairwise: steps.identifierAtTarget(grant),
          item,
          use: grant.content.use,
          value,
          at,
        })),
      });
    },
  });

  return { flows, handler: createService('Data hub (TEST)', [give, look, withdraw, handOver, fetchData]) };
}
