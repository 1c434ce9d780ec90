/** The JSON inside the messages about the latest four items, as the open profile has it. */
import type { ConsentKind } from './kinds.ts';

/** Members of each message, in the order in which they are written. */
export const MEMBERS: Readonly<Record<ConsentKind, readonly string[]>> = {
  consent: ['purpose', 'verifier', 'service', 'items', 'at', 'nonce'],
  withdrawal: ['purpose', 'verifier', 'service', 'at', 'nonce'],
  inquiry: ['purpose', 'at', 'nonce'],
};

/** The purpose that each message names. */
export const PURPOSE: Readonly<Record<ConsentKind, string>> = {
  consent: 'four-items-consent',
  withdrawal: 'four-items-withdrawal',
  inquiry: 'four-items-inquiry',
};

/** The object, or undefined when the content is none. */
export const objectOf = (content: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof content === 'object' && content !== null && !Array.isArray(content)
    ? (content as Record<string, unknown>)
    : undefined;

/** One member, or undefined. */
export const memberOf = (content: unknown, name: string): unknown => objectOf(content)?.[name];
