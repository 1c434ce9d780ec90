/** The library's side of the CA's HTTP interface. */
import type { z } from 'zod';
import { PROBLEM_TYPE, problem } from '../profile/index.ts';
import type { LibraryDeps } from './deps.ts';
import { Stop } from './stop.ts';

/** A larger answer is no message of the profile. */
const ANSWER_BYTES_MAX = 131_072;

/**
 * POST JSON, get what one of the schemas describes. A problem document of the CA ends the enrolment with the CA's code;
 * anything else than the schema is `ca-answer-malformed`.
 */
export async function post<S extends z.ZodType>(
  fetch: LibraryDeps['fetch'],
  url: string,
  body: unknown,
  schema: S,
): Promise<z.infer<S>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    text = await response.text();
  } catch (cause) {
    throw new Stop('ca-unreachable', `no answer from ${new URL(url).host}`, cause);
  }
  if (text.length > ANSWER_BYTES_MAX) throw new Stop('ca-answer-malformed', 'the answer is too large');
  let value: unknown;
  try {
    value = text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new Stop('ca-answer-malformed', 'the answer is not JSON', cause);
  }
  if (response.headers.get('content-type')?.startsWith(PROBLEM_TYPE)) {
    const refusal = problem.safeParse(value);
    if (refusal.success) throw new Stop({ ca: refusal.data.code }, refusal.data.title);
  }
  if (!response.ok)
    throw new Stop('ca-answer-malformed', `status ${response.status} without a problem document`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Stop('ca-answer-malformed', 'the answer is not what the profile gives');
  return parsed.data;
}
