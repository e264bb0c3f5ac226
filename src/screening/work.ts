/** Screens units of work, one after another: the whole of what a thread does. */
import { createComposition, mostElectronegative } from '../chemistry/composition.ts';
import { predictFormationEnergy } from '../learning/predict-formation-energy.ts';
import { judgeStability } from '../stability/judge-stability.ts';
import { shippedPhases } from '../stability/shipped-phases.ts';
import { type CandidateWriter, createCandidateWriter } from './candidate-files.ts';
import { isOnGrid } from './compile.ts';
import { type CandidateDescriber, createDescriber } from './describe-candidate.ts';
import type { SetEngine, Visit } from './engine.ts';
import { createFilter, type SetFilter } from './filters.ts';
import { createGeneral } from './general.ts';
import type { ScreeningJob, WorkSettings } from './job.ts';
import { createKernel } from './kernel.ts';
import { createPerceptron } from './perceptron.ts';
import { elementSet } from './space.ts';
import { COUNT_GROUPS, emptyTally, type Tally } from './tally.ts';
import { createTopCandidates, type TopCandidates } from './top-candidates.ts';
import type { Unit } from './units.ts';

/** Screens units of one job. */
export interface Work {
  /**
   * The tally of a unit.
   * @param number number of the unit, for the names of its files
   * @param floor a score that no compound of the list is below
   * @throws {UserError} when files cannot be written
   */
  run(unit: Unit, number: number, floor: number): Tally;
}

/** What screens the element sets of one arity. */
interface Bench {
  readonly engine: SetEngine;
  readonly filter: SetFilter;
}

/**
 * Work on a job.
 * @param sieve from `loadSieve`
 * @example startWork(job, { exhaustive: false, folder: null }, loadSieve()).run(planUnits(job.plan)[0], 0, -Infinity);
 */
export function startWork(job: ScreeningJob, settings: WorkSettings, sieve: WebAssembly.Module): Work {
  const { plan } = job;
  const benches = new Map<number, Bench>();
  const createEngine = (arity: number): SetEngine => {
    if (!isOnGrid(plan)) return createGeneral(plan, arity);
    switch (plan.kind) {
      case 'factorised':
        return createKernel(plan, arity, sieve, settings);
      case 'perceptron':
        return createPerceptron(plan, arity);
      case 'general':
        return createGeneral(plan, arity);
    }
  };
  const benchOf = (arity: number): Bench => {
    let bench = benches.get(arity);
    if (bench === undefined) {
      bench = { engine: createEngine(arity), filter: createFilter(plan, job.filters, arity) };
      benches.set(arity, bench);
    }
    return bench;
  };
  const top = createTopCandidates(job.top);
  const describe = job.writeAbove === null ? undefined : createDescriber(plan, job.filters, judgeOf(job));
  return {
    run(unit, number, floor) {
      const { folder } = settings;
      const writer =
        describe === undefined || folder === null
          ? undefined
          : createCandidateWriter(folder, number, { value: plan.student.value, stability: job.stability !== null });
      try {
        top.clear();
        const tally = runUnit(
          job,
          unit,
          benchOf(unit.arity),
          top,
          floor,
          writer === undefined ? NOWHERE : toFiles(job, describe!, writer),
        );
        const { rows, files } = writer?.close() ?? { rows: 0, files: [] };
        tally.written = rows;
        tally.files = [...files];
        return tally;
      } catch (error) {
        writer?.abandon();
        throw error;
      }
    },
  };
}

/** Written compounds have all columns of stability; what its rule leaves out is left out of the list only. */
function judgeOf({ stability }: ScreeningJob) {
  return stability === null ? null : judgeStability(shippedPhases(), stability, predictFormationEnergy());
}

function runUnit(
  job: ScreeningJob,
  unit: Unit,
  { engine, filter }: Bench,
  top: TopCandidates,
  leastFloor: number,
  output: Output,
): Tally {
  const { threshold, histogram, ranks } = job;
  const tally = emptyTally(ranks.length);
  for (let rank = unit.start; rank < unit.end; rank++) {
    const elements = elementSet(job.plan.space, rank);
    const live = filter.apply(rank, elements, engine.mask, tally.removed);
    if (live === 0) continue;
    engine.load(elements);
    const list = job.onePerSystem ? bestOfSet(rank, top) : everyOne(rank, top);
    const floorNow = (): number => Math.min(Math.max(list.floor(), leastFloor), output.above);
    const visit: Visit = {
      live,
      threshold,
      floor: floorNow(),
      offer(index, score) {
        if (score >= list.floor()) list.offer(index, score);
        if (score >= output.above) output.take(index, score);
        return floorNow();
      },
      ...(histogram === null ? {} : { histogram: { layout: histogram, counts: tally.bins } }),
    };
    const { above, undecided } = engine.visit(visit);
    list.close();
    output.close(rank);
    const anion = record(tally, elements, live, above);
    tally.systems++;
    tally.undecided += undecided;
    ranks.forEach((score, i) => {
      const counting = {
        live,
        threshold: score,
        floor: Number.POSITIVE_INFINITY,
        offer: () => Number.POSITIVE_INFINITY,
      };
      tally.ranks[i]![anion]! += engine.visit(counting).above;
    });
  }
  tally.top = top.sorted();
  return tally;
}

/** Takes the compounds of one element set that are to be written, in any order. */
interface Output {
  readonly above: number;
  take(index: number, score: number): void;
  close(rank: number): void;
}

const NOWHERE: Output = { above: Number.POSITIVE_INFINITY, take: () => {}, close: () => {} };

/** Compounds are written in ascending order of index, in whatever order they were found. */
function toFiles(job: ScreeningJob, describe: CandidateDescriber, writer: CandidateWriter): Output {
  let taken: [index: number, score: number][] = [];
  return {
    above: job.writeAbove!,
    take(index, score) {
      taken.push([index, score]);
    },
    close(rank) {
      taken.sort(([a], [b]) => a - b);
      for (const [index, score] of taken) writer.add(describe(rank, index, score));
      taken = [];
    },
  };
}

/** Takes the compounds of one element set for the list. */
interface SetList {
  /** Compounds below this are of no use. */
  floor(): number;
  offer(index: number, score: number): void;
  close(): void;
}

function everyOne(rank: number, top: TopCandidates): SetList {
  return { floor: () => top.floor, offer: (index, score) => top.offer(score, rank, index), close: () => {} };
}

/** The first of the best: indices are offered in ascending order, and of equal scores the lowest index goes before. */
function bestOfSet(rank: number, top: TopCandidates): SetList {
  let best = top.floor;
  let bestIndex = -1;
  return {
    floor: () => best,
    offer(index, score) {
      if (bestIndex >= 0 && (score < best || (score === best && index > bestIndex))) return;
      best = score;
      bestIndex = index;
    },
    close() {
      if (bestIndex >= 0) top.offer(best, rank, bestIndex);
    },
  };
}

/** Adds an element set to all counts; its most electronegative element. */
function record(tally: Tally, elements: Uint8Array, scored: number, above: number): number {
  const anion = mostElectronegative(createComposition(elements, new Uint8Array(elements.length).fill(1)));
  const keys = { arities: [elements.length], elements, anions: [anion] };
  for (const group of COUNT_GROUPS) {
    for (const key of keys[group]) {
      tally[group].scored[key]! += scored;
      tally[group].above[key]! += above;
    }
  }
  return anion;
}
