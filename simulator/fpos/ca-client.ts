/** The library's side of the CA's HTTP interface. */
import type { z } from 'zod';
import { PROBLEM_TYPE, problem } from '../profile/index.ts';
import type { LibraryDeps } from './deps.ts';
import { Stop } from './stop.ts';

/** A larger answer is no message of the profile. */
const ANSWER_BYTES_MAX = 131_072;

/**
 * A lost answer is asked for once more at once: the CA gives the same answer to the same bytes. What is lost twice is left
 * to `resume`, so that a phone without network does not keep its user waiting.
 */
const ATTEMPTS_MAX = 2;

const FIRST_SERVER_FAULT = 500;

/** One exchange; `cause`: no answer came, or only part of one. */
async function exchange(
  fetch: LibraryDeps['fetch'],
  url: string,
  body: string,
): Promise<{ response: Response; text: string } | { cause: unknown }> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body });
    return { response, text: await response.text() };
  } catch (cause) {
    return { cause };
  }
}

const isProblem = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith(PROBLEM_TYPE) ?? false;

/** Something on the way failed, not the CA itself: what it decides comes with a problem document. */
const isLost = (came: Awaited<ReturnType<typeof exchange>>): boolean =>
  'cause' in came || (came.response.status >= FIRST_SERVER_FAULT && !isProblem(came.response));

/**
 * POST JSON, get what the schema describes. A problem document of the CA ends it with the CA's code; anything else than the
 * schema is `ca-answer-malformed`.
 */
export async function post<S extends z.ZodType>(
  fetch: LibraryDeps['fetch'],
  url: string,
  body: unknown,
  schema: S,
): Promise<z.infer<S>> {
  const sent = JSON.stringify(body);
  let came = await exchange(fetch, url, sent);
  for (let attempt = 1; attempt < ATTEMPTS_MAX && isLost(came); attempt++)
    came = await exchange(fetch, url, sent);
  if ('cause' in came) throw new Stop('ca-unreachable', `no answer from ${new URL(url).host}`, came.cause);
  const { response, text } = came;
  if (text.length > ANSWER_BYTES_MAX) throw new Stop('ca-answer-malformed', 'the answer is too large');
  let value: unknown;
  try {
    value = text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new Stop('ca-answer-malformed', 'the answer is not JSON', cause);
  }
  if (isProblem(response)) {
    const refusal = problem.safeParse(value);
    // A server fault with a problem document says that nothing was decided (503) or changed (500).
    const undecided = response.status >= FIRST_SERVER_FAULT;
    if (refusal.success) throw new Stop({ ca: refusal.data.code, undecided }, refusal.data.title);
  }
  if (!response.ok)
    throw new Stop('ca-answer-malformed', `status ${response.status} without a problem document`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Stop('ca-answer-malformed', 'the answer is not what the profile gives');
  return parsed.data;
}
