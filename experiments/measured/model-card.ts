/** Model cards (Mitchell et al., FAT* 2019): what a shipped student was made from, how well it does, and what it is not for. */

import { intervalText, markdownTable, numberText, percent } from 'ionsieve/report';
import { COLUMNS } from './figures.ts';
import type { MeasuredSummary } from './found.ts';
import { shippedTable } from './shipped-section.ts';

/**
 * The cards of the students that ship, by file name.
 * @example Object.keys(modelCards(summary)); // ['model-card.measured.md', 'model-card.paper.md']
 */
export function modelCards(summary: MeasuredSummary): Record<string, string> {
  const { shipped, members, screening_student, paper_student, numbers, coverage } = summary;
  const count = (key: string) => numberText(numbers[key]?.value ?? null);
  return {
    'model-card.measured.md': card(
      'The student of measured conductivities',
      [
        `Predicts (student.json, ${shipped} of ${members.join(' and ')}): log10 of the room-temperature lithium-ion conductivity from atomic fractions, the probability ` +
          `of 1e-4 S/cm or more, a ${percent(coverage)} conformal interval, and whether measurements cover the composition.`,
        `Screens (screening-student.json, ${screening_student}): a perceptron taught by the former.`,
        `Data: ${count('data.all.materials')} compositions of the OBELiX training split (CC BY 4.0), Liverpool Ionics and Laskowski et al. 2023, one value each: the ` +
          'median of its measurements. What lies below detection enters as the limit. The perceptron is taught what the former says of these and their relatives, of Materials ' +
          'Project formulas, and of compounds drawn from the screening space.',
        `Judged on ${count('data.all.judged')} of them whose paper and family are known, ${count('data.all.judged_fast')} fast, in ${count('data.all.papers')} groups of ` +
          `papers and ${count('data.all.families')} families.`,
      ],
      shippedTable(summary),
      [
        'Not for families of structures without a measurement: see the column of unseen families. `domain` says `outside` where no measured ' +
          'material is near or an element was never measured; the answer there is little more than the mean of all materials.',
        'Not for saying that a compound exists, is stable, or conducts ions rather than electrons.',
        'Not for polymorphs, glasses against crystals, grain boundaries, or any temperature but that of a room: composition is all it sees.',
        'The probability is calibrated on unseen papers. It passes 0.5 somewhat below 1e-4 S/cm: the conductivity is a mean, and errors reach ' +
          'further down, to the limits of detection, than up.',
        `Not a bound: ${percent(1 - coverage)} of materials lie outside their interval, and more where the domain is left.`,
      ],
    ),
    'model-card.paper.md': card(
      'The student of the paper (Cubuk, Sendek and Reed 2019)',
      [
        `Screens (results/cubuk2019/student.json, here ${paper_student}): log-odds that the published five-descriptor teacher would call a ` +
          'composition’s structures fast.',
        'Data: labels of the published model on known Materials Project structures (CC BY 4.0); counts and folds in results/cubuk2019/report.md. ' +
          'It has seen no measurement; its teacher has seen forty.',
        `Held against the same measured materials as the other student: ${count('data.obelix.judged')} and ${count('data.liverpool.judged')}.`,
      ],
      measures(summary, [paper_student, 'anion-rule', 'nearest-neighbour']),
      [
        'Not for ranking real conductivities: see its intervals beside 0.5.',
        'Not for deciding what to synthesise. It repeats a teacher, with the teacher’s errors.',
        'For what it is: reproducing the paper, and telling what its method would suggest.',
      ],
    ),
  };
}

function card(title: string, facts: readonly string[], table: string, limits: readonly string[]): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  return `# ${title}\n\n${list(facts)}\n\n## Measures, with 95 % intervals\n\n${table}\n\n## What it must not be used for\n\n${list(limits)}\n`;
}

function measures({ numbers }: MeasuredSummary, students: readonly string[]): string {
  const metrics = ['auc', 'spearman', 'mcc', 'enrichment_10_percent', 'mae_floor_1e-10', 'mae_floor_1e-15'];
  const rows = students.flatMap((student) =>
    Object.entries(COLUMNS).map(([column, title]) => {
      const cells = metrics.map((metric) => {
        const number = numbers[`${column}.${student}.${metric}`];
        return number ? `${numberText(number.value)} (${intervalText(number)})` : '';
      });
      return [student, title, numberText(numbers[`${column}.${student}.mcc`]?.n ?? null), ...cells];
    }),
  );
  return markdownTable(['student', 'materials', 'n', ...metrics.map((metric) => metric.replaceAll('_', ' '))], rows);
}
