import type { CompletableCommand, Place } from './completion-words.ts';

/**
 * The completion script for bash: words and paths by the command and the word before. Works from bash 3.2 on, which macOS has.
 * @example bashScript(completableCommands(program)); // '_ionsieve() {…'
 */
export function bashScript(commands: readonly CompletableCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `_ionsieve() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words='' paths=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...names, '--help', '--version'].join(' ')}'
  else
    case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(casesOf).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ -n "$paths" ]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$current"))
  fi
}
complete -F _ionsieve ionsieve
`;
}

/** A case for each option with a value, and one for all else. */
function casesOf({ name, options, argument }: CompletableCommand): string[] {
  const all: Place = { ...argument, words: [...options.map(({ flag }) => flag), ...argument.words] };
  return [
    ...options.flatMap(({ flag, value }) => (value ? [`      '${name} ${flag}') ${assigned(value)} ;;`] : [])),
    `      '${name} '*) ${assigned(all)} ;;`,
  ];
}

function assigned({ words, isPath }: Place): string {
  const parts = [...(words.length > 0 ? [`words='${words.join(' ')}'`] : []), ...(isPath ? ['paths=yes'] : [])];
  return parts.join(' ') || ':';
}
