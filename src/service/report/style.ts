import { LOCALES } from '../../answers/index.ts'

/** The style of the report's page, in light and dark; its charts take their colours from the same variables. */
export const STYLE = `
:root{--paper:#fff;--card:#f6f7f9;--ink:#1c2430;--soft:#5b6573;--grid:#dde1e7;--found:#1a7f64;--near:#c98a00;--none:#c2413b;--failed:#6b4fa0;--median:#2463c4;--p95:#b0559b}
@media(prefers-color-scheme:dark){:root{--paper:#14181f;--card:#1d232d;--ink:#e8ecf2;--soft:#a3adbb;--grid:#323a47;--found:#4cc2a2;--near:#e6b34a;--none:#ef7b74;--failed:#a98fe0;--median:#7aabf5;--p95:#e19bd0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
input{position:absolute;opacity:0}
label{display:inline-block;padding:.25rem .75rem;border:1px solid var(--grid);border-radius:1rem;margin-right:.5rem;cursor:pointer;color:var(--soft)}
input:checked+label{background:var(--ink);color:var(--paper)}
input:focus-visible+label{outline:3px solid var(--median);outline-offset:2px}
main{display:none}
${LOCALES.map((locale) => `#${locale}:checked~main.${locale}`).join(',')}{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}
h1,.period,.privacy,.nothing,dl{grid-column:1/-1;margin:0}
h1{font-size:1.6rem;margin-top:1rem}
h2{font-size:1rem;margin:0}
.period,.privacy{color:var(--soft)}
dl{display:flex;flex-wrap:wrap;gap:1rem}
dl div{display:flex;flex-direction:column;flex:1 1 9rem;background:var(--card);border-radius:.75rem;padding:.75rem 1rem}
dd{order:-1;margin:0;font-size:1.6rem;font-weight:600}
dt{color:var(--soft);font-size:.875rem}
section{background:var(--card);border-radius:.75rem;padding:1rem;min-width:0}
svg{width:100%;max-width:40rem;height:auto;display:block;margin:0 auto}
.axis{font-size:11px;fill:var(--soft)}
.grid{stroke:var(--grid)}
.line{fill:none!important;stroke-width:2}
${['found', 'near', 'none', 'failed', 'median', 'p95'].map((name) => `.${name}{fill:var(--${name});stroke:none}.line.${name}{stroke:var(--${name})}.legend .${name}::before{background:var(--${name})}`).join('\n')}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:.25rem 0 .5rem;color:var(--soft);font-size:.875rem}
.legend li::before{content:"";display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--grid);font-weight:400;overflow-wrap:anywhere}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);white-space:nowrap}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.gaps{grid-column:1/-1}
.topics{table-layout:fixed}
.topics th{width:40%}
.topics .number{width:5rem}
.bar span{display:block;min-width:2px;height:.75rem;border-radius:3px;background:var(--median)}
@media(max-width:40rem){
.axis{font-size:15px}
dd{font-size:1.3rem}
dl div:first-child{flex-basis:100%}
.gaps tr{display:grid;grid-template-columns:1fr 3.5rem 4.5rem;border-bottom:1px solid var(--grid)}
.gaps th,.gaps td{border:0}
.gaps .nearest{grid-column:1/-1;padding:0 0 .35rem;color:var(--soft)}
.gaps .nearest:empty{display:none}
}
`
