/** What the tests and the bench of the explorer screen for it. */

/** Options of a screening of ten million candidates. */
export const TEN_MILLION: readonly string[] = [
  ...['--student', 'paper', '--elements', 'P,S,Cl,O,Si,Ge,N,F,Br,I', '--write-above', '0.5'],
];
