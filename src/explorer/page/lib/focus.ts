/** Where the keyboard goes on when the control that was used is gone. */
import { tick } from 'svelte';

/**
 * Focuses the first of some elements that is there, after the page has changed.
 * @param selectors in the order of preference
 * @example await focusFirst(form, '.chips button', 'summary');
 */
export async function focusFirst(within: ParentNode, ...selectors: readonly string[]): Promise<void> {
  await tick();
  for (const selector of selectors) {
    const found = within.querySelector<HTMLElement>(selector);
    if (found === null) continue;
    found.focus({ preventScroll: true });
    return;
  }
}
