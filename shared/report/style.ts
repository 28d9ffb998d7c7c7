/** Colours have a contrast of at least 4.5 (text) and 3 (marks) with their background, light and dark. */
const LIGHT = '--back:#fff;--ink:#1b1f24;--soft:#57606a;--grid:#d9dee3;--s0:#1f5fae;--s1:#a8480a;--s2:#1b7548;--s3:#7a3ba6;--s4:#a81f4d;'
const DARK = '--back:#14171a;--ink:#e8eaed;--soft:#a6afb8;--grid:#343a41;--s0:#7db4f0;--s1:#f0a35e;--s2:#6fd09c;--s3:#cf9bf0;--s4:#f48fb1;'

const SERIES = [0, 1, 2, 3, 4].map((series) => `.s${series}{fill:var(--s${series});stroke:var(--s${series})}`).join('')

export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media(prefers-color-scheme:dark){:root{${DARK}}}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.25}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem}
figure{margin:1rem 0}
figure>svg{display:block;width:100%;height:auto}
svg text{fill:var(--ink);font:12px system-ui,sans-serif}
svg .axis{fill:var(--soft)}
.grid{stroke:var(--grid)}
.base,.identity{stroke:var(--soft)}
.identity{stroke-dasharray:4 4}
${SERIES}
.line,.whisker{fill:none;stroke-width:1.5}
.whisker.over{stroke:var(--ink)}
.band{opacity:.18;stroke:none}
figcaption ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.5rem 0 0;padding:0;list-style:none}
figcaption svg{width:.75rem;height:.75rem;margin-right:.4rem}
.scrolls{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:.5rem 0}
th,td{padding:.25rem 1rem .25rem 0;border-bottom:1px solid var(--grid);text-align:right;white-space:nowrap}
th:first-child{text-align:left}
@media print{:root{${LIGHT}}}
`
