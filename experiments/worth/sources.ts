/** What is learned first, and the networks that have learned it: one the labels as they are, others the labels shuffled. */
import { type Composition, chemicalSystem, hasRealAnion, parseFormula } from 'ionsieve/chemistry';
import { type Matrix, selectRows, shuffled, startProgress, stream } from 'ionsieve/core';
import { ELEMENTAL_SETS, elementalDescriptors } from 'ionsieve/descriptors';
import { groupedFolds, meanAbsoluteError, spearman, splitFolds } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import { fitRegressor, type Regressor } from 'ionsieve/models';
import { shippedPhases } from 'ionsieve/stability';
import { combinePolymorphs, labelStructures, loadLabelTable, loadTraining, publishedTeacher } from 'ionsieve/transfer';
import type { SourceName, WorthEffort } from './define.ts';

/** Labels of many compositions. */
export interface Source {
  readonly name: SourceName;
  readonly unit: string;
  readonly compositions: readonly Composition[];
  readonly y: readonly number[];
}

/** Networks of one source. */
export interface Networks {
  readonly name: SourceName;
  readonly real: Regressor;
  readonly controls: readonly Regressor[];
}

/** One fold of so many is held out, by chemical system. */
const FOLDS = 10;

/**
 * The fraction of each element.
 * @example fractionsOf([parseFormula('LiF')]).cols; // 96
 */
export function fractionsOf(compositions: readonly Composition[]): Matrix {
  return elementalDescriptors(compositions, ELEMENTAL_SETS['element-fractions']);
}

/**
 * Formation energies in eV an atom, or the probabilities that the published model gives to structures, mean over those of a formula.
 * @param every one row of so many
 * @throws {UserError} when a shipped table was changed
 * @example openSource('energies', 1).y.length; // 85,014
 */
export function openSource(name: SourceName, every: number): Source {
  const { unit, rows } = name === 'energies' ? energies() : labels();
  const kept = rows.filter((_, row) => row % every === 0);
  return { name, unit, compositions: kept.map(({ composition }) => composition), y: kept.map(({ y }) => y) };
}

function energies() {
  const { formulas, energies: values } = shippedPhases();
  const rows = Array.from(formulas, (formula, row) => ({ composition: parseFormula(formula), y: values[row]! }));
  return { unit: 'eV/atom', rows: rows.filter(({ composition }) => composition.atomicNumbers.length > 1) };
}

function labels() {
  const { ids, formulas, X } = loadLabelTable();
  const { probability } = labelStructures(publishedTeacher(loadTraining()), X);
  const rows = combinePolymorphs(ids, formulas, probability).map((formula) => ({ ...formula, y: formula.probability }));
  return { unit: 'probability', rows: rows.filter(({ composition }) => hasRealAnion(composition)) };
}

/**
 * Fits the networks to nine tenths of the chemical systems of a source: all to the same rows.
 * @returns the networks, and how they do on the tenth that is held out, beside the training median
 * @throws {Error} before openSolvers
 * @example fitNetworks(openSource('labels', 1), worth.full, 0).numbers['source.labels.network.mae'].value;
 */
export function fitNetworks(
  { name, unit, compositions, y }: Source,
  { network, controls }: WorthEffort,
  seed: number,
): { readonly networks: Networks; readonly numbers: Numbers } {
  const systems = compositions.map((composition) => chemicalSystem(composition));
  const folds = groupedFolds(systems, FOLDS, stream(seed, `held out of ${name}`));
  const { train, test } = splitFolds(folds)[0]!;
  const X = fractionsOf(compositions);
  const [learned, question] = [selectRows(X, train), selectRows(X, test)];
  const [known, truth] = [train.map((row) => y[row]!), test.map((row) => y[row]!)];
  const bar = startProgress(`networks of ${name}`, controls + 1, 'networks');
  const fit = (targets: readonly number[], what: string, done: number) => {
    const fitted = fitRegressor(network, learned, targets, stream(seed, `${name} ${what}`));
    bar.update(done);
    return fitted;
  };
  const real = fit(known, 'network', 1);
  const dealt = Array.from({ length: controls }, (_, k) => {
    const order = shuffled(known.length, stream(seed, `${name} dealt out ${k}`));
    return fit(
      Array.from(order, (row) => known[row]!),
      `control ${k}`,
      k + 2,
    );
  });
  bar.stop();
  const median = [...known].sort((a, b) => a - b)[known.length >> 1]!;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const said = [real, ...dealt].map((fitted) => fitted.predict(question).mean);
  const off = said.map((answers) => meanAbsoluteError(truth, answers));
  const order = said.map((answers) => spearman(truth, answers) ?? 0);
  const n = test.length;
  const numbers: Numbers = {
    [`source.${name}.rows`]: measured(train.length, 'compositions', y.length),
    [`source.${name}.network.mae`]: measured(off[0]!, unit, n),
    [`source.${name}.controls.mae`]: measured(mean(off.slice(1)), unit, n),
    [`source.${name}.median.mae`]: measured(meanAbsoluteError(truth, new Float64Array(n).fill(median)), unit, n),
    [`source.${name}.network.spearman`]: measured(order[0]!, 'correlation', n),
    [`source.${name}.controls.spearman`]: measured(mean(order.slice(1)), 'correlation', n),
  };
  return { networks: { name, real, controls: dealt }, numbers };
}
