import { Argument, Command } from 'commander';
import { bashScript } from './completion-bash.ts';
import { fishScript } from './completion-fish.ts';
import { completableCommands } from './completion-words.ts';
import { zshScript } from './completion-zsh.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

const HELP = `
Prints a script that completes commands, options, their choices, experiments and files. Install it once, and again after an
update; it takes effect in the next shell:
  bash  ionsieve completion bash > ~/.local/share/bash-completion/completions/ionsieve
        (with the package bash-completion; without it, source the file from ~/.bashrc)
  zsh   ionsieve completion zsh > ~/.ionsieve.zsh, and in ~/.zshrc, after compinit: source ~/.ionsieve.zsh
  fish  ionsieve completion fish > ~/.config/fish/completions/ionsieve.fish
It completes the word ionsieve: where you run npx ionsieve, set alias ionsieve='npx ionsieve'.

Example: ionsieve completion bash > ionsieve.bash`;

/**
 * `ionsieve completion SHELL`: a completion script, from the commands of the program.
 * @example program.addCommand(completionCommand(program));
 */
export function completionCommand(program: Command): Command {
  return new Command('completion')
    .description('print a script that completes commands, options and files in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', HELP)
    .action((shell: keyof typeof SCRIPTS) => {
      process.stdout.write(SCRIPTS[shell](completableCommands(program)));
    });
}
