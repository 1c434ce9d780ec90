/** Writes docs/ca-lifecycle.md from the tables of the CA. */
import { writeFileSync } from 'node:fs';
import { drawLifecycles } from '../simulator/ca/lifecycle/drawing.ts';

writeFileSync(new URL('../docs/ca-lifecycle.md', import.meta.url), drawLifecycles());
