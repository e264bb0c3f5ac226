/** Checks at the door what the types of an experiment on a property cannot say. */
import { fail } from '../../core/errors.ts';
import { nearestWord } from '../../core/nearest-word.ts';
import { openDescriptors } from '../../descriptors/descriptors.ts';
import { structuralParts } from '../../descriptors/parts.ts';
import { checkChain } from './check-chain.ts';
import { checkThreshold } from './check-threshold.ts';
import type { PropertyEffort, PropertyExperiment } from './define.ts';
import { descriptorsOf } from './input.ts';

/** What keys of numbers are made of. */
const NAME = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * Names are fit for keys of numbers and stand for one thing each, an effort names methods that there are, there is a validation, and
 * classes have a threshold.
 * @throws {UserError} for the first fault
 * @example checkProperty(bandgap, bandgap.quick);
 */
export function checkProperty(experiment: PropertyExperiment, effort: PropertyEffort): void {
  const { table, methods, validations, threshold } = experiment;
  const names = methods.map(({ name }) => name);
  checkNames('method', [...names, ...(experiment.students ?? []).map(({ name }) => name)]);
  checkNames(
    'validation',
    validations.map(({ name }) => name),
  );
  if (validations.length === 0) fail('validations', 'at least one', 'none', 'say how compounds are held out');
  const pupils = (experiment.students ?? []).map(({ name }) => name);
  for (const name of effort.methods) checkName('effort, methods', name, [...names, ...pupils]);
  checkChain(experiment);
  const sighted = methods.find(({ input }) => structuralParts(descriptorsOf(input)).length > 0);
  if (sighted && table.structures === undefined) {
    fail(`method ${sighted.name}`, 'structures, for its descriptors', 'none', 'name them in table.structures');
  }
  for (const { input } of methods) for (const part of structuralParts(descriptorsOf(input))) openDescriptors(part);
  checkThreshold(experiment);
  const classifier = methods.find(({ does }) => does !== 'regress');
  if (classifier && threshold === undefined) {
    fail(`method ${classifier.name}`, 'a threshold to tell classes by', 'none', 'give the experiment a threshold');
  }
}

function checkName(where: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const nearest = nearestWord(name, names);
  fail(where, `names of methods (${names.join(', ')})`, name, nearest ? `did you mean ${nearest}?` : 'add it');
}

function checkNames(noun: string, names: readonly string[]): void {
  names.forEach((name, i) => {
    if (!NAME.test(name)) {
      fail(`${noun} ${name}`, 'a name of small letters, digits, - and _', `"${name}"`, 'choose such a name');
    }
    if (names.indexOf(name) < i) fail(`${noun} ${name}`, 'each name once', 'it twice', 'choose another name');
  });
}
