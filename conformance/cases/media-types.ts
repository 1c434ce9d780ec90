/** A message that is right but for its media type, for each role that serves over HTTP. */
import { must, type Rig } from '../runner/rig.ts';

/** What a browser, a form or another habit would say of the same bytes. */
export const OTHER_MEDIA_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
] as const;

interface Message {
  readonly url: string;
  readonly body: string;
}

const NOTE = 'the message';

/** What comes back is on record already, and so is when nothing does. */
async function post(rig: Rig, { url, body }: Message, type: string): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': type }, body };
  await rig.world.network
    .fetchAs('library')(url, init)
    .catch(() => undefined);
}

/** The message under each other media type; it is kept for `postAsJson`. */
export async function postAsOthers(rig: Rig, url: string, content: object): Promise<void> {
  const message: Message = { url, body: JSON.stringify(content) };
  rig.notes.set(NOTE, message);
  for (const type of OTHER_MEDIA_TYPES) await post(rig, message, type);
}

/** The same bytes as what they are. A parameter makes no other type (RFC 9110, 8.3.1). */
export function postAsJson(rig: Rig): Promise<void> {
  const message = rig.notes.get(NOTE) as Message | undefined;
  must(message !== undefined);
  return post(rig, message, 'application/json; charset=utf-8');
}
