/** Where the page is: path and query of the address bar, which hold the whole state of a view. */

let url = $state.raw(new URL(window.location.href));

/** The place, reactive. */
export const place = {
  /** Decoded; as it stands where it cannot be. */
  get path(): string {
    try {
      return decodeURIComponent(url.pathname);
    } catch {
      return url.pathname;
    }
  },
  get query(): URLSearchParams {
    return url.searchParams;
  },
};

/**
 * Goes to an address of the page; Back returns.
 * @example go('/compound?formula=Li3PS4');
 */
export function go(href: string): void {
  const to = new URL(href, url);
  if (to.href !== url.href) window.history.pushState(null, '', to);
  url = to;
}

/**
 * Changes the address without a new step of Back: for what is still being typed.
 * @example replace('/candidates?q=Li-P-S');
 */
export function replace(href: string): void {
  url = new URL(href, url);
  window.history.replaceState(null, '', url);
}

/**
 * Follows Back and Forward, and links of the page; those to files, other tabs and other sites are left to the browser.
 * @returns stops it
 * @example $effect(followLinks);
 */
export function followLinks(): () => void {
  const onpop = (): void => {
    url = new URL(window.location.href);
  };
  const onclick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href');
    if (!link || !href?.startsWith('/') || /^\/(api|files)\//.test(href)) return;
    if (link.getAttribute('target') || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
    window.scrollTo(0, 0);
  };
  window.addEventListener('popstate', onpop);
  document.addEventListener('click', onclick);
  return () => {
    window.removeEventListener('popstate', onpop);
    document.removeEventListener('click', onclick);
  };
}
