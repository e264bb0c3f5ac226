/** Light, dark or as the system says; kept in the browser. */

/** What can be chosen. */
export const THEMES = ['auto', 'light', 'dark'] as const;

/** A choice of theme. */
export type Theme = (typeof THEMES)[number];

const KEY = 'ionsieve.theme';

function stored(): Theme {
  try {
    return THEMES.find((theme) => theme === window.localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

let chosen = $state<Theme>(stored());
apply(chosen);

/** The choice, reactive. */
export const theme = {
  get chosen(): Theme {
    return chosen;
  },
};

/**
 * Chooses a theme and keeps the choice, where the browser lets it.
 * @example chooseTheme('dark');
 */
export function chooseTheme(choice: Theme): void {
  chosen = choice;
  apply(choice);
  try {
    window.localStorage.setItem(KEY, choice);
  } catch {
    return;
  }
}

function apply(choice: Theme): void {
  if (choice === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
