/** docs/scaling.md from results/scaling.json: what 10^12 compositions cost, and from which measurement each figure follows. */
import type { ScalingRecord, SpaceSize, UnitCost } from './scaling-record.ts';

/** Slurm's default MaxArraySize is 1001: indices 1 to 1000. */
const MOST_TASKS = 1000;

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const digits = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Core-hours of a space from seconds a billion compounds. */
export function coreHours(secondsPerBillion: number, compounds: number): number {
  return (secondsPerBillion * compounds) / 1e9 / 3600;
}

/** Array tasks of about an hour, at most 1,000 and no more than units, and the cores that each then needs. */
export function tasksOf(hours: number, units: number): { readonly tasks: number; readonly cores: number } {
  const tasks = Math.min(Math.max(1, Math.ceil(hours)), MOST_TASKS, units);
  return { tasks, cores: Math.ceil(hours / tasks) };
}

const nameOf = ({ student, neutral, visit }: UnitCost): string =>
  `${student === 'paper' ? "the paper's linear student" : 'the perceptron of measurements'}, ${visit}, ${neutral ? '`--neutral`' : 'no filter'}`;

function costRows(record: ScalingRecord, { max, distinct, units }: SpaceSize): string[][] {
  return record.costs
    .filter((cost) => cost.max === max)
    .map((cost) => {
      const hours = coreHours(cost.mean, distinct);
      const { tasks, cores } = tasksOf(hours, units[cost.student]);
      const range = `${digits(cost.median)} (${digits(cost.min)} to ${digits(cost.most)})`;
      const error = digits(coreHours(1.96 * cost.error, distinct));
      return [nameOf(cost), digits(cost.mean), range, `${digits(hours)} ± ${error}`, whole(tasks), whole(cores)];
    });
}

function shardRows({ shards, costs }: ScalingRecord): string[][] {
  return shards.map((shard) => {
    const visit = shard.student === 'paper' ? 'bounds' : 'every compound';
    const cost = costs.find((one) => one.student === shard.student && one.visit === visit && !one.neutral)!;
    const said = (cost.mean * shard.compounds) / 1e9;
    return [
      nameOf(cost),
      whole(shard.compounds),
      digits(said),
      `${digits(shard.processor_s)} (${digits(shard.wall_s)})`,
      digits(shard.memory_MB),
      `${digits(shard.checkpoint_bytes / 1e3)} + ${digits(shard.job_bytes / 1e3)}`,
    ];
  });
}

/** The page. */
export function scalingPage(record: ScalingRecord): string {
  const { machine, merge, parquet, spaces, date } = record;
  const last = merge.runs.at(-1)!;
  const share = parquet.rows / parquet.compounds;
  const costs = spaces.map((space) => {
    const head = ['student', 's a 10^9, mean', 'median (range)', 'core-hours, 95 %', 'tasks', 'cores a task'];
    return `### Coefficients up to ${space.max}: ${whole(space.distinct)} compounds

${whole(space.elementSets)} element sets, ${whole(space.formulaStrings)} formula strings, ${whole(space.units.paper)} units of work for a linear student and
${whole(space.units.measured)} for a perceptron.

${table(head, costRows(record, space))}
`;
  });
  const written = spaces.map((space) => [
    whole(space.distinct),
    whole(space.distinct * share),
    digits((space.distinct * share * parquet.bytes) / parquet.rows / 1e9),
  ]);
  return `# What 10^12 compositions cost

Written by \`npx tsx test/bench/scaling.ts\` from [results/scaling.json](../results/scaling.json), measured on ${date}: ${machine.cpu},
${machine.cores} cores, ${machine.memory_GB} GB, Node.js ${machine.node}; load before ${machine.load_before}. Times are of a processor, not of the clock, which other work
on the machine stretches; with other work beside it a core is still slower than alone.

## The spaces

Quinaries: lithium with four of 92 partners, each reduced formula once, in closed form (\`countSpace\`). Coefficients up to 13 give
10^12 compounds, up to 20, as in the published space of ternaries and quaternaries, nearly ten times as many.

## Core-hours and tasks

Measured: ${record.costs[0]!.n} contiguous units of work, drawn at random from all units of the space, for each line; a unit is as many whole element
sets as make 30 million compounds (linear) or 10 million (perceptron). Each unit is done as a shard does it, with a list of ${whole(merge.listed)}.
Extrapolated: core-hours = mean seconds a 10^9 × compounds / 10^9 / 3600; the interval is 1.96 standard errors of that mean. Tasks are the
array tasks of about an hour: core-hours rounded up, at most ${whole(MOST_TASKS)} (Slurm's MaxArraySize is 1001 unless set), with as many cores each as that
leaves. A perceptron visits every compound; it has no bounds. Where a neutrality filter leaves few compounds, bounds cost more than they
save: take \`--exhaustive\`, which gives the same files.

${costs.join('\n')}
## A whole shard, to check

Shard 500 of 1,000 of the space of coefficients up to ${spaces[0]!.max}, done by the built command on one thread, n = 1 run each. Said: mean seconds a 10^9 of
the table above × its compounds; measured is all of the process. What a shard of a linear student takes beyond that is mostly its first look at the bounds of all element
sets: ${digits(record.first_look_s)} s here (measured by itself, n = 1), whatever the size of the shard. A few large shards cost less than many small ones.

${table(['student', 'compounds', 'said, s', 'measured, s (clock)', 'peak memory, MB', 'checkpoint + job, kB'], shardRows(record))}

## Storage

Every shard leaves checkpoint.json and job.json, whose size hardly depends on how much it covers: the lists of the best of ${whole(last.shards)} shards, each
full with ${whole(merge.listed)} compounds, are ${digits(last.bytes / 1e6)} MB with their jobs (measured: the merge below). The merged list is one top.csv.

Parquet of the perceptron's compounds with \`--neutral --write-above ${parquet.probability}\`. Measured: ${whole(parquet.rows)} rows and ${whole(parquet.bytes)} bytes from
${whole(parquet.compounds)} compounds in ${record.costs[0]!.n} random units. Extrapolated: rows = compounds × ${digits(share)}, bytes = rows × ${digits(parquet.bytes / parquet.rows)}.

${table(['compounds', 'rows', 'GB'], written)}

## Merge

Measured, n = 1 run each: \`ionsieve merge\` of the ${whole(merge.compounds)} ternaries of the published space, cut into shards that each hold a full list of
${whole(merge.listed)}, written by the code that a screening writes them with. All give the bytes of one piece: ${merge.runs.every(({ same }) => same) ? 'yes' : 'NO'}.

${table(
  ['shards', 'MB read', 'processor, s', 'clock, s', 'peak memory, MB'],
  merge.runs.map((run) => [
    whole(run.shards),
    digits(run.bytes / 1e6),
    digits(run.processor_s),
    digits(run.wall_s),
    digits(run.memory_MB),
  ]),
)}

Shards are added up one after another, so memory stays that of one shard and the whole list. Time grows by ${digits(
    ((last.processor_s - merge.runs[0]!.processor_s) / (last.shards - 1)) * 1000,
  )} ms a shard: (time of ${whole(last.shards)} − time of 1) / ${whole(last.shards - 1)}. It
does not depend on how many compounds a shard covers, so this is the merge of 10^12 compounds too, but for their Parquet files, which are copied.
`;
}
