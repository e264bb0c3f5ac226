/** The one style sheet of report.html: screens of any width, light and dark, and A4 paper. Figures stay on white. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --text: #1a1a1a; --faint: #555555; --line: #d4d4d4; --band: #f5f5f5; --link: #0060a0; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16181b; --text: #e8e8e8; --faint: #b0b4b9; --line: #43484e; --band: #202429; --link: #7cc4f5; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 72rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', Verdana, Arial, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.3rem; margin-top: 2.4rem; padding-top: .4rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin-top: 1.8rem; }
h1, p, ul, ol, figcaption { max-width: 48rem; }
a { color: var(--link); }
code, pre { font-family: 'DejaVu Sans Mono', ui-monospace, Menlo, Consolas, monospace; font-size: .88em; background: var(--band); }
code { padding: .1em .25em; border-radius: 3px; }
pre { padding: .8rem; border-radius: 6px; overflow-x: auto; }
pre code { padding: 0; background: none; }
nav { margin: 1.2rem 0; padding: .7rem 1rem; background: var(--band); border-radius: 6px; }
nav ul { margin: 0; padding: 0; list-style: none; columns: 18rem; column-gap: 2rem; max-width: none; }
nav li { break-inside: avoid; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: max-content; max-width: 100%; margin: .8rem 0; font-size: .86rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; min-width: 3.5rem; max-width: 30rem; }
th { background: var(--band); }
figure { margin: 1.6rem 0 2.2rem; }
figure .scroll { width: fit-content; padding: .8rem; background: #ffffff; border: 1px solid var(--line); border-radius: 6px; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { margin-top: .5rem; font-size: .9rem; color: var(--faint); }
@media (max-width: 48rem) {
  body { padding: 1rem .9rem 3rem; }
  h1 { font-size: 1.35rem; }
  table { max-width: none; }
  th, td { max-width: 16rem; }
  figure svg { max-width: none; }
}
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --page: #ffffff; --text: #000000; --faint: #333333; --line: #bbbbbb; --band: #f2f2f2; --link: #000000; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  h1, p, ul, ol, figcaption { max-width: none; }
  h2, h3 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  .scroll, pre { overflow: visible; white-space: normal; }
  pre { white-space: pre-wrap; }
  table { max-width: 100%; font-size: 6.8pt; line-height: 1.3; }
  th, td { min-width: 0; max-width: none; padding: .12rem .3rem; overflow-wrap: break-word; }
  th:first-child, td:first-child { min-width: 16mm; overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  figure .scroll { border: 0; padding: 0; }
  figure svg { max-width: 100%; max-height: 225mm; }
}
`;
