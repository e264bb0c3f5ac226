import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { fail, UserError } from '../core/errors.ts';
import { packageRoot, packageVersion } from '../core/files.ts';
import { processors as threads } from '../core/processors.ts';
import { readShipped, shippedNames } from '../core/shipped-data.ts';
import { SHIPPED_MEASURED, SHIPPED_STUDENTS } from '../experiment/shipped.ts';
import { readLearner } from '../learning/learner-file.ts';
import { FORMATION_ENERGY } from '../learning/predict-formation-energy.ts';
import { openTensorBackend } from '../models/tensor-backend.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { type Column, printResult } from './print-result.ts';

const HELP = `
Tells what this program finds on the machine, and what to do where something is missing. Exit code 2 where it cannot work
as it should.

Example: ionsieve doctor`;

/** The oldest Node that package.json allows. */
const LEAST_NODE = [20, 19] as const;
/** What the heaviest command takes at its peak, with room to spare. */
const NEEDED_GIB = 2;

/** One thing that was looked at. */
interface Finding {
  readonly what: string;
  readonly found: string;
  /** What to do; none where all is well. */
  readonly remedy?: string;
}

/**
 * `ionsieve doctor`: what is installed, and what to do.
 * @example program.addCommand(doctorCommand());
 */
export function doctorCommand(): Command {
  return withFormOptions(new Command('doctor'))
    .description('tell what is installed and whether it works')
    .addHelpText('after', HELP)
    .action(runDoctor);
}

const COLUMNS: readonly Column[] = [
  { name: 'what', title: 'what' },
  { name: 'found', title: 'found' },
  { name: 'state', title: 'state', colours: { ok: 'green', trouble: 'red' } },
  { name: 'remedy', title: 'what to do' },
];

async function runDoctor(options: FormOptions): Promise<void> {
  const version = { what: 'ionsieve', found: packageVersion() };
  const findings: Finding[] = [version, node(), processors(), memory(), simd(), await tensors(), data(), students()];
  const rows = findings.map(({ what, found, remedy }) => [what, found, remedy ? 'trouble' : 'ok', remedy ?? '']);
  await printResult(formOf(options), { columns: COLUMNS, pages: [rows] });
  const wrong = findings.filter(({ remedy }) => remedy !== undefined);
  if (wrong.length > 0) {
    fail('doctor', 'everything in order', `trouble with ${wrong.map(({ what }) => what).join(', ')}`, 'see above');
  }
}

function node(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const isOld = major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1]);
  const remedy = `install Node.js ${LEAST_NODE.join('.')} or newer`;
  return { what: 'Node.js', found: process.versions.node, ...(isOld && { remedy }) };
}

function processors(): Finding {
  return { what: 'processors', found: `${threads()} for threads` };
}

function memory(): Finding {
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  const isLittle = totalmem() < NEEDED_GIB * 2 ** 30;
  const remedy = `${NEEDED_GIB} GiB are needed for the heaviest commands`;
  return { what: 'memory', found: `${gib(freemem())} of ${gib(totalmem())} GiB free`, ...(isLittle && { remedy }) };
}

/** A module of one function that adds two vectors of four integers: valid only where SIMD is known. */
const SIMD_MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

function simd(): Finding {
  const isKnown = WebAssembly.validate(SIMD_MODULE);
  const remedy = 'the screening kernel needs it: take a newer Node.js';
  return { what: 'WebAssembly SIMD', found: isKnown ? 'yes' : 'no', ...(!isKnown && { remedy }) };
}

const BACKENDS: Readonly<Record<string, string>> = {
  'tfjs-node': 'tfjs-node, and WebAssembly for results that repeat',
  wasm: 'WebAssembly; tfjs-node is not installed and not needed',
  cpu: 'plain JavaScript',
};

/** The native binding is optional: shipped results are made on WebAssembly, which repeats to the byte. */
async function tensors(): Promise<Finding> {
  const what = 'TensorFlow.js';
  try {
    const fastest = await openTensorBackend('auto');
    const remedy = 'perceptrons are slow so: install the package again';
    return { what, found: BACKENDS[fastest]!, ...(fastest === 'cpu' && { remedy }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { what, found: 'none that starts', remedy: 'install the package again' };
  }
}

function data(): Finding {
  const damaged = shippedNames().filter((name) => !opens(() => readShipped(name)));
  const remedy = `restore ${damaged.join(', ')}, or rebuild them and their manifest`;
  return { ...intact('data', shippedNames().length, damaged.length, 'tables'), ...(damaged.length > 0 && { remedy }) };
}

function students(): Finding {
  const names = [...Object.values(SHIPPED_STUDENTS), SHIPPED_MEASURED, FORMATION_ENERGY];
  const damaged = names.filter((name) => !opens(() => readLearner(join(packageRoot(), name))));
  const remedy = `restore ${damaged.join(', ')}, or copy them from results/ (data/README.md)`;
  return { ...intact('students', names.length, damaged.length, 'files'), ...(damaged.length > 0 && { remedy }) };
}

const intact = (what: string, all: number, damaged: number, noun: string): Finding => ({
  what,
  found: `${all - damaged} of ${all} ${noun} as shipped (SHA-256)`,
});

/** Every file is checked against its hash when it is read. */
function opens(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
