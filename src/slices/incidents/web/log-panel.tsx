import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { Composer } from '../../../ui/composer.tsx';
import { formatDateTime, parseDateTime } from '../../../ui/format-date.ts';
import {
  type Icon,
  IconAlert,
  IconCheck,
  IconEdit,
  IconFlag,
  IconHistory,
  IconPhone,
  IconSearch,
} from '../../../ui/icons.tsx';
import { LogEntry as Entry, Timeline } from '../../../ui/timeline.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { LogKind } from '../contract/codes.ts';
import { addLogEntryRoute, type LogEntry, writableLogKinds } from '../contract/log.ts';
import { EventTimeInput } from './event-time-input.tsx';
import { useThisIncident } from './incident-context.ts';
import { useLog, useTakeIn } from './incident-queries.ts';
import styles from './incidents.module.css';

const icons: Readonly<Record<LogKind, Icon>> = {
  note: IconEdit,
  action: IconCheck,
  finding: IconSearch,
  decision: IconFlag,
  call: IconPhone,
  correction: IconAlert,
  system: IconHistory,
};

type WritableKind = Exclude<LogKind, 'system'>;
const freeKinds = writableLogKinds.filter((kind) => kind !== 'correction') as WritableKind[];

type LineProps = {
  entry: LogEntry;
  /** The entry that this one corrects, where it is on the page. */
  corrected: LogEntry | undefined;
  onCorrect: ((entry: LogEntry) => void) | undefined;
};

const Line = ({ entry, corrected, onCorrect }: LineProps) => {
  const text = useText();
  const language = useLanguage();
  const isSystem = entry.kind === 'system';
  return (
    <Entry
      at={entry.eventAt}
      author={entry.writtenBy}
      action={isSystem ? entry.text : text(`incidents.logKind.${entry.kind}`)}
      icon={icons[entry.kind]}
      tone={isSystem ? 'plain' : 'own'}
      marks={
        <span className={styles.quiet}>
          {!entry.isInternal && text('incidents.shared')}{' '}
          {entry.eventAt !== entry.writtenAt &&
            text('incidents.written-at', { time: formatDateTime(entry.writtenAt, language) })}
        </span>
      }
      tools={
        !isSystem &&
        onCorrect && (
          <Button variant="subtle" size="compact-xs" onClick={() => onCorrect(entry)}>
            {text('incidents.correct')}
          </Button>
        )
      }
    >
      {isSystem ? undefined : (
        <>
          {corrected && (
            <span className={styles.sub}>
              {text('incidents.correcting', { text: corrected.text.slice(0, 120) })}
            </span>
          )}
          {entry.text}
        </>
      )}
    </Entry>
  );
};

const LogComposer = ({ corrected, onDone }: { corrected: LogEntry | undefined; onDone: () => void }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { readAgain } = useTakeIn();
  const [kind, setKind] = useState<WritableKind>('note');
  const [isShared, setShared] = useState(false);
  const [eventAt, setEventAt] = useState('');
  const send = async (written: string) => {
    const at = parseDateTime(eventAt);
    await call(addLogEntryRoute, {
      params: { id: incident.id },
      body: {
        kind: corrected ? 'correction' : kind,
        text: written,
        isInternal: !isShared,
        ...(at ? { eventAt: at } : {}),
        ...(corrected ? { correctsId: corrected.id } : {}),
      },
    });
    setEventAt('');
    setShared(false);
    onDone();
    void readAgain(incident.id);
  };
  return (
    <div>
      {corrected && (
        <div className={styles.inline}>
          <span className={styles.grow}>
            {text('incidents.correcting', { text: corrected.text.slice(0, 120) })}
          </span>
          <Button variant="subtle" size="compact-sm" onClick={onDone}>
            {text('ui.cancel')}
          </Button>
        </div>
      )}
      <Composer
        label={text(corrected ? 'incidents.write-correction' : 'incidents.write')}
        draftKey={`incident.${incident.id}`}
        onSend={send}
        tools={
          <div className={styles.inline}>
            {!corrected && (
              <NativeSelect
                size="xs"
                aria-label={text('incidents.entry-kind')}
                value={kind}
                onChange={(event) => setKind(event.currentTarget.value as WritableKind)}
                data={freeKinds.map((value) => ({ value, label: text(`incidents.logKind.${value}`) }))}
              />
            )}
            <EventTimeInput value={eventAt} onChange={setEventAt} />
            <Checkbox
              size="xs"
              label={text('incidents.share')}
              checked={isShared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          </div>
        }
      />
    </div>
  );
};

const byEventTime = (one: LogEntry, other: LogEntry): number =>
  one.eventAt === other.eventAt ? one.id.localeCompare(other.id) : one.eventAt.localeCompare(other.eventAt);

/** The log in time order with the composer at its end. */
export const LogPanel = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const log = useLog(incident.id);
  const [corrected, setCorrected] = useState<LogEntry>();
  const entries = (log.data?.pages.flatMap(({ items }) => items) ?? []).sort(byEventTime);
  return (
    <>
      {log.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {text('incidents.earlier')}
        </Button>
      )}
      <Timeline
        label={text('incidents.log')}
        items={entries}
        itemKey={({ id }) => id}
        itemAt={({ eventAt }) => eventAt}
        render={(entry) => (
          <Line
            entry={entry}
            corrected={entry.correctsId ? entries.find(({ id }) => id === entry.correctsId) : undefined}
            onCorrect={incident.can.log ? setCorrected : undefined}
          />
        )}
      />
      {incident.can.log && <LogComposer corrected={corrected} onDone={() => setCorrected(undefined)} />}
    </>
  );
};
