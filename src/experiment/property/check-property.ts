/** Checks at the door what the types of an experiment on a property cannot say. */
import { fail } from '../../core/errors.ts';
import { openDescriptors } from '../../descriptors/descriptors.ts';
import { structuralParts } from '../../descriptors/parts.ts';
import { checkChain } from './check-chain.ts';
import { checkComposites } from './check-composites.ts';
import { checkName } from './check-name.ts';
import { checkThreshold } from './check-threshold.ts';
import { sightedMethods } from './composite.ts';
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
  const { table, methods, validations, threshold, students = [], composites = [] } = experiment;
  const names = [...methods, ...students, ...composites].map(({ name }) => name);
  checkNames('method', names);
  checkNames(
    'validation',
    validations.map(({ name }) => name),
  );
  if (validations.length === 0) fail('validations', 'at least one', 'none', 'say how compounds are held out');
  for (const name of effort.methods) checkName('effort, methods', name, names, 'methods');
  checkChain(experiment);
  checkComposites(experiment);
  const seeing = [...methods, ...sightedMethods(composites)];
  const sighted = seeing.find(({ input }) => structuralParts(descriptorsOf(input)).length > 0);
  if (sighted && table.structures === undefined) {
    fail(`method ${sighted.name}`, 'structures, for its descriptors', 'none', 'name them in table.structures');
  }
  for (const { input } of seeing) for (const part of structuralParts(descriptorsOf(input))) openDescriptors(part);
  checkThreshold(experiment);
  const classifier = methods.find(({ does }) => does !== 'regress');
  if (classifier && threshold === undefined) {
    fail(`method ${classifier.name}`, 'a threshold to tell classes by', 'none', 'give the experiment a threshold');
  }
}

function checkNames(noun: string, names: readonly string[]): void {
  names.forEach((name, i) => {
    if (!NAME.test(name)) {
      fail(`${noun} ${name}`, 'a name of small letters, digits, - and _', `"${name}"`, 'choose such a name');
    }
    if (names.indexOf(name) < i) fail(`${noun} ${name}`, 'each name once', 'it twice', 'choose another name');
  });
}
