/** Where documents point to, and what of it is not there: links and anchors of Markdown, and documents that any text names. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
const withoutCode = (markdown: string): string =>
  markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ' '));

/** Headings as GitHub and registries turn them into anchors: lower case, without punctuation, blanks as hyphens, repeats numbered. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const text = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    anchors.add(before === 0 ? anchor : `${anchor}-${before}`);
  }
  return anchors;
}

export interface LinksFound {
  readonly looked: number;
  /** `file: link`. */
  readonly dead: readonly string[];
}

/** Relative links of these Markdown files whose file, folder or heading is not below `root`. */
export function deadLinks(root: string, files: readonly string[]): LinksFound {
  let looked = 0;
  const dead: string[] = [];
  for (const file of files)
    for (const [, link = ''] of withoutCode(textOf(root, file)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z][a-z+.-]*:/.test(link)) continue;
      looked++;
      const [path = '', anchor] = decodeURIComponent(link).split('#', 2);
      const target = path === '' ? file : normalize(join(dirname(file), path));
      const isThere = !target.startsWith('..') && existsSync(join(root, target));
      if (!isThere || (anchor !== undefined && !anchorsOf(textOf(root, target)).has(anchor)))
        dead.push(`${file}: ${link}`);
    }
  return { looked, dead };
}

/** Documents that these files name by a path from the root (`docs/….md`), in hints, schemas and comments, and that are not there. */
export function deadNames(root: string, pattern: string): LinksFound {
  const names = new Map<string, string>();
  for (const file of globSync(pattern, { cwd: root }))
    for (const [name] of textOf(root, file).matchAll(
      /(?<![\w./-])(?:docs|conformance|simulator|reports|scripts|vectors)\/[\w./-]*\.md\b/g,
    ))
      names.set(name, file);
  const dead = [...names].filter(([name]) => !existsSync(join(root, name)));
  return { looked: names.size, dead: dead.map(([name, file]) => `${file}: ${name}`) };
}
