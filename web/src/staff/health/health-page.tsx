import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatInstant } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { Health } from '../api.ts';
import { AskedView } from '../ui/asked-view.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { useAnswer } from '../use-answer.ts';
import { useEvery } from '../use-every.ts';
import { concernsOf } from './concerns.ts';
import { commitShares, leftOutWords } from './figures.ts';
import { FunctionsTable } from './functions-table.tsx';
import { Shares } from './shares.tsx';
import './health.css';

const PERIOD_MS = 30_000;

/** How the system does: what its lanes and retries count, what waits, what the last recount found. */
export default function HealthPage(): ReactNode {
  const { seatbelt } = usePage();
  const { asked, again } = useAnswer('health', () => seatbelt.getHealth({}));
  useEvery({ periodMs: PERIOD_MS, work: again });
  return (
    <Page
      title="Health"
      intro="Counted since each instance started, over those that reported within the last hour. Read again every 30 seconds."
      tools={
        <Button onPress={again} isBusy={asked.status === 'ready' && asked.isAgain} busyLabel="Reading …">
          Read again
        </Button>
      }
    >
      <AskedView asked={asked} again={again} lines={8}>
        {health => <Figures health={health} />}
      </AskedView>
    </Page>
  );
}

function Figures({ health }: { health: Health }): ReactNode {
  return (
    <>
      <Concerns health={health} />
      <div className="grid">
        <Lanes lanes={health.lanes} />
        <OtherServices retry={health.retry} />
        <Waiting backlog={health.backlog} />
        <Drift drift={health.drift} />
      </div>
      <section className="card stack" aria-labelledby="functions">
        <h2 id="functions">By function</h2>
        <FunctionsTable functions={health.byFunction} />
        {health.reportsLeftOut > 0 && <p className="muted">{leftOutWords(health.reportsLeftOut)}</p>}
      </section>
      <p className="muted small">As of {formatInstant({ at: new Date(health.at) })}, your time.</p>
    </>
  );
}

function Lanes({ lanes }: Pick<Health, 'lanes'>): ReactNode {
  return (
    <section className="card stack" aria-labelledby="lanes">
      <h2 id="lanes">Lanes</h2>
      <Shares
        title="Answers"
        shares={[
          {
            name: 'decided',
            count: Math.max(0, lanes.commands - lanes.replayed - lanes.refused),
            tone: 'accent',
          },
          { name: 'replayed', count: lanes.replayed, tone: 'plain' },
          { name: 'refused', count: lanes.refused, tone: 'warn' },
        ]}
      />
      <Shares title="Commits" shares={commitShares(lanes)} />
      <Facts
        facts={[
          ['Commands in a commit', lanes.commandsPerCommit.toFixed(2)],
          ['Rounds again', lanes.retries.toLocaleString()],
          ['Given up', lanes.giveUps.toLocaleString()],
          ['Instances', lanes.instances],
        ]}
      />
    </section>
  );
}

function OtherServices({ retry }: Pick<Health, 'retry'>): ReactNode {
  return (
    <section className="card stack" aria-labelledby="retry">
      <h2 id="retry">Other services</h2>
      <Shares
        title="Attempts"
        shares={[
          { name: 'first tries', count: retry.calls, tone: 'good' },
          { name: 'tried again', count: retry.retries, tone: 'warn' },
        ]}
      />
      <Facts facts={[['Given up', retry.giveUps.toLocaleString()]]} />
    </section>
  );
}

function Waiting({ backlog }: Pick<Health, 'backlog'>): ReactNode {
  return (
    <section className="card stack" aria-labelledby="backlog">
      <h2 id="backlog">Waiting</h2>
      <Facts
        facts={[
          ['Events received', backlog.receivedEvents],
          [
            'Events parked',
            <Link key="parked" href="/events">
              {backlog.parkedEvents}
            </Link>,
          ],
          ['Effects to carry out', backlog.outbox],
          [
            'Money in suspense',
            <Link key="suspense" href="/suspense">
              {backlog.suspense}
            </Link>,
          ],
        ]}
      />
    </section>
  );
}

function Concerns({ health }: { health: Health }): ReactNode {
  const concerns = concernsOf(health);
  if (concerns.length === 0) return <Notice kind="good">Nothing needs to be looked at.</Notice>;
  return (
    <Notice kind="warn">
      <ul className="plain">
        {concerns.map(({ text, path }) => (
          <li key={text}>
            {text} {path !== null && <Link href={path}>Look</Link>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Drift({ drift }: { drift: Health['drift'] }): ReactNode {
  return (
    <section className="card stack" aria-labelledby="drift">
      <h2 id="drift">Recount</h2>
      {drift === null ? (
        <Empty>Nothing has been recounted yet. It is done once a day.</Empty>
      ) : (
        <>
          <Shares
            title="Counters held against their records"
            shares={[
              { name: 'right', count: Math.max(0, drift.checked - drift.drifted), tone: 'good' },
              { name: 'repaired', count: drift.repaired, tone: 'warn' },
              { name: 'off', count: Math.max(0, drift.drifted - drift.repaired), tone: 'bad' },
            ]}
          />
          <Facts
            facts={[
              ['Contradicting', drift.contradicting],
              ['Never stood still', drift.unsettled],
              ['Begun', formatInstant({ at: new Date(drift.startedAt) })],
              [
                'State',
                drift.isDone ? 'done' : `under way, ${formatInstant({ at: new Date(drift.savedAt) })}`,
              ],
            ]}
          />
        </>
      )}
    </section>
  );
}
