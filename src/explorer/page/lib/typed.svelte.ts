/** What stands in a field: as it was typed, until the address says something else. */
import { untrack } from 'svelte';

/** The text of a field; to be bound to its value. */
export interface Typed {
  text: string;
}

/**
 * A field whose text is also in the address. Spaces at the ends do not count as another text. Call while a component starts.
 * @param given what the address says
 * @example const field = typed(() => place.query.get('q') ?? ''); // <input bind:value={field.text} />
 */
export function typed(given: () => string): Typed {
  let text = $state(untrack(given));
  $effect.pre(() => {
    const now = given();
    if (untrack(() => text.trim()) !== now.trim()) text = now;
  });
  return {
    get text() {
      return text;
    },
    set text(value) {
      text = value;
    },
  };
}
