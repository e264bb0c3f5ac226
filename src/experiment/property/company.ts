/** Everyone that an experiment can ask about held-out rows: methods, students, and what is made of these. Each answer is made once. */
import { stream } from '../../core/random.ts';
import type { Target } from '../../dataset/target.ts';
import { answer } from './answer.ts';
import { committeeAnswer, hurdleAnswer, informedAnswer, sharesIn } from './answer-composite.ts';
import { answerStudent } from './answer-student.ts';
import type { Company, Judging, Member, Part, Shares } from './asking.ts';
import { isComposed } from './composite.ts';
import type { Labelling } from './student-stage.ts';
import { type Labels, labelsBy } from './teach.ts';

/** What a company is made of. */
export interface CompanyParts extends Judging {
  readonly members: readonly Member[];
  readonly target: Target;
  /** Null where nothing is labelled. */
  readonly labelling: Labelling | null;
}

/**
 * Opens a company. In each part the method that labels learns from the rows to learn from only.
 * @example openCompany({ members, target, labelling: null, data, plan, seed: 0 }).ask('ridge', { train, test, held: test, part: 'fold 0' });
 */
export function openCompany({ members, target, labelling, ...judging }: CompanyParts): Company {
  const { data, plan, seed } = judging;
  const answers = new Map<string, Float64Array>();
  const shares = new Map<string, Shares>();
  const labels = new Map<string, Labels>();
  const labelsIn = ({ train, part }: Part): Labels | null =>
    labelling &&
    keptIn(labels, part, () =>
      labelsBy(labelling.teacher, labelling.table, data, train, seed, `${plan.validation.name} ${part}`),
    );
  const answerOf = (member: Member, part: Part): Float64Array => {
    if ('learns' in member) return answerStudent(member, labelsIn(part), judging, part).answers;
    if ('informedBy' in member) return informedAnswer(member, part, company);
    if (!isComposed(member)) return answer(member, data, part.train, part.test, streamOf(member, part));
    if ('input' in member) return hurdleAnswer(member, target, part, company);
    const counted = sharesIn(member.model, part, company);
    shares.set(`${member.name} ${part.part}`, counted);
    return committeeAnswer(counted, part, company);
  };
  const streamOf = ({ name }: Member, { part }: Part) => stream(seed, `${plan.validation.name} ${name} ${part}`);
  const company: Company = {
    ...judging,
    members,
    ask: (name, part) =>
      keptIn(answers, `${name} ${part.part}`, () => answerOf(members.find((member) => member.name === name)!, part)),
    shares: (name, part) => shares.get(`${name} ${part}`) ?? new Map(),
  };
  return company;
}

function keptIn<Value>(kept: Map<string, Value>, key: string, make: () => Value): Value {
  const value = kept.get(key) ?? make();
  kept.set(key, value);
  return value;
}
