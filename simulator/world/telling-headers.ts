/** Which header fields of a request that came over a socket are worth telling. */

/** Headers of the connection (RFC 9110, 7.6.1), and those that are kept apart. */
const CONNECTION_HEADERS: readonly string[] = [
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'content-type',
  'transfer-encoding',
  'accept-encoding',
  'expect',
  'te',
  'upgrade',
];

/** What the fetch of Node adds by itself: it tells nothing, and would set a child apart from an IUT in this process. */
const PLATFORM_HEADERS: Readonly<Record<string, string>> = {
  accept: '*/*',
  'accept-language': '*',
  'sec-fetch-mode': 'cors',
  'user-agent': 'node',
};

/** Those that say more than what every client sends. Names come in lower case, as `node:http` gives them. */
export const tellingHeaders = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name, String(value)] as const)
      .filter(([name, value]) => !CONNECTION_HEADERS.includes(name) && PLATFORM_HEADERS[name] !== value),
  );
