import { describe, expect, test } from 'vitest';
import { algorithms } from '../../experiments/algorithms.ts';
import { barriers } from '../../experiments/barriers.ts';
import { cubuk2019 } from '../../experiments/cubuk2019.ts';
import { fujimura2013 } from '../../experiments/fujimura2013.ts';
import { measured } from '../../experiments/measured.ts';
import { sendek2019 } from '../../experiments/sendek2019.ts';
import { checkExperiment } from '../../src/experiment/check-experiment.ts';

const [student] = barriers.students!;
const classifier = { name: 'c', does: 'classify', input: { elemental: 'elemental-30' } };

/** A key left out and another put in its place. */
function renamed<Value extends object>(value: Value, key: keyof Value & string, other: string): object {
  const { [key]: kept, ...rest } = value;
  return { ...rest, [other]: kept };
}

function withSpace(model: object): object {
  const space = { method: { name: 'open', does: 'classify', input: { elemental: 'elemental-30' }, model } };
  return { ...algorithms, sweep: { ...algorithms.sweep!, space } };
}

describe('checkExperiment', () => {
  test.each([cubuk2019, measured, sendek2019])('lets $name pass as it is', (experiment) => {
    expect(checkExperiment(experiment, 'x.ts')).toBe(experiment);
  });

  test.each<[string, object, string]>([
    ['at the top', renamed(sendek2019, 'seed', 'sead'), 'x.ts: expected the keys '],
    ['at the top, with the nearest', renamed(sendek2019, 'seed', 'sead'), 'found "sead"; did you mean seed?'],
    [
      'one level down',
      { ...fujimura2013, quick: renamed(fujimura2013.quick, 'resamples', 'resample') },
      'found "resample"; did you mean resamples?',
    ],
    [
      'in a list',
      { ...barriers, students: [renamed(student!, 'learns', 'learn')] },
      'x.ts, students.0: expected the keys name, does, input, model, learns, found "learn"; did you mean learns?',
    ],
    [
      'in the options of a model',
      { ...fujimura2013, methods: [{ ...classifier, model: { kind: 'logistic', L2: 1 } }] },
      'x.ts, methods.0.model: model, logistic.l2: expected a number above 0, found nothing',
    ],
    [
      'that is one too many in a model',
      { ...fujimura2013, methods: [{ ...classifier, model: { kind: 'logistic', l2: 1, classWeight: 'none' } }] },
      'no option but l2, classWeights, found "classWeight"; did you mean classWeights?',
    ],
    [
      'within one of two kinds of input',
      { ...fujimura2013, methods: [{ ...fujimura2013.methods[0]!, input: { structurel: [] } }] },
      'x.ts, methods.0.input: expected the keys structural, mobileIon, counterIon, found "structurel"; did you mean structural?',
    ],
    [
      'of a range that a sweep leaves open',
      withSpace({ kind: 'logistic', l2: { from: 1, too: 10, scale: 'log', steps: 3 } }),
      'x.ts, sweep.space.method.model.l2: expected the keys from, to, scale, steps, whole, found "too"; did you mean to?',
    ],
    [
      'of a model with an open option',
      withSpace({ kind: 'kernel-svm', C: 1, gama: { from: 1, to: 10, scale: 'log', steps: 3 } }),
      'x.ts, sweep.space.method.model: model, kernel-svm.gamma: expected a number above 0, found nothing',
    ],
    [
      'of a search',
      { ...algorithms, sweep: { ...algorithms.sweep!, quick: { seeds: [0], searches: [{ kind: 'tpee' }] } } },
      'x.ts, sweep.quick.searches.0.kind: expected grid, random, halving, tpe, found "tpee"; did you mean tpe?',
    ],
    ['that is far from every other', { ...sendek2019, colour: 'red' }, 'found "colour"; remove it'],
  ])('tells of a key that is not known, %s', (_, experiment, line) => {
    expect(() => checkExperiment(experiment, 'x.ts')).toThrow(line);
  });

  test.each<[string, object, string]>([
    ['a kind', { ...sendek2019, kind: 'verdict' }, 'x.ts, kind: expected property, own, found "verdict"'],
    ['a kind, with the nearest', { ...sendek2019, kind: 'propertys' }, 'found "propertys"; did you mean property?'],
    [
      'a word',
      { ...fujimura2013, table: { ...fujimura2013.table, scale: 'log' } },
      'x.ts, table.scale: expected as it stands, log10, found "log"; did you mean log10?',
    ],
    ['a text for a number', { ...sendek2019, seed: '0' }, 'x.ts, seed: expected number, found "0"; see its type'],
    [
      'a fraction for a count',
      { ...fujimura2013, quick: { ...fujimura2013.quick, refits: 1.5 } },
      'x.ts, quick.refits: expected int, found 1.5; see its type',
    ],
    [
      'a value that a sweep may try',
      withSpace({ kind: 'logistic', l2: { oneOf: [1, 0] } }),
      'x.ts, sweep.space.method.model: model, logistic.l2: expected a number above 0, found 0',
    ],
    [
      'code that cannot run',
      { ...sendek2019, run: 'later' },
      'x.ts, run: expected a function, found "later"; see its type',
    ],
    [
      'a missing key',
      { ...sendek2019, expected: undefined },
      'x.ts, expected: expected array, found nothing; see its type',
    ],
  ])('tells of %s that cannot be', (_, experiment, line) => {
    expect(() => checkExperiment(experiment, 'x.ts')).toThrow(line);
  });

  test.each<[object, string]>([
    [{ template: 'ABX', sits: { A: ['Li'] } }, 'anchor, template, sites, found "sits"; did you mean sites?'],
    [{ templat: 'ABX', sites: { A: ['Li'] } }, 'anchor, template, sites, found "templat"; did you mean template?'],
    [{ series: 'Li7-3xAlxLa3Zr2O12', xs: {} }, 'anchor, series, x, found "xs"; did you mean x?'],
    [{ formula: ['LiCl'] }, 'anchor, formulas, found "formula"; did you mean formulas?'],
    [
      { elements: ['O'], arity: [3], maxCoefficient: 4 },
      'arities, maxCoefficient, found "arity"; did you mean arities?',
    ],
    [{ anchr: 'Li', formulas: ['LiCl'] }, 'anchor, formulas, found "anchr"; did you mean anchor?'],
  ])('names the nearest key of the form that fits best: %j', (space, line) => {
    const screening = { ...barriers.screening!, space };
    expect(() => checkExperiment({ ...barriers, screening }, 'x.ts')).toThrow(line);
  });
});
