/**
 * The runs of a folder as RO-Crate 1.1 metadata (https://w3id.org/ro/crate/1.1) with the Process Run Crate profile 0.5
 * (https://w3id.org/ro/wfrun/process/0.5): what a repository reads of a deposit. Who ran it (agent) and under which licence it is given
 * away is for the depositor to fill in.
 */
import { join } from 'node:path';
import { packageRoot } from '../core/files.ts';
import { findShipped } from '../core/shipped-data.ts';
import { encodingFormat } from './encoding-format.ts';
import { CRATE_FILE, type InputFile, type RecordedFile, type RunPart, type RunRecord } from './run-record.ts';

/** A record, with the file that it stands in. */
export interface FiledRecord {
  readonly file: RecordedFile;
  readonly record: RunRecord;
}

/** Points to another entity. */
interface Reference {
  readonly '@id': string;
}

/** A thing that the metadata describe. */
export interface CrateEntity extends Reference {
  readonly '@type': string;
  readonly [property: string]: string | Reference | readonly Reference[];
}

/** What stands in ro-crate-metadata.json. */
export interface Crate {
  readonly '@context': readonly string[];
  readonly '@graph': readonly CrateEntity[];
}

const PROFILE = 'https://w3id.org/ro/wfrun/process/0.5';
/** The second one knows sha256. */
const CONTEXT = ['https://w3id.org/ro/crate/1.1/context', 'https://w3id.org/ro/terms/workflow-run/context'];
const LICENCE =
  'Not chosen: for the depositor to fill in. Tables that came with ionsieve have licences of their own, see the inputs; CC BY 4.0 ' +
  'asks to name the source.';

/**
 * The metadata of a folder.
 * @param records of finished runs, at least one, whose outputs are in the folder
 * @example roCrate([{ file: { path: 'run.json', ...hashFile('screened/run.json') }, record }])['@graph'].length;
 */
export function roCrate(records: readonly FiledRecord[]): Crate {
  const read = records.flatMap(({ record }) => record.inputs.filter(isInside));
  const written = records.flatMap(({ file, record }) => [...record.outputs, file]);
  const parts = unique([...read, ...written].map(fileEntity));
  const outside = unique(
    records.flatMap(({ record }) => record.inputs.filter((input) => !isInside(input)).map(sourceEntity)),
  );
  const actions = records.map(actionEntity);
  const programs = unique(records.map(({ record }) => programEntity(lastPart(record))));
  const last = records
    .map(({ record }) => lastPart(record).ended)
    .sort()
    .at(-1)!;
  const root: CrateEntity = {
    '@id': './',
    '@type': 'Dataset',
    conformsTo: { '@id': PROFILE },
    name: `${actions.map(({ name }) => name).join(', ')}, ${last.slice(0, 10)}`,
    description: `What these commands wrote: ${actions.map(({ description }) => description).join('; ')}`,
    datePublished: last,
    license: LICENCE,
    hasPart: parts.map(reference),
    mentions: actions.map(reference),
  };
  return {
    '@context': CONTEXT,
    '@graph': [DESCRIPTOR, root, PROFILE_ENTITY, ...parts, ...outside, ...actions, ...programs],
  };
}

const DESCRIPTOR: CrateEntity = {
  '@id': CRATE_FILE,
  '@type': 'CreativeWork',
  conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
  about: { '@id': './' },
};

const PROFILE_ENTITY: CrateEntity = {
  '@id': PROFILE,
  '@type': 'CreativeWork',
  name: 'Process Run Crate',
  version: '0.5',
};

function fileEntity({ path, bytes, sha256 }: RecordedFile): CrateEntity {
  return {
    '@id': uriOf(path),
    '@type': 'File',
    name: path,
    encodingFormat: encodingFormat(path),
    contentSize: String(bytes),
    sha256,
  };
}

/** An input that does not go with the deposit: known by its hash. */
function sourceEntity(input: InputFile): CrateEntity {
  const { path, sha256 } = input;
  const shipped = input.from === 'package' ? findShipped(join(packageRoot(), path)) : undefined;
  return {
    '@id': sourceId(input),
    '@type': 'CreativeWork',
    name: path,
    encodingFormat: encodingFormat(path),
    sha256,
    ...(shipped && { license: shipped.record.licence }),
  };
}

function actionEntity({ record }: FiledRecord): CrateEntity {
  const { inputs, outputs, parts } = record;
  const { command, ended, machine } = lastPart(record);
  const [first] = parts;
  return {
    '@id': `#run-${ended}`,
    '@type': 'CreateAction',
    name: command.slice(0, 2).join(' '),
    description: `${command.map(quoted).join(' ')}, on ${machine.cores} cores of ${machine.cpu}`,
    ...('started' in first! && { startTime: first.started }),
    endTime: ended,
    instrument: reference(programEntity(lastPart(record))),
    object: inputs.map((input) => ({ '@id': isInside(input) ? uriOf(input.path) : sourceId(input) })),
    result: outputs.map(({ path }) => ({ '@id': uriOf(path) })),
  };
}

function programEntity({ versions }: RunPart): CrateEntity {
  const { ionsieve } = versions;
  return { '@id': `#ionsieve-${ionsieve}`, '@type': 'SoftwareApplication', name: 'ionsieve', version: ionsieve };
}

/** The process that finished the run: it is never lost. */
function lastPart({ parts }: RunRecord): RunPart {
  return parts.at(-1) as RunPart;
}

/** Whether it is deposited with the outputs. */
function isInside({ from, path }: InputFile): boolean {
  return from === 'folder' && !/^(\.\.|\/|[A-Za-z]:)/.test(path);
}

const sourceId = ({ from, path }: InputFile): string => `#${from}/${uriOf(path)}`;

const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const reference = ({ '@id': id }: Reference): Reference => ({ '@id': id });

const quoted = (word: string): string => (/^[\w./,=:+-]+$/.test(word) ? word : `'${word}'`);

/** One entity an id, the last one of those that share it. */
function unique(entities: readonly CrateEntity[]): CrateEntity[] {
  return [...new Map(entities.map((entity) => [entity['@id'], entity])).values()];
}
