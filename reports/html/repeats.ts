/**
 * Long texts that a run shows again and again (a certificate read in every case, anchors, documents) stand in the page
 * once; later places point at the first. Nothing is lost: the link leads to the very same bytes.
 */

/** Shorter texts are cheaper to repeat than to look up, for the reader too. */
const LENGTH_MIN = 256;

/** Where a text stood first, if it is long and has stood before; else this place is noted. */
export type EarlierPlace = (text: string, place: string | undefined) => string | undefined;

/** A memory for one page. */
export function repeats(): EarlierPlace {
  const first = new Map<string, string>();
  return (text, place) => {
    if (text.length < LENGTH_MIN || place === undefined) return undefined;
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, place);
    return earlier === place ? undefined : earlier;
  };
}
