import type { RunRecord } from '../../results/run-record.ts';
import { limitOf } from '../charts/bullet.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { type Tone, verdictTag } from '../html/parts.ts';
import { counted, exactly, moment } from '../numbers.ts';
import type { Overview } from '../overview.ts';

/** What was proven, at a glance, and what was not. */
export function summary(overview: Overview): Markup {
  return html`<header>
<p class="brand">Seatbelt</p>
<h1>Proof report</h1>
<p class="statement">${statement(overview)}</p>
<p class="origin">${origin(overview)}</p>
<div class="tiles">${tiles(overview)}</div>
${failures(overview)}${gaps(overview)}
</header>`;
}

/** One sentence that does not claim more than was run. */
export function statement(overview: Overview): string {
  const { runs, broken, missed, checked, bars } = overview;
  if (runs.length === 0) return 'Nothing was run yet, so nothing is proven.';
  if (broken.length > 0 || missed.length > 0) {
    const parts = [
      ...(broken.length > 0 ? [`${counted(broken.length, 'invariant')} did not hold`] : []),
      ...(missed.length > 0 ? [`${counted(missed.length, 'bar')} of ${bars.length} missed`] : []),
    ];
    return `${parts.join(', ')}.`;
  }
  const held = checked > 0 ? 'Every invariant held each time it was looked at' : '';
  const reached = bars.length > 0 ? 'every bar was reached' : '';
  const claims = [held, reached].filter(claim => claim !== '');
  if (claims.length === 0) return 'What was run had nothing to reach.';
  const told = claims.join(', and ');
  const scope = overview.missing.length > 0 ? ', in the runs that were made' : '';
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}${scope}.`;
}

function origin({ newest }: Overview): string {
  if (newest === undefined) return 'No machine, no commit.';
  const { commit, machine, startedAt } = newest;
  const { cpu, cores, memoryGiB, node } = machine;
  const place = `${cpu}, ${counted(cores, 'core')}, ${memoryGiB} GiB, Node ${node}`;
  return `Last run ${moment(startedAt)} UTC · commit ${commit} · ${place}`;
}

function tiles(overview: Overview): Markup[] {
  const { checked, checks, broken, bars, missed, runs, missing, ofOtherCommit } = overview;
  const brokenTimes = broken.reduce((sum, check) => sum + check.broken, 0);
  const other = ofOtherCommit.length > 0 ? `, ${ofOtherCommit.length} of another commit` : '';
  return [
    tile({
      name: 'Invariants looked at',
      figure: exactly(checked),
      tone: 'quiet',
      note: checked === 0 ? 'nothing was checked' : `times, in ${counted(checks.length, 'check')}`,
    }),
    tile({
      name: 'Broken',
      figure: checked === 0 ? '–' : exactly(brokenTimes),
      tone: toneOf({ isKnown: checked > 0, isGood: brokenTimes === 0 }),
      note: checked === 0 ? 'not known' : brokenTimes === 0 ? 'all held' : 'see below',
    }),
    tile({
      name: 'Bars reached',
      figure: bars.length === 0 ? '–' : `${bars.length - missed.length} of ${bars.length}`,
      tone: toneOf({ isKnown: bars.length > 0, isGood: missed.length === 0 }),
      note: bars.length === 0 ? 'not known' : missed.length === 0 ? 'none missed' : `${missed.length} missed`,
    }),
    tile({
      name: 'Runs made',
      figure: `${runs.length} of ${runs.length + missing.length}`,
      tone: 'quiet',
      note: `${missing.length === 0 ? 'all of them' : `${missing.length} not run`}${other}`,
    }),
  ];
}

function toneOf({ isKnown, isGood }: { isKnown: boolean; isGood: boolean }): Tone {
  if (!isKnown) return 'quiet';
  return isGood ? 'good' : 'bad';
}

function tile(input: { name: string; figure: string; tone: Tone; note: string }): Markup {
  const { name, figure, tone, note } = input;
  const word = tone === 'quiet' ? html`${note}` : verdictTag({ tone, word: note });
  return html`<div class="tile ${tone}"><p class="tileName">${name}</p><p class="tileFigure">${figure}</p><p class="tileNote">${word}</p></div>`;
}

/** What went wrong, by name: nobody should have to look for it. */
function failures({ broken, missed }: Overview): Markup {
  if (broken.length === 0 && missed.length === 0) return nothing;
  const items = [
    ...broken.map(check => {
      const times = `${exactly(check.broken)} of ${exactly(check.checked)} times`;
      return html`<li><strong>${check.invariant}</strong> did not hold ${times} <span class="run">${check.run}</span></li>`;
    }),
    ...missed.map(bar => {
      const figures = `measured ${exactly(bar.measured)}${bar.unit}, must be ${limitOf(bar)}`;
      return html`<li><strong>${bar.what}</strong>: ${figures} <span class="run">${bar.run}</span></li>`;
    }),
  ];
  return html`<div class="notice bad"><h2 class="noticeTitle">Not as it must be</h2><ul>${items}</ul></div>`;
}

/** What this page cannot speak for. */
function gaps({ runs, missing, ofOtherCommit, uncommitted, newest, checks }: Overview): Markup {
  const items = [
    ...missing.map(
      ({ name, command }) => html`<li><strong>${name}</strong> not run: <code>${command}</code></li>`,
    ),
    ...ofOtherCommit.map(({ name, commit }) => {
      const told = `measured on commit ${commit}, not on ${newest?.commit ?? 'the newest'}`;
      return html`<li><strong>${name}</strong> ${told}</li>`;
    }),
    ...runs.filter(isCutShort).map(({ name }) => html`<li><strong>${name}</strong> ended early</li>`),
    ...checks
      .filter(({ checked }) => checked === 0)
      .map(({ invariant, run }) => html`<li><strong>${invariant}</strong> not looked at in ${run}</li>`),
    ...(uncommitted.length === 0
      ? []
      : [
          html`<li>${counted(uncommitted.length, 'run')} with files changed since the commit: ${uncommitted.map(({ name }) => name).join(', ')}</li>`,
        ]),
  ];
  if (items.length === 0) return nothing;
  return html`<div class="notice"><h2 class="noticeTitle">What this page does not show</h2><ul>${items}</ul></div>`;
}

/** A run that somebody ended says so in its marks or notes, and its figures say less. */
const isCutShort = ({ timeline, notes }: RunRecord): boolean =>
  [...(timeline?.marks ?? []).map(({ what }) => what), ...notes].some(told =>
    /^ended (early|by)/i.test(told),
  );
