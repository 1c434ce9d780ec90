/** One HTTP exchange: who asked whom for what, the answer, the bodies to be opened. */
import type { Body, Observation } from '../../simulator/world/index.ts';
import { type Earlier, messageBody } from './body.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { say } from './words.ts';

type HttpSeen = Extract<Observation, { kind: 'http' }>;

/** The stable code of a problem document (RFC 9457), if the body is one. */
export function problemCode(body: Body | undefined): string | undefined {
  if (body?.text === undefined || !body.type.startsWith('application/problem+json')) return undefined;
  try {
    const { code } = JSON.parse(body.text) as { readonly code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined; // not JSON, or null: the body itself shows it
  }
}

/** The origin steps back behind the path; what is no such address stays whole. */
function address(url: string): Markup {
  const [, origin, path] = /^([a-z]+:\/\/[^/?#]*)(.*)$/s.exec(url) ?? [undefined, '', url];
  return html`<code><small>${origin}</small>${path}</code>`;
}

function outcome({ status, error, response }: HttpSeen): Markup {
  if (status === undefined) return html`<span class="bad">${say('noAnswer')}: ${error ?? ''}</span>`;
  const code = problemCode(response);
  const label = html`<b class="status${status >= 400 ? ' other' : ''}">${status}</b>`;
  return code === undefined ? label : html`${label} <b class="problem">${code}</b>`;
}

/** What follows the number of the entry. */
export function httpEntry(seen: HttpSeen, earlier: Earlier): Markup {
  const { from, to, method, url, headers, request, response, tampered } = seen;
  return html`${from} → ${to} <b>${method}</b> ${address(url)} ${outcome(seen)}${
    tampered === undefined ? NOTHING : html`<p class="tampered">⚠ ${say('tampered')}: ${tampered}</p>`
  }${Object.entries(headers ?? {}).map(
    ([name, value]) => html`<p class="quiet"><code>${name}: ${value}</code></p>`,
  )}${request === undefined ? NOTHING : messageBody(say('request'), request, earlier)}${
    response === undefined ? NOTHING : messageBody(say('response'), response, earlier)
  }`;
}
