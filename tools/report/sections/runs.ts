import type { RunRecord } from '../../results/run-record.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { type Section, verdictTag } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { counted, duration, moment } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import { verdictOf } from '../verdict.ts';

/** Every run, made or not, with where and when it was made and what it says of itself. */
export function runsSection(overview: Overview): Section {
  return {
    id: 'runs',
    title: 'Runs and machines',
    lead: 'Figures belong to a commit and a machine. What was not run is not known.',
    body: html`${runTable(overview)}${machines(overview)}${notes(overview)}`,
  };
}

function runTable({ runs, missing, ofOtherCommit }: Overview): Markup {
  const made = runs.map(run => {
    const other = ofOtherCommit.includes(run) ? html` <span class="aside">another commit</span>` : nothing;
    const at = html`<code>${run.commit}</code>${other}`;
    const name = html`${run.name}<span class="note">${run.summary}</span>`;
    return [name, verdictTagOf(run), at, moment(run.startedAt), duration(run.seconds)];
  });
  const unmade = missing.map(({ name, command }) => {
    const told = html`${name}<span class="note"><code>${command}</code></span>`;
    return [told, verdictTag({ tone: 'quiet', word: 'not run' }), '–', '–', '–'];
  });
  return table({
    label: 'All runs',
    columns: [
      { name: 'Run' },
      { name: 'Verdict' },
      { name: 'Commit' },
      { name: 'Begun, UTC' },
      { name: 'Took', style: 'number' },
    ],
    rows: [...made, ...unmade],
  });
}

function verdictTagOf(run: RunRecord): Markup {
  switch (verdictOf(run)) {
    case 'held':
      return verdictTag({ tone: 'good', word: 'held' });
    case 'missed':
      return verdictTag({ tone: 'bad', word: 'missed' });
    case 'unproven':
      return verdictTag({ tone: 'quiet', word: 'measured only' });
  }
}

/** Runs of the same machine share a line. */
function machines({ runs }: Overview): Markup {
  const groups = [...Map.groupBy(runs, ({ machine }) => JSON.stringify(machine)).values()];
  return html`${groups.map(group => {
    const machine = group[0]?.machine;
    if (machine === undefined) return nothing;
    const rows = [
      ['Processor', `${machine.cpu}, ${counted(machine.cores, 'core')}`],
      ['Memory', `${machine.memoryGiB} GiB`],
      ['System', machine.os],
      ['Node', machine.node],
      ['Java', machine.java],
      ...Object.entries(machine.versions),
    ];
    const names = groups.length === 1 ? 'all runs' : group.map(({ name }) => name).join(', ');
    return html`<h3>Machine of ${names}</h3>${table({ label: `Machine of ${names}`, columns: [{ name: 'Part' }, { name: 'Version' }], rows })}`;
  })}`;
}

function notes({ runs }: Overview): Markup {
  const noted = runs.filter(run => run.notes.length > 0);
  if (noted.length === 0) return nothing;
  const items = noted.map(run => html`<dt>${run.name}</dt>${run.notes.map(note => html`<dd>${note}</dd>`)}`);
  return html`<h3>Notes</h3><dl class="notes">${items}</dl>`;
}
