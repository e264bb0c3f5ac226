/** Checks a regression's options where they come from: a file, a command line or a program. */
import type { RegressionSpec } from './regression-spec.ts';
import {
  BOOSTED_TREES,
  COUNT,
  checkOptions,
  EXTRA_TREES,
  NETWORK,
  NOT_NEGATIVE,
  oneOf,
  POSITIVE,
  type Rule,
} from './spec-rules.ts';

const RULES: Record<RegressionSpec['kind'], Record<string, Rule>> = {
  ridge: { l2: POSITIVE },
  'gaussian-process': {
    kernel: oneOf('laplacian', 'rbf'),
    lengthScale: POSITIVE,
    noise: POSITIVE,
    columns: oneOf('raw', 'standardised'),
  },
  'extra-trees': EXTRA_TREES,
  'boosted-trees': { ...BOOSTED_TREES, loss: oneOf('squared', 'absolute') },
  mlp: { ...NETWORK, loss: oneOf('squared', 'absolute') },
  nearest: { neighbours: COUNT },
  median: {},
  'support-vector-regression': { C: POSITIVE, gamma: POSITIVE, epsilon: NOT_NEGATIVE },
  pls: { components: COUNT },
  blend: {
    members: {
      expected: 'a list of at least one regression spec',
      holds: (value) => Array.isArray(value) && value.length > 0,
    },
  },
};

/**
 * Checks that a value is a {@link RegressionSpec}: a known kind, every option present, none unknown, each within its range; of
 * a blend, also its members.
 *
 * @param value what may be a regression's options
 * @param where file or option it came from, for the message
 * @throws {UserError} naming the first option at fault
 * @example checkRegressionSpec({ kind: 'median' }, 'law').kind; // 'median'
 */
export function checkRegressionSpec(value: unknown, where: string): RegressionSpec {
  checkOptions(value, where, 'regression', Object.keys(RULES), (kind) => RULES[kind as RegressionSpec['kind']]);
  const spec = value as RegressionSpec;
  if (spec.kind === 'blend') {
    spec.members.forEach((member, k) => {
      checkRegressionSpec(member, `${where}, blend.members ${k}`);
    });
  }
  return spec;
}
