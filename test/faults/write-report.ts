/** Makes docs/reliability.md of what the suite found, and fails when that is not what was committed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, writeAtomic } from '../../src/core/files.ts';
import { type Finding, PARTS, type Part, readFindings } from './findings.ts';

const PATH = join(packageRoot(), 'docs', 'reliability.md');

const HEAD = `# Reliability

Written by \`npm run test:faults\`, which does every line of it: it disturbs the built program, lets it go on, and compares every byte
with what an undisturbed run leaves, the record of the run aside, which holds its times. "Lost" is what differs. It fails when a line comes out otherwise than it stands here.
`;

const TITLES: Readonly<Record<Part, readonly [title: string, says: string]>> = {
  stops: [
    'Stopped in the middle',
    'A signal in the middle of the work. After a kill no program can say a word; the others end with a line where there is something to go on with.',
  ],
  disks: [
    'Disks and folders that refuse',
    'Nothing half-written is left, and there is room or permission again before it goes on.',
  ],
  clocks: [
    'Clocks that jump',
    'Date and performance.now jump to and fro between any two looks at them, in every thread.',
  ],
  memory: ['Too little memory', 'The same command with more memory afterwards.'],
  company: ['Two at once', 'Two processes, one folder. One at a time works there; see src/core/lock.ts.'],
  changes: ['Files that are newer, or change under way', 'Each is put right before it goes on.'],
  damage: [
    'Damaged files',
    'Every format that is read, cut and with flipped bits at seeded places. A format with a hash detects any change; in one without, a change can give another valid file.',
  ],
  fuzz: [
    'Made-up input',
    'Seeded cases, half of them real files changed at random, half written by a grammar. A case may succeed or be refused in one line.',
  ],
};

function table(findings: readonly Finding[]): string {
  const columns = Object.keys(findings[0]!);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rows = findings.map((finding) => line(columns.map((column) => finding[column]!)));
  return [line(columns), line(columns.map(() => '---')), ...rows].join('\n');
}

const parts = PARTS.map((part) => {
  const [title, says] = TITLES[part];
  return `\n## ${title}\n\n${says}\n\n${table(readFindings(part))}\n`;
});
const text = HEAD + parts.join('');
let before = '';
try {
  before = readFileSync(PATH, 'utf8');
} catch {
  // there is none yet
}
writeAtomic(PATH, text);
if (text !== before) {
  process.stderr.write(
    'docs/reliability.md is not what it was: look at what changed, and commit it if that is right\n',
  );
  process.exitCode = 1;
}
