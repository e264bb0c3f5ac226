/**
 * Rebuilds data/known-compositions.csv.gz: compositions that databases hold, of experiment or calculation, beside those of
 * data/formation-energies.csv.gz.
 *
 *   npx tsx data/rebuild/known-compositions.ts known-compositions.csv.gz --out known-compositions.csv.gz
 *
 * The source has a column composition_fractions, such as `Ac0.1333 Li0.4 O0.4667`, of four decimals. Each becomes the formula with the
 * fewest atoms whose fractions round to these; one that no formula of up to 400 atoms has is left out. The counts that belong
 * into data/manifest.json are printed.
 */
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { atomicNumber, formatCsv, reducedFormula, writeAtomic } from 'ionsieve';
import { createComposition } from 'ionsieve/chemistry';
import { parseCsv, readBytes, readShipped } from 'ionsieve/core';

const MOST_ATOMS = 400;
/** Half of the last digit, and a little for what was rounded twice. */
const ROUNDING = 0.6e-4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'known-compositions.csv.gz' } },
});
const path = positionals[0]!;
const rows = parseCsv(new TextDecoder().decode(readBytes(path)), path, ['composition_fractions']);
const here = new Set(
  readShipped('formation-energies.csv.gz')
    .split('\n')
    .map((line) => line.split(',')[0]!),
);
const counts = {
  compositions: rows.length,
  'without a formula': 0,
  'with a formation energy': 0,
  'the same formula': 0,
};
const found = new Set<string>();
for (const { composition_fractions: text } of rows) {
  const formula = formulaOf(text!);
  if (formula === null) counts['without a formula']++;
  else if (here.has(formula)) counts['with a formation energy']++;
  else if (found.has(formula)) counts['the same formula']++;
  else found.add(formula);
}
writeAtomic(
  values.out,
  gzipSync(
    formatCsv(
      ['formula'],
      [...found].sort().map((formula) => [formula]),
    ),
    { level: 9 },
  ),
);
process.stdout.write(`${JSON.stringify({ ...counts, written: found.size }, null, 2)}\n`);

/** The formula with the fewest atoms that has these fractions. */
function formulaOf(text: string): string | null {
  const parts = text.split(' ').map((part) => /^([A-Z][a-z]?)([\d.]+)$/.exec(part)!);
  const shares = parts.map((part) => Number(part[2]));
  for (let atoms = parts.length; atoms <= MOST_ATOMS; atoms++) {
    const amounts = shares.map((share) => Math.round(share * atoms));
    const fits = amounts.every((amount, i) => amount > 0 && Math.abs(amount / atoms - shares[i]!) <= ROUNDING);
    if (!fits || amounts.reduce((sum, amount) => sum + amount, 0) !== atoms) continue;
    return reducedFormula(
      createComposition(
        parts.map((part) => atomicNumber(part[1]!)),
        amounts,
      ),
    );
  }
  return null;
}
