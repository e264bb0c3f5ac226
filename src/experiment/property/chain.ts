/** What follows the methods of an experiment on a property: labels that one of them gives, students that learn these, a screening. */
import type { ElementGroup } from '../../chemistry/element-groups.ts';
import type { StructureFiles } from '../../dataset/structures.ts';
import type { ElementalColumns } from '../../descriptors/descriptors.ts';
import type { MlpSpec } from '../../models/model-spec.ts';
import type { ScreeningFilters } from '../../screening/filters.ts';
import type { SeriesRange } from '../../screening/series-space.ts';
import type { PropertyMethod } from './method.ts';

/** Structures that a method labels, each once. */
export interface LabelledStructures {
  /** Name of the method. */
  readonly by: string;
  readonly structures: Pick<StructureFiles, 'file'> & {
    /**
     * Symbols: a structure is labelled once for each of these that it has, with it as the mobile ion. For a method whose mobile ion stands
     * in a column.
     */
    readonly ions?: readonly string[];
  };
}

/** Rows of a table that a method labels. */
export interface LabelledRows {
  readonly by: string;
  readonly table: {
    readonly file: string | readonly string[];
    /** Column of the formula; what the method sees stands in other columns, or in structures. */
    readonly formula: string;
    readonly structures?: StructureFiles;
  };
}

/** Labels as they stand in a table: numbers of what the experiment learns, in the unit and scale of its own table. */
export interface GivenLabels {
  readonly table: {
    readonly file: string | readonly string[];
    readonly formula: string;
    readonly value: string;
  };
}

/** Where labels come from. Rows of one reduced formula are one label, the median. */
export type LabelSource = LabelledStructures | LabelledRows | GivenLabels;

/** What a student learns, and how many times each row of it counts: a whole number. What is not given is not learned. */
export interface LessonWeights {
  readonly labels?: number;
  readonly measurements?: number;
}

type OnFormula<Method extends PropertyMethod> = Omit<Method, 'input'> & {
  readonly input: ElementalColumns;
  readonly learns: LessonWeights;
};

/** A perceptron trained on labels, and from there on measurements, each with its own settings; the hidden layers are the same. */
export interface FineTunedModel {
  readonly kind: 'fine-tuned';
  readonly pretraining: MlpSpec;
  readonly tuning: MlpSpec;
}

/** A student that learns labels first and measurements then. */
export interface FineTunedStudent {
  readonly name: string;
  readonly does: 'classify';
  readonly input: ElementalColumns;
  readonly model: FineTunedModel;
  /** Both. */
  readonly learns: LessonWeights;
}

/** A student of one lesson. */
export type OneLessonStudent =
  | OnFormula<Extract<PropertyMethod, { does: 'regress' }>>
  | OnFormula<Extract<PropertyMethod, { does: 'classify' }>>;

/** A method that sees formulas only, and learns labels, measurements or both; judged on the measurements, as every method is. */
export type PropertyStudent = OneLessonStudent | FineTunedStudent;

/** What is screened. */
export type SpaceSpec =
  | {
      /** Symbol of the element that every compound has; none if not given. */
      readonly anchor?: string;
      /** Symbols of all other elements; all that the student has learned if not given. */
      readonly elements?: readonly string[];
      /** Numbers of elements in a compound, the anchor included. */
      readonly arities: readonly number[];
      readonly maxCoefficient: number;
    }
  | {
      readonly anchor?: string;
      /** Such as 'ABX3', its sites being letters. */
      readonly template: string;
      readonly sites: Readonly<Record<string, readonly string[]>>;
    }
  | {
      readonly anchor?: string;
      /** Such as 'Li7-3xAlxLa3Zr2O12'. */
      readonly series: string;
      readonly x: SeriesRange;
    }
  | { readonly anchor?: string; readonly formulas: readonly string[] };

/** What is left out of a screening; nothing if not given. */
export interface FilterSpec {
  /** Compounds with elements of these groups. */
  readonly exclude?: readonly ElementGroup[];
  /** All but compounds with a real anion. */
  readonly realAnion?: boolean;
  readonly charges?: ScreeningFilters['charges'];
  readonly states?: ScreeningFilters['states'];
  /** What the student has learned, of measurements and labels. */
  readonly unknownOnly?: boolean;
  /** Compounds farther from the middle of what the student learned from, in mean distances of that. */
  readonly domainLimit?: number;
  /** All but the best compound of each chemical system. */
  readonly onePerSystem?: boolean;
}

/** A screening by a student: best first, which is small values first where the table says so. */
export interface PropertyScreening {
  /** Name of the student. */
  readonly student: string;
  readonly space: SpaceSpec;
  readonly filters?: FilterSpec;
  /** Length of top.csv. */
  readonly top: number;
}
