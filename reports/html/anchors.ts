/**
 * The names of places in the page: every `href="#…"` and every `id="…"` come from here, so each link has its place.
 *
 * A case is reached by its id, an observation by `CASE:n`, a requirement by `req-ID`. Ids of a run that cannot stand in
 * an address are encoded; two that would meet are numbered.
 */
import type { JudgedCase, JudgedRun } from '../../conformance/verdict/judged-run.ts';

/** Names that the page itself uses; a case of such a name is numbered. */
const PLACES = ['summary', 'requirements', 'cases'] as const;

const CONTROLS = [
  'lang-en',
  'lang-ja',
  'filter',
  'shown',
  'only-failures',
  'open-all',
  'close-all',
  'scripted',
];
const SWITCHES = ['pass', 'fail', 'inconc', 'error', 'notApplicable'].map((verdict) => `show-${verdict}`);

export interface Anchors {
  ofCase(judged: JudgedCase): string;
  /** Undefined: the catalogue of this run has no such requirement. */
  ofRequirement(id: string): string | undefined;
  /** Undefined: the case has no observation of this number. */
  ofObservation(judged: JudgedCase, n: number): string | undefined;
}

// The colon is left to observations, the tilde to numbering, the underscore to this encoding.
const encoded = (id: string): string =>
  id.replace(/[^A-Za-z0-9.-]/gu, (c) => `_${c.codePointAt(0)!.toString(16)}_`) || '_';

function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}~${i}`; // ends: `taken` is finite
  taken.add(free);
  return free;
}

/** All places of a run. */
export function anchorsOf({ requirements, cases }: Pick<JudgedRun, 'requirements' | 'cases'>): Anchors {
  const taken = new Set<string>([...PLACES, ...CONTROLS, ...SWITCHES]);
  const rows = new Map<string, string>();
  for (const { id } of requirements) rows.set(id, unused(`req-${encoded(id)}`, taken));
  const places = new Map<JudgedCase, { readonly name: string; readonly numbers: ReadonlySet<number> }>();
  for (const judged of cases) {
    const numbers = new Set(judged.observations.map(({ n }) => n));
    places.set(judged, { name: unused(encoded(judged.id), taken), numbers });
  }
  return {
    ofCase: (judged) => places.get(judged)!.name,
    ofRequirement: (id) => rows.get(id),
    ofObservation(judged, n) {
      const { name, numbers } = places.get(judged)!;
      return numbers.has(n) ? `${name}:${n}` : undefined;
    },
  };
}
