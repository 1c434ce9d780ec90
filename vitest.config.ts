import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{simulator,conformance,reports,scripts}/**/*.test.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    setupFiles: ['testing/lint-issued.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
