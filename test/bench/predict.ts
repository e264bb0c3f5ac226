/**
 * Formulas answered a second by the shipped models, many at once against one by one in the same run, on one core.
 *   npx tsx test/bench/predict.ts [student of measurements]
 * The formulas are lithium with three of ten partners, drawn from all coefficients to 12. Both ways have to give the same answers.
 */

import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { packageRoot } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { SHIPPED_MEASURED, SHIPPED_STUDENT } from '../../src/experiment/shipped.ts';
import { openPredictor } from '../../src/transfer/predict.ts';
import { timingOf } from './measure.ts';

const PARTNERS = ['P', 'S', 'Cl', 'O', 'Si', 'Ge', 'Br', 'Al', 'Mg', 'N'];
const MOST = 12;
const ROUNDS = 5;
const FORMULAS = 4096;
const AT_ONCE = 256;

const random = stream(0, 'predict bench');
const below = (n: number) => Math.floor(random() * n);
const formulas = Array.from({ length: FORMULAS }, () => {
  const left = [...PARTNERS];
  const partners = Array.from({ length: 3 }, () => left.splice(below(left.length), 1)[0]!);
  return ['Li', ...partners].map((symbol) => `${symbol}${1 + below(MOST)}`).join('');
});

const shipped = (path: string) => join(packageRoot(), path);
const predictor = openPredictor(shipped(SHIPPED_STUDENT), process.argv[2] ?? shipped(SHIPPED_MEASURED));
const blocks = Array.from({ length: FORMULAS / AT_ONCE }, (_, k) => formulas.slice(k * AT_ONCE, (k + 1) * AT_ONCE));
const together = () => blocks.flatMap((block) => predictor.formulas(block));
const alone = () => formulas.map((text) => predictor.formula(text));
const same = isDeepStrictEqual(together(), alone());

/** Formulas for each second of the processor: what else the machine does counts little. */
function rate(answer: () => unknown): number {
  const begin = process.cpuUsage();
  answer();
  const { user, system } = process.cpuUsage(begin);
  return (1e6 * FORMULAS) / (user + system);
}

const rounds = Array.from({ length: ROUNDS }, () => ({ together: rate(together), alone: rate(alone) }));
const median = (values: readonly number[]): number => timingOf(values).median;
console.log(`${FORMULAS} formulas; answers ${same ? 'the same to the bit' : 'DIFFER'}`);
console.log(
  `${AT_ONCE} at once ${median(rounds.map((round) => round.together)).toFixed(0)} formulas/s (median of ${ROUNDS})`,
);
console.log(`one by one  ${median(rounds.map((round) => round.alone)).toFixed(0)} formulas/s`);
console.log(`ratio       ${median(rounds.map((round) => round.together / round.alone)).toFixed(1)}`);
if (!same) process.exitCode = 1;
