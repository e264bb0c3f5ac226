import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fishScript } from '../../src/cli/completion-fish.ts';
import type { CompletableCommand } from '../../src/cli/completion-words.ts';
import { zshScript } from '../../src/cli/completion-zsh.ts';
import { createProgram } from '../../src/cli/program.ts';
import { experimentNames } from '../../src/experiment/load.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out, err } = await ionsieveHere(['completion', shell]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    writeFileSync(join(folder, `script.${shell}`), out);
  }
  mkdirSync(join(folder, 'here', 'some folder'), { recursive: true });
  writeFileSync(join(folder, 'here', 'some file.cif'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (shell: string, ...args: string[]): string =>
  execFileSync(shell, args, { encoding: 'utf8', cwd: join(folder, 'here'), stdio: ['ignore', 'pipe', 'pipe'] });

/** What bash offers for the last of some words. */
function offered(...words: string[]): string[] {
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ionsieve; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const lines = run('bash', '-c', script, 'bash', join(folder, 'script.bash'), 'ionsieve', ...words).split('\n');
  return lines.filter((line) => line !== '');
}

const commands = createProgram().commands;

describe('completion in bash', () => {
  test('is bound to the command', () => {
    const bound = run('bash', '-c', `source '${join(folder, 'script.bash')}'; complete -p ionsieve`);
    expect(bound).toBe('complete -F _ionsieve ionsieve\n');
  });

  test('offers every command', () => {
    expect(offered('')).toEqual([...commands.map((command) => command.name()), '--help', '--version']);
    expect(offered('ve')).toEqual(['verify']);
    expect(offered('help', 'ver')).toEqual(['verify']);
  });

  test.each(commands.map((command) => [command.name(), command] as const))(
    'offers every option of %s',
    (name, command) => {
      const options = [command, ...command.commands].flatMap((each) => each.options.map(({ long }) => long!));
      expect(offered(name, '--')).toEqual([...new Set(options), '--help']);
    },
  );

  test('offers the choices of an option, paths where it takes one, and nothing for a number', () => {
    expect(offered('describe', '--images', '')).toEqual(['periodic', 'authors']);
    expect(offered('screen', '--neutral', '--states', 'a')).toEqual(['all']);
    expect(offered('screen', '--model', 'some f')).toEqual(['some folder', 'some file.cif'].sort());
    expect(offered('screen', '--top', '')).toEqual([]);
    expect(offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  });

  test('offers files as arguments, and experiments where a command takes them', () => {
    expect(offered('describe', 'some')).toEqual(['some file.cif', 'some folder']);
    for (const name of ['reproduce', 'sweep', 'verify']) {
      expect(offered(name, '')).toEqual(expect.arrayContaining(experimentNames()));
      expect(offered(name, 'cub')).toEqual(['cubuk2019']);
    }
    expect(offered('reproduce', 'some fi')).toEqual(['some file.cif']);
    expect(offered('new', 'cub')).toEqual([]);
  });
});

/** Shells that may not be there. */
const isThere = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'true']);
    return true;
  } catch {
    return false;
  }
};

describe('completion in other shells', () => {
  test.skipIf(!isThere('zsh'))('is sound zsh that defines and binds a function', () => {
    const script = 'compdef() { print $* }; source $1; whence -w _ionsieve';
    expect(run('zsh', '-f', '-c', script, 'zsh', join(folder, 'script.zsh'))).toBe(
      '_ionsieve ionsieve\n_ionsieve: function\n',
    );
  });

  const quote: CompletableCommand = {
    name: 'quote',
    description: "the paper's [own] back\\slash: all",
    options: [
      { flag: '--own', description: "the paper's [own] back\\slash", value: { words: ['a', 'b'], isPath: false } },
      { flag: '--n', description: 'a number', value: { words: [], isPath: false } },
    ],
    argument: { words: ['x'], isPath: true },
  };

  test.skipIf(!isThere('zsh'))('quotes for zsh what has a meaning there', () => {
    writeFileSync(join(folder, 'quote.zsh'), zshScript([quote]));
    const stubs = `compdef() {}; _arguments() { print -rl -- "$@" }; _describe() { print -rl -- "\${(@P)2}" }`;
    const asked = 'words=(ionsieve qu); CURRENT=2; _ionsieve; words=(ionsieve quote ""); CURRENT=3; _ionsieve';
    expect(
      run('zsh', '-f', '-c', `${stubs}; source $1; ${asked}`, 'zsh', join(folder, 'quote.zsh')).split('\n'),
    ).toEqual([
      "quote:the paper's [own] back\\slash: all",
      "--own=[the paper's \\[own\\] back\\\\slash]:value:(a b)",
      '--n=[a number]:value: ',
      '*:argument:{compadd -- x; _files}',
      '',
    ]);
  });

  test.skipIf(!isThere('fish'))('quotes for fish what has a meaning there', () => {
    writeFileSync(join(folder, 'quote.fish'), fishScript([quote]));
    const script = `source '${join(folder, 'quote.fish')}'; complete -C 'ionsieve q'`;
    expect(run('fish', '--no-config', '-c', script)).toBe("quote\tthe paper's [own] back\\slash: all\n");
  });

  test.skipIf(!isThere('fish'))('offers the same in fish', () => {
    const inFish = (line: string): string[] => {
      const script = `source '${join(folder, 'script.fish')}'; complete -C '${line}'`;
      const lines = run('fish', '--no-config', '-c', script).split('\n');
      return lines.filter((text) => text !== '').map((text) => text.split('\t')[0]!);
    };
    expect(inFish('ionsieve ver')).toEqual(['verify']);
    expect(inFish('ionsieve describe --images ')).toEqual(['authors', 'periodic']);
    expect(inFish('ionsieve verify cub')).toEqual(['cubuk2019']);
    expect(inFish('ionsieve describe some')).toEqual(['some file.cif', 'some folder/']);
    expect(inFish('ionsieve predict --js')).toEqual(['--json']);
    expect(inFish('ionsieve screen --top ')).toEqual([]);
  });
});
