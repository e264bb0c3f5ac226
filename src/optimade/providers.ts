/** Databases that answer OPTIMADE queries, by name, and any other by its address. */
import { fail } from '../core/errors.ts';
import { nearestWord } from '../core/nearest-word.ts';

/**
 * Published base addresses (providers.optimade.org); the version, /v1, is added by {@link baseUrl}.
 * @example Object.keys(PROVIDERS)[0]; // 'mp'
 */
export const PROVIDERS = {
  mp: 'https://optimade.materialsproject.org',
  oqmd: 'https://oqmd.org/optimade',
  cod: 'https://www.crystallography.net/cod/optimade',
  alexandria: 'https://alexandria.icams.rub.de/pbe',
  nomad: 'https://nomad-lab.eu/prod/v1/optimade',
} as const;

const NAMES = Object.keys(PROVIDERS);

/**
 * The versioned base address of a provider.
 * @param provider a name of {@link PROVIDERS}, or the http(s) address of an OPTIMADE server with or without /v1
 * @throws {UserError} for an unknown name (with the nearest one), and for an address that is none
 * @example baseUrl('mp'); // 'https://optimade.materialsproject.org/v1'
 */
export function baseUrl(provider: string): string {
  if (Object.hasOwn(PROVIDERS, provider)) return `${PROVIDERS[provider as keyof typeof PROVIDERS]}/v1`;
  if (!provider.includes(':') && !provider.includes('/')) {
    const near = nearestWord(provider, NAMES);
    const remedy = near === undefined ? 'name one, or give the address of a server' : `did you mean ${near}?`;
    fail('--provider', `one of ${NAMES.join(', ')}, or an address`, `"${provider}"`, remedy);
  }
  const url = URL.canParse(provider) ? new URL(provider) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    fail('--provider', 'an http or https address without ? and #', `"${provider}"`, 'check the address');
  }
  if (url.username !== '' || url.password !== '') {
    fail('--provider', 'an address without a user name', 'one with it', 'leave out what stands before the @');
  }
  const base = url.href.replace(/\/+$/, '').replace(/\/structures$/, '');
  return /\/v1(\.\d+)*$/.test(base) ? base : `${base}/v1`;
}
