// Loaded before the program, in every thread: Date and performance.now jump by up to a year and a day, forwards and backwards.
const YEAR_MS = 365 * 86_400_000;
const DAY_MS = 86_400_000;
let looks = 0;
/** Of any two looks in a row, one is far ahead of the other. */
const jump = (span) => ((++looks * 7919) % 11) * (span / 11) * (looks % 2 === 0 ? 1 : -1);

const RealDate = Date;
const realNow = performance.now.bind(performance);
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + jump(YEAR_MS)] : given));
  }
  static now() {
    return RealDate.now() + jump(YEAR_MS);
  }
};
performance.now = () => realNow() + jump(DAY_MS);
