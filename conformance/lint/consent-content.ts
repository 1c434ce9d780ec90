/** The JSON inside the messages about the latest four items. */

/** The object, or undefined when the content is none. */
export const objectOf = (content: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof content === 'object' && content !== null && !Array.isArray(content)
    ? (content as Record<string, unknown>)
    : undefined;

/** One member, or undefined. */
export const memberOf = (content: unknown, name: string): unknown => objectOf(content)?.[name];
