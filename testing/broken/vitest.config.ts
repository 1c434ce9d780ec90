/** The configuration of all tests, over the tests of this folder alone, of which some must fail. */
import base from '../../vitest.config.ts';

export default { ...base, test: { ...base.test, include: ['testing/broken/*.test.ts'] } };
