import { fail } from '../core/errors.ts';
import { shown, shownAddress } from './shown-value.ts';

const LONGEST_LINK = 16_384;

/**
 * The address that a link or redirect leads to. Links that lead from https to http on the same host keep https: many servers behind
 * a proxy write them so.
 * @param link as the server wrote it; may be relative
 * @param from the address of the page that it stands on
 * @param otherHosts hosts (with their port where there is one) that links may lead to, besides the one of `from`
 * @throws {UserError} for what is no http(s) address, and for a host that is neither that of `from` nor named
 * @example followLink('?page_offset=10', 'https://example.org/v1/structures', []); // 'https://example.org/v1/structures?page_offset=10'
 */
export function followLink(link: string, from: string, otherHosts: readonly string[]): string {
  if (link.length > LONGEST_LINK || !URL.canParse(link, from)) {
    fail(
      shownAddress(from),
      `a link of up to ${LONGEST_LINK} characters`,
      shown(link),
      'tell the provider, or use another one',
    );
  }
  const [target, home] = [new URL(link, from), new URL(from)];
  if (!/^https?:$/.test(target.protocol))
    fail(shownAddress(from), 'a link to http or https', shown(link), 'tell the provider');
  if (target.host !== home.host && !otherHosts.includes(target.host)) {
    const remedy = `allow it with --allow-host ${target.host} if you trust it`;
    fail(shownAddress(from), `a link to ${home.host}`, `one to ${target.host}`, remedy);
  }
  if (target.host === home.host) target.protocol = home.protocol === 'https:' ? 'https:' : target.protocol;
  target.hash = '';
  target.username = '';
  target.password = '';
  return target.href;
}
