/**
 * The style sheet of the report. No request leaves the page: fonts are those of the reader's system.
 *
 * The switches (language, verdicts) are inputs that rules read with `:has`, so they work without the script.
 */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#fff;--raised:#f6f7f9;--line:#d5d9e0;--text:#1b1f27;--quiet:#555d6b;--link:#0b57b7;
--pass:#0f6b36;--pass-bg:#e3f4e9;--fail:#a6121f;--fail-bg:#fde6e7;--inconc:#7a4d00;--inconc-bg:#fdf0d3;
--error:#7127a8;--error-bg:#f2e6fb;--none:#4a5261;--none-bg:#eceef2;--lc:#7a4d00;--data:#0b57b7;--mark:#fff3b8}
@media (prefers-color-scheme:dark){:root{--bg:#14171c;--raised:#1d2128;--line:#39404b;--text:#e6e9ee;--quiet:#a5aebb;--link:#85b7ff;
--pass:#74d69a;--pass-bg:#12321f;--fail:#ff9a9f;--fail-bg:#43161a;--inconc:#f0c46a;--inconc-bg:#3a2b0a;
--error:#d7a6f7;--error-bg:#33194a;--none:#b4bcc8;--none-bg:#2a2f38;--lc:#f0c46a;--data:#9cc5ff;--mark:#4a3f10}}
*{box-sizing:border-box}
html{scroll-padding-top:5.5rem}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.6 system-ui,"Segoe UI","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",sans-serif}
span[lang=ja],svg[lang=ja],:root:has(#lang-ja:checked) :is(span,svg)[lang=en]{display:none}
:root:has(#lang-ja:checked) span[lang=ja]{display:inline}
:root:has(#lang-ja:checked) svg[lang=ja]{display:block}
.wrap{max-width:1180px;margin:0 auto;padding:0 1.25rem}
h1,h2,h3,h4,h5{line-height:1.3;text-wrap:balance}
h1{font-size:1.7rem;margin:.9rem 0 .2rem}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem}
h3{font-size:1.05rem;margin:1.8rem 0 .3rem}
h4{display:inline;font-size:1rem;font-weight:500}
h5{font-size:.82rem;margin:1.1rem 0 .35rem;color:var(--quiet);letter-spacing:.03em}
a{color:var(--link);text-underline-offset:.2em}
p{margin:.4rem 0}
ul,ol{padding-left:1.3rem;margin:.3rem 0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK JP",monospace;font-size:.86em;overflow-wrap:anywhere}
pre{white-space:pre-wrap;background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin:.4rem 0;line-height:1.45}
small,.quiet{color:var(--quiet)}
.quiet{font-size:.9rem}
summary{cursor:pointer}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
:target{background:var(--mark)}
.band{background:#27303f;color:#fff;font-size:.8rem;letter-spacing:.04em}
.band .wrap{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1.5rem;padding-block:.4rem}
.band label,.band fieldset{margin-left:.6rem}
.band fieldset{border:0;padding:0;margin:0}
.band legend{float:left;padding:0}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.3rem;background:var(--bg);padding:.3rem .8rem;z-index:3}
.statement{font-size:1.15rem;padding:.8rem 1rem;border-left:6px solid var(--none);background:var(--none-bg);border-radius:4px}
.statement.conforms,.statement.conforms-in-part{border-color:var(--pass);background:var(--pass-bg)}
.statement.does-not-conform{border-color:var(--fail);background:var(--fail-bg)}
.tiles{list-style:none;padding:0;margin:1rem 0 .6rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(8.2rem,1fr));gap:.6rem}
.tile{border:1px solid var(--line);border-top:4px solid var(--line);border-radius:6px;padding:.45rem .8rem .55rem;background:var(--raised)}
.tile b{display:block;font-size:1.8rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tile span{font-size:.88rem}
.tile.zero b{color:var(--quiet);font-weight:400}
.tile.v-pass{border-top-color:var(--pass)}.tile.v-fail{border-top-color:var(--fail)}.tile.v-inconc{border-top-color:var(--inconc)}
.tile.v-error{border-top-color:var(--error)}.tile.v-notApplicable{border-top-color:var(--none)}
.bar{display:block;width:100%;height:14px}
.bar .v-pass{fill:var(--pass)}.bar .v-fail{fill:var(--fail)}.bar .v-inconc{fill:var(--inconc)}.bar .v-error{fill:var(--error)}.bar .v-notApplicable{fill:var(--none);opacity:.55}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 2.5rem;margin-bottom:1rem}
.columns>section{min-width:0}
dl{display:grid;grid-template-columns:minmax(6.5rem,max-content) minmax(0,1fr);gap:.15rem 1.2rem;margin:.4rem 0}
dt{color:var(--quiet);font-size:.9rem}
dd{margin:0;overflow-wrap:anywhere}
.inline{list-style:none;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:0 1.1rem}
.chip{display:inline-block;border:1px solid currentColor;border-radius:999px;padding:0 .6em;font-size:.84rem;line-height:1.6;color:var(--none);background:var(--none-bg);text-decoration:none;white-space:nowrap}
.chip.v-pass{color:var(--pass);background:var(--pass-bg)}.chip.v-fail{color:var(--fail);background:var(--fail-bg);font-weight:600}
.chip.v-inconc,.chip.v-none{color:var(--inconc);background:var(--inconc-bg)}.chip.v-error{color:var(--error);background:var(--error-bg)}
.chip.silicon{color:var(--bg);background:var(--text)}
a.chip:hover{text-decoration:underline}
a.chip,.requirements .chip{max-width:100%;white-space:normal;overflow-wrap:anywhere;border-radius:.8rem}
.symbol{font-weight:700;margin-right:.35em}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--line)}
th{font-size:.82rem;color:var(--quiet);font-weight:600}
.requirements{table-layout:fixed}
.requirements th:nth-child(1){width:9.5rem}.requirements th:nth-child(2){width:12.5rem}.requirements th:nth-child(4){width:19rem}
.promises th:nth-child(1){width:8rem}.promises th:nth-child(2){width:24%}.promises th:nth-child(4){width:auto}.promises th:nth-child(5){width:12rem}
.requirements td{overflow-wrap:anywhere}
.requirements p{margin:0}
.says-ja{color:var(--quiet);font-size:.93rem}
.id{font-weight:600;text-decoration:none}
.chips{list-style:none;padding:0;margin:0;display:flex;flex-direction:column;align-items:flex-start;gap:.25rem}
.findings{font-size:.92rem}
.findings td{overflow-wrap:anywhere;min-width:4rem}
.label{display:none;color:var(--quiet);font-size:.85em}
.command{white-space:pre;overflow-x:auto}
.tools{position:sticky;top:0;z-index:2;background:var(--bg);border-bottom:1px solid var(--line);padding:.55rem 0;margin-top:1.5rem}
.tools .wrap{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;font-size:.9rem}
.tools fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.3rem}
.tools legend{position:absolute;left:-999rem}
.tools label{white-space:nowrap}
.tools input[type=search]{font:inherit;padding:.2rem .5rem;border:1px solid var(--quiet);border-radius:5px;background:var(--bg);color:var(--text);width:13rem;max-width:100%}
.tools button{font:inherit;padding:.15rem .7rem;border:1px solid var(--quiet);border-radius:5px;background:var(--raised);color:var(--text);cursor:pointer}
#scripted:not([hidden]){display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center}
.toggle{cursor:pointer}
.toggle input{position:absolute;opacity:0}
.toggle:has(:focus-visible){outline:3px solid var(--link);outline-offset:2px}
.toggle:has(input:not(:checked)){opacity:.65;text-decoration:line-through}
.case{border:1px solid var(--line);border-left:5px solid var(--none);border-radius:6px;margin:.5rem 0;background:var(--bg)}
.case.v-pass{border-left-color:var(--pass)}.case.v-fail{border-left-color:var(--fail)}.case.v-inconc,.case.v-none{border-left-color:var(--inconc)}.case.v-error{border-left-color:var(--error)}
.case>details>summary{padding:.5rem .8rem;overflow-wrap:anywhere}
.case>details[open]>summary{border-bottom:1px solid var(--line)}
.case .body{scroll-margin-top:4rem;padding:.6rem .9rem 1rem}
.body:target{background:none}
.case:has(.body:target){outline:3px solid var(--link)}
.reason{font-weight:600}
.seen{list-style:none;padding:0;margin:.3rem 0;font-size:.92rem}
.seen>li{display:grid;grid-template-columns:2.6rem minmax(0,1fr);padding:.22rem 0;border-top:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 3rem}
.seen>li>a{color:var(--quiet);text-decoration:none;font-size:.8rem;font-variant-numeric:tabular-nums;padding-top:.1rem}
.seen>li>a:hover{text-decoration:underline}
.seen time{float:right;color:var(--quiet);font-size:.78rem;margin-left:1rem}
.seen .phase{background:var(--none-bg);margin-top:.5rem}
.seen .step{background:var(--raised)}
.seen .card>div{border-left:3px solid var(--data);padding-left:.6rem}
.seen .apdu>div{border-left:1px solid var(--data);padding-left:.7rem}
.seen .broke,.seen .rig-error{background:var(--fail-bg)}
.seen dl{font-size:.95em;margin:.1rem 0 .3rem;gap:0 1rem}
.seen details>summary,.value,.cut{color:var(--quiet);font-size:.9rem}
.c,.r{display:block;word-break:break-all;line-height:1.5}
.c::before,.r::before{content:"C ";color:var(--quiet);user-select:none}
.r::before{content:"R "}
.c>*+*,.r>*+*{margin-left:.5em}
code>u{text-decoration:none;color:var(--lc);border-bottom:1px solid currentColor}
code>i{font-style:normal;color:var(--data)}
code>em{font-style:normal;font-weight:700;color:var(--pass);border:1px solid currentColor;border-radius:3px;padding:0 .25em;white-space:nowrap;display:inline-block;line-height:1.3}
code>em.other{color:var(--inconc);border-style:dashed}
.x{color:var(--fail);border-bottom:1px dashed currentColor}
abbr{text-decoration:none;cursor:help;letter-spacing:.05em}
abbr,.cut{color:var(--error)}
.status{color:var(--pass)}.status.other{color:var(--inconc)}
.problem{display:inline-block;border:1px dashed currentColor;border-radius:4px;padding:0 .4em;color:var(--inconc);font-family:ui-monospace,monospace;font-size:.85em}
.tampered{border:1px solid var(--error);background:var(--error-bg);color:var(--error);border-radius:5px;padding:.2rem .6rem;font-weight:600}
.bad{color:var(--fail)}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.85rem;color:var(--quiet)}
[hidden]{display:none}
section:is(.source,.role):not(:has(:is(.req,.case):not([hidden]))),
:root:has(#only-failures:checked) :is(.case,.req):not(.v-fail,.v-inconc,.v-error,.v-none),
:root:has(#only-failures:checked) section:is(.source,.role):not(:has(.v-fail,.v-inconc,.v-error,.v-none)),
:root:has(#show-pass:not(:checked)) .case.v-pass,
:root:has(#show-fail:not(:checked)) .case.v-fail,
:root:has(#show-inconc:not(:checked)) .case:is(.v-inconc,.v-none),
:root:has(#show-error:not(:checked)) .case.v-error,
:root:has(#show-notApplicable:not(:checked)) .case.v-notApplicable{display:none}
:root .case:has(:target):not(#x){display:block}
footer{margin:3rem 0 2rem;border-top:1px solid var(--line);padding-top:.8rem}
@media (max-width:760px){
body{font-size:15px}
.wrap{padding:0 .8rem}
html{scroll-padding-top:1rem}
.tools{position:static}
.tools label{white-space:normal}
.requirements,.requirements tbody,.requirements tr,.requirements td{display:block}
.requirements thead{display:none}
.requirements tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.requirements td{border:0;padding:.1rem 0}
.requirements br{display:none}
.promises .label{display:block}
.requirements .id{margin-right:.6em}
.seen>li{grid-template-columns:1.9rem minmax(0,1fr)}
.seen time{float:none;display:block;margin:0}
.tiles{grid-template-columns:repeat(3,1fr)}
.tile{padding:.35rem .55rem}
.tile b{font-size:1.35rem}
.findings,.findings tbody,.findings tr,.findings td{display:block}
.findings thead{display:none}
.findings tr{border-bottom:1px solid var(--line);padding:.4rem 0}
.findings td{border:0;padding:.05rem 0}
.label{display:inline}
.case .body{scroll-margin-top:9rem}
dl{grid-template-columns:1fr}
dd{margin-bottom:.3rem}
.seen dl{grid-template-columns:minmax(4rem,max-content) minmax(0,1fr);gap:0 .7rem}
.seen dt{max-width:9rem}
.seen dd{margin:0}
}
@media print{
:root{--bg:#fff;--raised:#fff;--line:#bbb;--text:#000;--quiet:#333;--link:#000}
body{font-size:10pt}
.tools,.band fieldset,.skip{display:none}
.band{background:none;color:#000;border-bottom:1px solid #000}
.wrap{max-width:none;padding:0}
tr,.tile,.seen>li,summary,.chip{break-inside:avoid}
h2,h3,h5,summary{break-after:avoid}
.seen>li{content-visibility:visible}
.bar,.tile,.chip,.case{print-color-adjust:exact}
}
`;
