/** The numbers of the screenings: how many compounds are called fast, and how what the paper suggests ranks among them. */
import { atomicNumber, isRealAnion, parseFormula, reducedFormula } from 'ionsieve/chemistry';
import { elementalDescriptors } from 'ionsieve/descriptors';
import { domainFromJson } from 'ionsieve/evaluation';
import { type ElementCount, measured, type Numbers, type ScreeningSummary } from 'ionsieve/experiment';
import { type Learner, seenSet } from 'ionsieve/learning';
import type { LabelledFormula } from 'ionsieve/transfer';

/**
 * Compounds of the space, and how many of them are called fast.
 * @example spaceNumbers(screening)['screening.fast_share'].value;
 */
export function spaceNumbers(screening: ScreeningSummary): Numbers {
  const { formula_strings, distinct_formulas, scored, fast } = screening;
  const real = ofRealAnions(screening.by_anion);
  return {
    'screening.formula_strings': measured(formula_strings, 'formulas', formula_strings),
    'screening.distinct_formulas': measured(distinct_formulas, 'compounds', formula_strings),
    'screening.scored': measured(scored, 'compounds', distinct_formulas),
    'screening.fast': measured(fast, 'compounds', scored),
    'screening.fast_share': measured(fast / scored, 'share', scored),
    'screening.real_anion_scored': measured(real.scored, 'compounds', scored),
    'screening.real_anion_fast_share': measured(real.fast / real.scored, 'share', real.scored),
  };
}

/**
 * The same of the charge-neutral ones.
 * @example neutralNumbers(neutral, screening)['screening.neutral_fast_share'].value;
 */
export function neutralNumbers(neutral: ScreeningSummary, all: ScreeningSummary): Numbers {
  const oxides = neutral.by_anion.find(({ symbol }) => symbol === 'O') ?? { scored: 0, fast: 0 };
  return {
    'screening.neutral_scored': measured(neutral.scored, 'compounds', all.scored),
    'screening.neutral_fast_share': measured(neutral.fast / neutral.scored, 'share', neutral.scored),
    'screening.neutral_oxides_scored': measured(oxides.scored, 'compounds', neutral.scored),
    'screening.neutral_oxides_fast_share': measured(oxides.fast / oxides.scored, 'share', oxides.scored),
  };
}

/**
 * Ranks count the compounds with at least a score, its own included; percentiles are the share that scores less.
 * @example rankNumbers(['LiPO3'], screening, neutral)['screening.suggested.LiPO3.rank_all'].value;
 */
export function rankNumbers(suggested: readonly string[], all: ScreeningSummary, neutral: ScreeningSummary): Numbers {
  const numbers: Numbers = {};
  suggested.forEach((formula, i) => {
    const key = `screening.suggested.${formula}`;
    const rank = (name: string, atLeast: number, of: number): void => {
      numbers[`${key}.rank_${name}`] = measured(atLeast, 'compounds', of);
      numbers[`${key}.percentile_${name}`] = measured(100 * (1 - atLeast / of), 'percent', of);
    };
    const oxides = (rows: readonly { symbol: string }[]) => rows.find(({ symbol }) => symbol === 'O');
    numbers[`${key}.log_odds`] = measured(all.ranks[i]!.log_odds, 'log-odds', 1);
    rank('all', all.ranks[i]!.at_least, all.scored);
    rank('neutral', neutral.ranks[i]!.at_least, neutral.scored);
    const among = oxides(neutral.by_anion) as ElementCount | undefined;
    const better = oxides(neutral.ranks[i]!.by_anion) as { at_least: number } | undefined;
    rank('neutral_oxides', better?.at_least ?? 0, among?.scored ?? 0);
  });
  return numbers;
}

/**
 * How far the suggested compounds lie from what the student learned from, and what the teacher says of them.
 * @example suggestedNumbers(['LiPO3'], learner, formulas)['screening.suggested.LiPO3.domain_distance'].value;
 */
export function suggestedNumbers(
  suggested: readonly string[],
  learner: Learner,
  formulas: readonly LabelledFormula[],
): Numbers {
  const numbers: Numbers = {};
  const domain = domainFromJson(learner.domain);
  for (const formula of suggested) {
    const composition = parseFormula(formula);
    const [distance] = domain.distance(elementalDescriptors([composition], seenSet(learner)!));
    const key = `screening.suggested.${formula}`;
    numbers[`${key}.domain_distance`] = measured(distance!, 'mean training distances', 1);
    const labelled = formulas.find((other) => other.formula === reducedFormula(composition));
    if (!labelled) continue;
    numbers[`${key}.teacher_probability`] = measured(labelled.probability, 'probability', labelled.ids.length);
  }
  return numbers;
}

function ofRealAnions(rows: readonly ElementCount[]): { scored: number; fast: number } {
  const real = rows.filter(({ symbol }) => isRealAnion(atomicNumber(symbol)));
  return {
    scored: real.reduce((sum, row) => sum + row.scored, 0),
    fast: real.reduce((sum, row) => sum + row.fast, 0),
  };
}
