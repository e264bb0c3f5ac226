/** A report as one HTML file that needs nothing beside it: no script, no network. Its content is that of the Markdown. */
import { Marked } from 'marked';
import type { ReportPage } from '../experiment/page.ts';
import { HTML_STYLE } from './html-style.ts';
import { escapeXml } from './render.ts';

/** Even a text that slips through loads nothing and runs nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A heading of the table of contents. */
interface Entry {
  readonly id: string;
  readonly html: string;
}

/**
 * The report, with its figures inside.
 * @param svgs the drawn figures by file name
 * @example reportHtml({ sections: ['# A paper', 'It is so.'], figures: [] }, {}).startsWith('<!doctype html>'); // true
 */
export function reportHtml(
  { sections, figures }: Pick<ReportPage, 'sections' | 'figures'>,
  svgs: Readonly<Record<string, string>>,
): string {
  const [first, ...rest] = [...sections, ...(figures.length > 0 ? ['## Figures'] : [])];
  const entries: Entry[] = [];
  const marked = reader(entries);
  const heading = marked.parse(first!, { async: false });
  const body = scrolling(marked.parse(rest.join('\n\n'), { async: false }));
  const drawn = figures.map(({ file, caption }, i) => figureHtml(svgs[file]!, caption, file, i));
  const contents = entries.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeXml(first!.replace(/^# /, ''))}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
${heading.trimEnd()}
</header>
<nav aria-label="Contents">
<ul>
${contents.join('\n')}
</ul>
</nav>
<main>
${[body.trimEnd(), ...drawn].join('\n')}
</main>
</body>
</html>
`;
}

/** Markdown without raw HTML, images and links to anything but web pages: sections may quote texts of a user's table. */
function reader(entries: Entry[]): Marked {
  const ids = new Map<string, number>();
  const idOf = (text: string): string => {
    const plain =
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        .replaceAll(/^-|-$/g, '') || 'section';
    const before = ids.get(plain) ?? 0;
    ids.set(plain, before + 1);
    return before === 0 ? plain : `${plain}-${before}`;
  };
  return new Marked({
    renderer: {
      html: ({ text }) => escapeXml(text),
      image: ({ text }) => escapeXml(text),
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        return /^https?:\/\//.test(href) ? `<a href="${escapeXml(href)}">${text}</a>` : text;
      },
      heading({ tokens, depth, text }) {
        const html = this.parser.parseInline(tokens);
        const id = idOf(text);
        if (depth === 2) entries.push({ id, html });
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
    },
  });
}

/** Tables and code scroll in themselves, by keyboard too. */
function scrolling(html: string): string {
  return html
    .replaceAll('<table>', '<div class="scroll" role="group" aria-label="Table" tabindex="0">\n<table>')
    .replaceAll('</table>', '</table>\n</div>')
    .replaceAll('<pre>', '<pre tabindex="0">');
}

function figureHtml(svg: string, caption: string, file: string, place: number): string {
  const name = `${file.replace(/\.svg$/, '')}`;
  return `<figure>
<div class="scroll" role="group" aria-label="Figure ${escapeXml(name)}" tabindex="0">
${ownIds(svg, `f${place}-`).trimEnd()}
</div>
<figcaption>${escapeXml(caption)}</figcaption>
</figure>`;
}

/** Gradients and clips of one figure must not be taken for those of another. */
function ownIds(svg: string, prefix: string): string {
  return svg.replaceAll(/ id="|url\(#|xlink:href="#/g, (match) => `${match}${prefix}`);
}
