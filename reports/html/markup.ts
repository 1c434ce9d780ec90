/**
 * HTML from templates. Everything put into a template is text and is escaped, unless it came from a template itself.
 *
 * The text of a run is hostile: beside escaping (hono), invisible and direction-turning characters are named here, so
 * no part of the page can forget it.
 */
import { html as honoHtml, raw } from 'hono/html';
import { RigError } from '../../simulator/errors.ts';
import { visibleText } from '../visible-text.ts';

export type Markup = ReturnType<typeof raw>;
export type Child = string | number | Markup | undefined | readonly Child[];

export const NOTHING: Markup = raw('');

// Markup is a String object, text a primitive: only the latter is made visible (and escaped by hono).
function prepared(child: Child): Child {
  if (typeof child === 'string') return visibleText(child);
  return Array.isArray(child) ? child.map(prepared) : child;
}

/** A template of HTML: html`<td>${text}</td>`. */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Markup {
  const made = honoHtml(strings, ...children.map(prepared));
  if (made instanceof Promise)
    throw new RigError('ERR_REPORT_ASYNC', 'a template of a report waits for something');
  return made;
}

/** Our own constant text, put in as it is: style sheet and script. Never for anything that comes from a run. */
export const constant = (text: string): Markup => raw(text);
