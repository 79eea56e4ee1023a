import { html } from '../platform/html.ts';

/** Light, quiet, and meant for paper: rows and charts are not torn across pages, headers repeat. */
export const recordStyle = html`<style>
:root { color-scheme: light; --ink: #1c2733; --soft: #5c6875; --line: #dde3e9; --tone: #1f5f8b; --good: #1e6b4a; --bad: #a3352b; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 62rem; color: var(--ink); background: #fff; font: 14px/1.5 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
header { border-bottom: 3px solid var(--tone); padding-bottom: 1.1rem; margin-bottom: 1.5rem; }
h1 { margin: 0; font-size: 2rem; line-height: 1.15; overflow-wrap: anywhere; }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.15rem; color: var(--tone); }
p { margin: .3rem 0; }
.kicker { text-transform: uppercase; letter-spacing: .12em; font-size: .75rem; color: var(--tone); font-weight: 600; }
.subject { font-size: 1.15rem; } .meta, footer, .none { color: var(--soft); }
.notice { background: #fff6de; border: 1px solid #ecd9a0; padding: .4rem .7rem; border-radius: 4px; display: inline-block; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem; margin: 0; }
.cards div { border: 1px solid var(--line); border-radius: 6px; padding: .65rem .85rem; }
.cards dt { color: var(--soft); font-size: .8rem; } .cards dd { margin: 0; font-size: 1.2rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; white-space: nowrap; font-weight: 600; color: var(--soft); border-bottom: 2px solid var(--line); }
th, td { padding: .35rem .6rem .35rem 0; vertical-align: top; overflow-wrap: anywhere; }
td { border-bottom: 1px solid var(--line); } .number { text-align: right; white-space: nowrap; }
tfoot td { font-weight: 600; border-bottom: 0; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0 1rem; }
footer { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .8rem; overflow-wrap: anywhere; }
@media print {
  @page { margin: 16mm 14mm; }
  body { padding: 0; max-width: none; font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h2 { break-after: avoid; } tr, svg, .cards div { break-inside: avoid; } thead { display: table-header-group; }
}
</style>`;
