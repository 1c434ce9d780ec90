/** How often each command, status word, state and event was reached; what was promised and never came is red. */

export type CoverageKind = 'command' | 'status word' | 'state' | 'event';

export type Coverage = {
  count(kind: CoverageKind, name: string): void;
  /** "state: authPin blocked" for each that was promised and not reached. */
  missing(): string[];
  /** One line for each kind. */
  table(): string;
};

export function createCoverage(promised: Readonly<Record<CoverageKind, readonly string[]>>): Coverage {
  const kinds = Object.keys(promised) as CoverageKind[];
  const counts = new Map(kinds.map((kind) => [kind, new Map(promised[kind].map((name) => [name, 0]))]));
  return {
    count(kind, name) {
      const names = counts.get(kind)!;
      names.set(name, (names.get(name) ?? 0) + 1);
    },
    missing: () =>
      kinds.flatMap((kind) =>
        promised[kind].filter((name) => counts.get(kind)?.get(name) === 0).map((name) => `${kind}: ${name}`),
      ),
    table: () =>
      kinds
        .map((kind) => {
          const cells = [...counts.get(kind)!].map(([name, count]) => `${name} ${count}`);
          return `${kind}: ${cells.join(' | ')}`;
        })
        .join('\n'),
  };
}
