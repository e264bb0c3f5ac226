/**
 * The command line of this process, as it is recorded.
 * @example commandLine(); // ['ionsieve', 'screen', '--out', 'screened']
 */
export function commandLine(): string[] {
  return ['ionsieve', ...process.argv.slice(2)];
}
