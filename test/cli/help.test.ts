import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { packageRoot } from '../../src/core/files.ts';
import { ionsieveHere } from './ionsieve.ts';

/** Every command with those below it, by the words that name it. */
function commandsOf(parent: Command, words: readonly string[] = []): [name: string, command: Command][] {
  return parent.commands.flatMap((command) => {
    const own = [...words, command.name()];
    return [[own.join(' '), command] as [string, Command], ...commandsOf(command, own)];
  });
}

const names = commandsOf(createProgram()).map(([name]) => name);
/** Those that print no result, but text, or serve one. */
const WITHOUT_FORM = ['help', 'completion', 'explore', 'slurm', 'kubernetes'];

async function helpOf(name: string): Promise<string> {
  const { code, out, err } = await ionsieveHere([...name.split(' '), '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

/** The command lines of a text, as a shell would split them; what comes after > or | is left out. */
function commandLines(text: string): string[][] {
  return [...text.matchAll(/(?:^|:|\s{2}|npx )\s*ionsieve ([a-z]+( .*)?)$/gm)].map(([, line]) =>
    [...line!.replace(/ [>|] .*$/, '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
      ([, single, double, plain]) => single ?? double ?? plain!,
    ),
  );
}

/** Reads a command line with the real commands, none of which does its work. Throws where an option or argument is wrong. */
function understand(args: readonly string[]): void {
  const program = createProgram();
  const commands = commandsOf(program).map(([, command]) => command);
  for (const command of [program, ...commands]) command.configureOutput({ outputError: () => {} });
  for (const command of commands) command.action(() => {});
  program.parse(args, { from: 'user' });
}

afterEach(() => vi.unstubAllEnvs());

describe('the help', () => {
  test.each(names)('of %s shows an example that the command understands', async (name) => {
    const [, examples] = (await helpOf(name)).split(/\nExamples?:/);
    const lines = commandLines(examples ?? '');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBe(examples!.trim().split('\n').length);
    expect(lines.map((words) => words.join(' ')).some((line) => line.startsWith(name))).toBe(true);
    for (const line of lines) expect(() => understand(line), line.join(' ')).not.toThrow();
  });

  test('of the program has one too', async () => {
    const { out } = await ionsieveHere(['--help']);
    const [line] = commandLines(out.split('\nExample:')[1]!);
    expect(() => understand(line!)).not.toThrow();
  });

  test('is held against the commands: a wrong option, choice or number of arguments is found', () => {
    for (const line of ['predict --nosuch', 'describe a.cif --images none', 'query folder', 'merge shard', 'nosuch']) {
      expect(() => understand(line.split(' ')), line).toThrow();
    }
  });

  test.each(names.filter((name) => !WITHOUT_FORM.includes(name)))('of %s tells of --json and --csv', async (name) => {
    const help = await helpOf(name);
    expect(help).toMatch(/^ {2}--json +print the result as JSON/m);
    expect(help).toMatch(/^ {2}--csv +print the result as CSV/m);
    const needed = new Map(commandsOf(createProgram())).get(name)!.options.filter(({ mandatory }) => mandatory);
    const args = [...name.split(' '), '--csv', '--json', ...needed.flatMap(({ long }) => [long!, '1'])];
    expect(() => understand(args)).toThrow(/--json' cannot be used with option '--csv'/);
  });

  test('has bold titles where colours are asked for, and none otherwise', async () => {
    expect(await helpOf('predict')).toMatch(/^Usage: ionsieve predict/);
    vi.stubEnv('FORCE_COLOR', '1');
    expect(await helpOf('predict')).toContain('\u001b[1mUsage:\u001b[22m ionsieve predict');
    vi.stubEnv('NO_COLOR', '1');
    expect(await helpOf('predict')).toMatch(/^Usage: ionsieve predict/);
  });
});

test.each([
  ['README.md', 9],
  ['docs/kubernetes.md', 1],
])('every command line of %s is understood', (page, least) => {
  const text = readFileSync(join(packageRoot(), page), 'utf8');
  const lines = commandLines([...text.matchAll(/^npx ionsieve .*$/gm)].join('\n'));
  expect(lines.length).toBeGreaterThanOrEqual(least);
  for (const line of lines) expect(() => understand(line), line.join(' ')).not.toThrow();
});
