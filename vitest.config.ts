import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{simulator,conformance,reports,scripts}/**/*.test.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    setupFiles: ['testing/lint-issued.ts'],
    // Many tests start a Node of their own: what one has read the next need not read again.
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'fpos-hil-compile-cache') },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
