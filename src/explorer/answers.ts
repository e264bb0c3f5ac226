/** What the shipped models and those that screened say of compositions, and the shipped ones of structures, with their reasons. Runs in a thread of its own. */
import { chemicalSystem, reducedFormula } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { readCif } from '../crystal/cif.ts';
import { describeStructure } from '../descriptors/describe.ts';
import { elementalDescriptorNames, elementalDescriptors } from '../descriptors/elemental.ts';
import { compositionDomain } from '../learning/composition-domain.ts';
import type { Learner } from '../learning/learner.ts';
import { readLearner } from '../learning/learner-file.ts';
import { linearForm } from '../learning/linear-form.ts';
import { seenSet } from '../learning/sees.ts';
import { LITHIUM_IONS } from '../transfer/ions.ts';
import { loadAllMeasured } from '../transfer/join-measured.ts';
import { readMeasured } from '../transfer/measured-learner.ts';
import type { Measurement } from '../transfer/measurements.ts';
import { createPredictor } from '../transfer/predict.ts';
import type { Prediction } from '../transfer/prediction.ts';
import { PUBLISHED_MODEL } from '../transfer/published-model.ts';
import { structuralColumns } from '../transfer/teacher.ts';
import type {
  CompoundView,
  LithiumPrediction,
  NearMaterial,
  ScoredComposition,
  ScreenerView,
  StructureJson,
  StructureView,
  TieLine,
  Triangle,
} from './api-compounds.ts';
import { checkUpload } from './check-upload.ts';
import { explain, type LinearModel } from './explain.ts';
import { openKnownStructures } from './known-structures.ts';
import { measuredReasons } from './measured-reasons.ts';
import { createScreener, type ScreenerFile } from './screener.ts';
import { fractionsOf, type SectionRequest, ternarySection, tieLine } from './sections.ts';
import { openStability, type StabilityAnswers } from './stability-answers.ts';
import { structureJson } from './structure-json.ts';
import { openShelf } from './structure-shelf.ts';

/** The files behind the answers. */
export interface AnswerFiles {
  readonly student: string;
  readonly measured: string;
  /** Files and folders of structures that can be shown. */
  readonly structures: readonly string[];
  /** The user's measurements: those of all screenings that are shown. */
  readonly own: readonly Measurement[];
}

/** What is known of a composition without any screening. */
export type CompoundAnswer = Omit<CompoundView, 'screener' | 'listed' | 'neighbours'>;

/** The questions that can be asked; all throw UserErrors for what was asked wrongly. */
export interface Answers {
  compound(formula: string): CompoundAnswer;
  /** What the Learner that made a screening says of a reduced formula. */
  screener(file: ScreenerFile, formula: string): ScreenerView;
  stability: StabilityAnswers['stability'];
  structure(id: string): StructureJson;
  /** @param name of the file that the text came from */
  structures(name: string, cif: string): StructureView[];
  triangle(request: SectionRequest): Triangle;
  tieLine(from: string, to: string, steps: number): TieLine;
  /** Known formulas of a chemical system. */
  knownOf(system: string): readonly string[];
}

const NEAREST = 5;
const SEED = 0;

/**
 * Opens the models.
 * @throws {UserError} for damaged model files and structures that cannot be read
 * @example openAnswers(files).compound('Li3PS4').prediction.probability;
 */
export function openAnswers(files: AnswerFiles): Answers {
  const student = readLearner(files.student);
  const ofMeasurements = readMeasured(files.measured);
  const predictor = createPredictor(student, ofMeasurements, files.own);
  const screener = createScreener();
  const shelf = openShelf(files.structures);
  const known = openKnownStructures();
  const stability = openStability();
  const paper = paperStudent(student);
  const teacher: LinearModel = {
    name: 'the paper’s teacher',
    descriptors: PUBLISHED_MODEL.descriptors,
    weights: PUBLISHED_MODEL.weights,
    intercept: PUBLISHED_MODEL.intercept,
    reference: 'the mean of the training materials with a public structure',
    centre: predictor.teacher.domain.toJson().centre,
  };
  const materials = loadAllMeasured();
  const compositions = materials.map(({ composition }) => composition);
  const domain = compositionDomain(compositions);
  const reasons = measuredReasons(ofMeasurements, compositions);
  const nearest = (composition: Composition): NearMaterial[] =>
    domain.nearestFew(composition, NEAREST).map(({ index, distance }) => {
      const { formula, log10Conductivity, family } = materials[index]!;
      return { formula, log10_conductivity_S_per_cm: log10Conductivity, family, difference: distance };
    });
  const scored = (composition: Composition, elements: readonly string[]): ScoredComposition => {
    const formula = reducedFormula(composition);
    const place = { formula, fractions: fractionsOf(composition, elements), known: known.ids(formula).length > 0 };
    if (!hasLithium(composition)) return { ...place, ...UNSCORED };
    const said = predictor.formula(formula);
    const {
      probability,
      log10_conductivity_S_per_cm,
      log10_low,
      log10_high,
      domain: inside,
      student_probability,
    } = said;
    return {
      ...place,
      probability,
      log10_conductivity_S_per_cm,
      log10_low,
      log10_high,
      domain: inside,
      student_probability,
    };
  };
  return {
    compound(text) {
      const composition = parseFormula(text);
      const formula = reducedFormula(composition);
      const known_ids = known.ids(formula);
      const found = { formula, chemical_system: chemicalSystem(composition), structures: shelf.of(formula), known_ids };
      if (!hasLithium(composition)) return { ...found, ...UNKNOWN };
      return {
        ...found,
        prediction: ofLithium(predictor.formula(text)),
        measured: reasons(parseFormula(formula)),
        student: paper(parseFormula(formula)),
        teacher: known.explainFirst(formula, teacher),
        nearest: nearest(composition),
      };
    },
    screener,
    stability: stability.stability,
    structure: (id) => structureJson(shelf.structure(id)),
    structures(name, cif) {
      const notes: string[] = [];
      const found = readCif(cif, name, notes);
      checkUpload(found, name);
      return found.map((structure) => {
        const described = describeStructure(structure, 'periodic', LITHIUM_IONS, SEED, predictor.teacher.descriptors);
        const prediction = ofLithium(predictor.structure(name, described));
        if ('reason' in described) throw new Error('the predictor took a structure without descriptors');
        const composition = parseFormula(described.formula);
        const columns = structuralColumns(teacher.descriptors);
        return {
          prediction,
          chemical_system: chemicalSystem(composition),
          measured: reasons(composition),
          student: paper(composition),
          teacher: explain(
            teacher,
            columns.map((column) => described.descriptors[column]!),
          ),
          nearest: nearest(composition),
          structure: structureJson(structure),
          notes,
        };
      });
    },
    triangle(request) {
      const section = ternarySection(request);
      const { corners, fixed, compositions } = section;
      const points = compositions.map((composition) => scored(composition, corners));
      return { corners, fixed, points, known: stability.ofSection(section) };
    },
    tieLine(from, to, steps) {
      const points = tieLine(from, to, steps);
      const elements = [...new Set(points.flatMap(({ composition }) => chemicalSystem(composition).split('-')))].sort();
      return {
        from,
        to,
        points: points.map(({ share, composition }) => ({ share, ...scored(composition, elements) })),
        known: stability.between(parseFormula(from), parseFormula(to)),
      };
    },
    knownOf: (system) => known.bySystem.get(system) ?? [],
  };
}

/** The page's students have learned lithium compounds: others were refused. */
function ofLithium(prediction: Prediction): LithiumPrediction {
  if (prediction.probability === null) throw new Error(`${prediction.formula} is no lithium compound`);
  return prediction as LithiumPrediction;
}

const hasLithium = ({ atomicNumbers }: Composition): boolean => atomicNumbers.includes(SYMBOLS.indexOf('Li'));

const UNKNOWN = { prediction: null, measured: null, student: null, teacher: null, nearest: [] } as const;

const UNSCORED = {
  probability: null,
  log10_conductivity_S_per_cm: null,
  log10_low: null,
  log10_high: null,
  domain: null,
  student_probability: null,
} as const;

/** Explains what the paper's student says of a reduced composition. */
function paperStudent(student: Learner) {
  const input = seenSet(student)!;
  const model: LinearModel = {
    name: `the paper’s student (${student.name})`,
    descriptors: elementalDescriptorNames(input),
    ...linearForm(student),
    reference: 'the mean of the labelled compositions',
    centre: student.domain!.centre,
  };
  return (composition: Composition) => explain(model, elementalDescriptors([composition], input).data);
}
