/** Checks at run time that a value is an experiment: every key known, none missing, each of its type. */
import type { z } from 'zod';
import { fail, UserError } from '../core/errors.ts';
import { show } from '../models/spec-rules.ts';
import type { AnyExperiment } from './kinds.ts';
import { ownSchema } from './schema/own.ts';
import { byKey } from './schema/parts.ts';
import { propertySchema } from './schema/property.ts';

const schema = byKey<AnyExperiment>('kind', {
  property: propertySchema as unknown as z.ZodType<AnyExperiment>,
  own: ownSchema as unknown as z.ZodType<AnyExperiment>,
});

type Issue = z.core.$ZodIssue;

/**
 * Checks an experiment and reports the first fault in one line; for an unknown key, with the nearest known one.
 * @param where the file it came from
 * @throws {UserError} for anything but an experiment
 * @example checkExperiment({ ...sendek2019, sead: 1 }, 'x.ts'); // x.ts: expected the keys ..., found "sead"; did you mean seed?
 */
export function checkExperiment(value: unknown, where: string): AnyExperiment {
  if (typeof value !== 'object' || value === null) fail(where, 'an experiment', show(value), 'export a typed value');
  refuseUnwritable(value, where);
  const { error } = schema.safeParse(value);
  if (!error) return value as AnyExperiment;
  const { path, message } = worst(error.issues, []);
  const place = [where, ...(path.length > 0 ? [path.join('.')] : [])].join(', ');
  throw new UserError(`${place}: ${line(message, at(value, path))}`.replace(/\s+/g, ' '));
}

const DEEPEST = 50;

/** A file is a program, and can make what JSON cannot write: no hash could be taken of it, and no walk over it would end. */
function refuseUnwritable(value: unknown, where: string): void {
  const above = new Set<object>();
  const done = new Set<object>();
  const visit = (part: unknown): void => {
    if (typeof part === 'bigint') fail(where, 'ordinary numbers', show(part), 'write it without the n');
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part) || done.has(part)) return;
    if (above.has(part) || above.size === DEEPEST) {
      const found = above.has(part) ? 'one that holds itself' : 'a deeper one';
      fail(where, `values nested up to ${DEEPEST} deep`, found, 'write it out flat');
    }
    above.add(part);
    Object.values(part).forEach(visit);
    above.delete(part);
    done.add(part);
  };
  visit(value);
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly isMisspelt: boolean;
}

/** The fault to report: a misspelt key is also a missing one, and the misspelling says more. */
function worst(issues: readonly Issue[], before: readonly PropertyKey[]): Fault {
  const faults = issues.map((issue) => deepest(issue, before));
  return faults.find(({ isMisspelt }) => isMisspelt) ?? faults[0]!;
}

/** A form of a union, and how far a value is from it. */
interface Form {
  readonly fault: Fault;
  /** Whether the key that it does not know is nearly one that it knows. */
  readonly isNear: boolean;
  /** Keys that it does not know, lacks, or has of another type; what is wrong farther in is no misfit of the form. */
  readonly misfits: number;
}

/** Of the forms of a union the one that fits best, and of equals the one that was followed farthest: there the user's mistake lies. */
function deepest(issue: Issue, before: readonly PropertyKey[]): Fault {
  const path = [...before, ...issue.path];
  const { code, message } = issue;
  if (code !== 'invalid_union') return { path, message, isMisspelt: code === 'unrecognized_keys' };
  const forms = issue.errors.map((branch) => formOf(branch, path));
  const depth = ({ fault }: Form): number => fault.path.length;
  return forms.sort(
    (a, b) =>
      Number(b.isNear) - Number(a.isNear) ||
      a.misfits - b.misfits ||
      Number(b.fault.isMisspelt) - Number(a.fault.isMisspelt) ||
      depth(b) - depth(a),
  )[0]!.fault;
}

/** Where a form lacks one key, and knows one of the value's not, one stands for the other. */
function formOf(branch: readonly Issue[], path: readonly PropertyKey[]): Form {
  const fault = worst(branch, path);
  const own = branch.filter((issue) => issue.path.length <= 1);
  const unknown = own.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const others = own.filter(({ code }) => code !== 'unrecognized_keys').map((issue) => issue.path[0]);
  const isNear = fault.isMisspelt && !fault.message.endsWith(FAR);
  const stands = fault.isMisspelt && !isNear && unknown.length === 1 && others.length === 1;
  const message = stands ? fault.message.replace(FAR, `did you mean ${String(others[0])}?`) : fault.message;
  return { fault: { ...fault, message }, isNear, misfits: unknown.length + others.length };
}

/** How the line on a key ends that is near to no other. */
const FAR = 'remove it';

/** Our own messages are whole; those of zod lack what was found. */
function line(message: string, found: unknown): string {
  const [, expected] = /^Invalid input: expected (.*?)(?:, received .*)?$/.exec(message) ?? [];
  if (expected) return `expected ${expected}, found ${show(found)}; see its type in the documentation`;
  return message.includes('found ') ? message : `${message}, found ${show(found)}; see its type in the documentation`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
