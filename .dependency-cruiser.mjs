/**
 * Which folder may import which, checked by `npm run check`. The figure in README.md is drawn from the same table.
 *
 * Who builds does not judge: conformance/decode reads with other code than simulator/pki writes with.
 */

/** folder → what of ours it may import, besides itself and simulator/errors.ts. */
const MAY = {
  'simulator/world': [],
  'simulator/apdu': [],
  'simulator/people': ['simulator/world'],
  'simulator/pki': ['simulator/world'],
  'simulator/profile': ['simulator/pki', 'simulator/world'],
  'simulator/card': ['simulator/world', 'simulator/people', 'simulator/apdu', 'simulator/pki'],
  'simulator/reader': ['simulator/world', 'simulator/apdu'],
  'simulator/jlis': [
    'simulator/world',
    'simulator/people',
    'simulator/pki',
    'simulator/profile',
    'simulator/card/index.ts',
  ],
  'simulator/ca': ['simulator/world', 'simulator/pki', 'simulator/profile'],
  'simulator/hub': ['simulator/world', 'simulator/pki', 'simulator/profile'],
  'simulator/relying-party': ['simulator/world', 'simulator/pki', 'simulator/profile'],
  'simulator/fpos': ['simulator/apdu', 'simulator/pki', 'simulator/profile'],
  'simulator/society': ['simulator'],
  'conformance/requirements': [],
  // world for tests alone, which look foreign programs up there; the rule on types below keeps it from the readers.
  'conformance/decode': ['simulator/apdu', 'simulator/world/index.ts'],
  'conformance/lint': ['conformance/decode'],
  'conformance/checks': [
    'conformance/requirements',
    'conformance/decode',
    'conformance/lint',
    'conformance/verdict',
    'simulator/world/index.ts',
  ],
  'conformance/verdict': [
    'conformance/requirements',
    'conformance/decode',
    'conformance/checks',
    'simulator/world/index.ts',
  ],
  'conformance/(iut|cases|attacks|models|mutants|runner)': ['conformance', 'simulator/[a-z-]+/index.ts'],
  reports: ['conformance/verdict', 'conformance/requirements', 'simulator/apdu', 'simulator/world/index.ts'],
  scripts: ['simulator', 'conformance', 'reports'],
};

const pattern = (path) => path.replace(/\.ts$/, '\\.ts$');

const directions = Object.entries(MAY).map(([folder, may]) => ({
  name: `${folder} imports only ${may.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  comment: 'See the table in .dependency-cruiser.mjs: move the code, or hand the thing in as an argument.',
  from: { path: `^${folder}/` },
  to: {
    path: '^(simulator|conformance|reports|scripts|bin)/',
    pathNot: [`^${folder}/`, '^simulator/errors\\.ts$', ...may.map((m) => `^${pattern(m)}`)],
  },
}));

export default {
  forbidden: [
    ...directions,
    {
      name: 'the simulator stands alone',
      severity: 'error',
      comment: 'A developer uses the simulator without the suite.',
      from: { path: '^simulator/' },
      to: { path: '^(conformance|reports|scripts)/' },
    },
    {
      name: 'checks and verdicts see a simulator only as types of observations',
      severity: 'error',
      comment: 'A verdict is a pure function of what was seen.',
      from: {
        path: '^(conformance/(checks|verdict|decode|lint|requirements)|reports)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^simulator/world/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no cycles',
      severity: 'error',
      comment: 'A cycle has no order in which to be read.',
      from: {},
      // What is imported as a type alone makes no order.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
