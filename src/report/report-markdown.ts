import type { ReportPage } from '../experiment/page.ts';

/**
 * A report as Markdown: its sections, then its figures.
 * @example reportMarkdown({ sections: ['# A paper'], figures: [] }); // '# A paper\n'
 */
export function reportMarkdown({ sections, figures }: Pick<ReportPage, 'sections' | 'figures'>): string {
  const text = [
    ...sections,
    ...(figures.length > 0 ? ['## Figures'] : []),
    ...figures.map(({ file, caption }) => `![${caption}](${file})\n\n${caption}`),
  ];
  return `${text.join('\n\n')}\n`;
}
