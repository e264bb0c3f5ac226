const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number in a cell, spaces around it removed: digits with or without a point and a power of ten. NaN for all else, among it what
 * JavaScript reads too: an empty cell, 0x10, 0b11, Infinity, and a number too large to be one.
 * @example decimalNumber(' 1.2e-4'); // 0.00012; of '0x10' NaN
 */
export function decimalNumber(text: string): number {
  const trimmed = text.trim();
  const value = DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
