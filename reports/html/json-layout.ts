/**
 * JSON laid out for reading without changing a token.
 *
 * Parsing and writing again would hide what a counterpart really sent: a key that stands twice, `1.0`, `\u0041`. So only
 * the white space between tokens is replaced.
 */

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Deeper levels are not indented further, else a hostile nest of brackets grows with its square. */
const INDENT_LEVELS_MAX = 20;

const newLine = (level: number): string => `\n${'  '.repeat(Math.min(level, INDENT_LEVELS_MAX))}`;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The same tokens, one member a line, each as `shown`, text beside text as one; undefined when the text is not JSON. */
export function layOutJson<T>(
  text: string,
  shown: (token: string) => T | string,
): readonly (T | string)[] | undefined {
  if (!isJson(text)) return undefined;
  const out: (T | string)[] = [];
  let plain = '';
  let level = 0;
  let before = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    if (closes) level--;
    const opened = before === '{' || before === '[';
    if (closes !== opened && (closes || opened)) plain += newLine(level);
    else if (before === ',') plain += newLine(level);
    else if (before === ':') plain += ' ';
    const piece = shown(token);
    if (typeof piece === 'string') plain += piece;
    else {
      out.push(plain, piece);
      plain = '';
    }
    if (token === '{' || token === '[') level++;
    before = token;
  }
  return [...out, plain];
}
