import type { CompletableCommand, CompletableOption, Place } from './completion-words.ts';

/**
 * The completion script for zsh, to be sourced or to stand in a folder of its fpath.
 * @example zshScript(completableCommands(program)); // '#compdef ionsieve…'
 */
export function zshScript(commands: readonly CompletableCommand[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  return `#compdef ionsieve
_ionsieve() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${commands.map(caseOf).join('\n')}
  esac
}
if [ "$funcstack[1]" = _ionsieve ]; then _ionsieve "$@"; else compdef _ionsieve ionsieve; fi
`;
}

function caseOf({ name, options, argument }: CompletableCommand): string {
  const specs = [...options.map(optionOf), quoted(`*:argument:${action(argument)}`)];
  return `    ${name}) _arguments \\\n${specs.map((spec) => `      ${spec}`).join(' \\\n')} ;;`;
}

function optionOf({ flag, description, value }: CompletableOption): string {
  const text = description.replace(/[[\]\\]/g, '\\$&');
  return quoted(value ? `${flag}=[${text}]:value:${action(value)}` : `${flag}[${text}]`);
}

/** A single blank completes nothing. */
function action({ words, isPath }: Place): string {
  if (words.length === 0) return isPath ? '_files' : ' ';
  return isPath ? `{compadd -- ${words.join(' ')}; _files}` : `(${words.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
