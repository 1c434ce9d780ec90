/** How often each thing that was promised was reached, by kind (command, state, outcome …); one that never came is red. */

export type Coverage<Kind extends string> = {
  count(kind: Kind, name: string): void;
  /** "state: authPin blocked" for each that was promised and not reached. */
  missing(): string[];
  /** One line for each kind. */
  table(): string;
};

export function createCoverage<Kind extends string>(
  promised: Readonly<Record<Kind, readonly string[]>>,
): Coverage<Kind> {
  const kinds = Object.keys(promised) as Kind[];
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
