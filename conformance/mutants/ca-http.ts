/** CAs with one defect each, in how they answer over HTTP and whether they answer the same again. */
import { caSteps as reference } from '../../simulator/ca/index.ts';
import { PROBLEM_TYPE, type ProblemCode, problemResponse } from '../../simulator/profile/index.ts';
import type { Handler } from '../../simulator/world/index.ts';
import { anyStep } from './ca.ts';
import { type Mutant, mutant } from './define.ts';

/** What another body makes of a request. */
const withBody = (request: Request, body: string): Request =>
  new Request(request.url, { method: request.method, headers: request.headers, body });

/** Problem documents of these codes pass through `change`. */
const problems =
  (change: (document: Readonly<Record<string, unknown>>) => Response | undefined) =>
  (service: Handler): Handler =>
  async (request) => {
    const answer = await service(request);
    if (!answer.headers.get('content-type')?.startsWith(PROBLEM_TYPE)) return answer;
    return change((await answer.clone().json()) as Readonly<Record<string, unknown>>) ?? answer;
  };

const START = ['profile', 'appId', 'appInstance'];

export const CA_HTTP_MUTANTS: readonly Mutant[] = [
  mutant(
    'mutant:ca-says-nothing-in-words',
    'ca',
    'Where there is nothing, a text of the web server is the answer and no problem document.',
    {
      front: problems(({ code }) =>
        code === 'not-found' || code === 'method-not-allowed'
          ? new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain' } })
          : undefined,
      ),
    },
  ),
  mutant('mutant:ca-tells-another-status', 'ca', 'The status in a problem document is always 500.', {
    front: problems((document) => {
      const { status } = document as { status: number };
      const headers = { 'content-type': PROBLEM_TYPE };
      return new Response(JSON.stringify({ ...document, status: 500 }), { status, headers });
    }),
  }),
  mutant('mutant:ca-skips-what-it-does-not-know', 'ca', 'Unknown members of a message are skipped.', {
    front: (service) => async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/applications')) return service(request);
      const text = await request.text();
      try {
        const all = Object.entries(JSON.parse(text));
        const known = all.filter(([member]) => START.includes(member));
        const body = known.length === all.length ? text : JSON.stringify(Object.fromEntries(known));
        return await service(withBody(request, body));
      } catch {
        return service(withBody(request, text));
      }
    },
  }),
  mutant('mutant:ca-takes-any-length', 'ca', 'A message may be of any length.', {
    front: (service) => async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/applications')) return service(request);
      return service(withBody(request, (await request.text()).trim()));
    },
  }),
  mutant('mutant:ca-calls-the-unknown-expired', 'ca', 'Of an application never begun it says expired.', {
    front: problems(({ code }) =>
      code === ('application-unknown' satisfies ProblemCode)
        ? problemResponse('application-expired')
        : undefined,
    ),
  }),
  mutant(
    'mutant:ca-issues-again',
    'ca',
    'The same application again gets another certificate until one is accepted.',
    {
      ca: {
        checkUsable: (ctx, application, digest) =>
          application.state === 'issued' && application.handedIn === digest
            ? undefined
            : reference.checkUsable(ctx, application, digest),
        transition: anyStep,
      },
    },
  ),
  mutant(
    'mutant:ca-answers-any-bytes-alike',
    'ca',
    'Any message for a decided application gets its certificate.',
    {
      ca: {
        checkUsable: (ctx, application, digest) =>
          reference.checkUsable(ctx, application, application.handedIn ?? digest),
      },
    },
  ),
  mutant('mutant:ca-decides-on-copies-apart', 'ca', 'Copies that come at once are decided on one by one.', {
    ca: {
      checkUsable(ctx, application, digest) {
        const earlier = reference.checkUsable(ctx, application, digest);
        ctx.deciding.delete(application.offer.application);
        return earlier;
      },
    },
  }),
  mutant('mutant:ca-forgets-why-it-refused', 'ca', 'A refused message that comes again is told to be used.', {
    ca: {
      checkUsable(ctx, { refusedFor: _, ...application }, digest) {
        return reference.checkUsable(ctx, application, digest);
      },
    },
  }),
  mutant('mutant:ca-forgets-receipts', 'ca', 'A receipt that comes again is refused.', () => {
    const taken = new Set<string>();
    return {
      front: (service) => async (request) => {
        if (!request.url.endsWith('/acceptance')) return service(request);
        if (taken.has(request.url)) return problemResponse('application-replayed');
        const answer = await service(request);
        if (answer.ok) taken.add(request.url);
        return answer;
      },
    };
  }),
];
