import { ConflictDialog } from '../../../ui/conflict-dialog.tsx';
import { type Fact, FactList } from '../../../ui/fact-list.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { type Text, useLanguage, useText } from '../../../ui/use-text.ts';
import type { Report } from '../contract/report.ts';
import { ChannelSign } from './channel-sign.tsx';
import { AgencyEditor, DetectedEditor, KindEditor, SystemEditor } from './fact-editors.tsx';
import styles from './report.module.css';
import { type Conflict, type ReportChanges, useReportUpdate } from './use-report-update.ts';

type FieldName = 'kind' | 'agencyId' | 'systemId' | 'detectedAt' | 'detectedPrecision';

const labels = {
  kind: 'intake.web.kind',
  agencyId: 'intake.web.agency',
  systemId: 'intake.web.system',
  detectedAt: 'intake.web.detected',
  detectedPrecision: 'intake.report.precision',
} as const;

const wordsOf = (report: Report, field: FieldName, text: Text, language: 'vi' | 'en'): string => {
  if (field === 'kind') return text(`intake.kind.${report.kind}`);
  if (field === 'agencyId') return report.agency?.name ?? text('intake.web.agency-unknown');
  if (field === 'systemId') return report.system?.name ?? text('ui.not-set');
  if (field === 'detectedPrecision') return text(`intake.precision.${report.detectedPrecision}`);
  return report.detectedAt ? formatDateTime(report.detectedAt, language) : text('intake.report.t0-unknown');
};

type DecisionProps = {
  conflict: Conflict;
  onSave: (changes: ReportChanges, shown: string, base: Report) => Promise<void>;
  onTakeTheirs: () => void;
  onClose: () => void;
};

/** Both values of what was edited; the first field stands for the edit, its companions go with it. */
const StaleDecision = ({ conflict, onSave, onTakeTheirs, onClose }: DecisionProps) => {
  const text = useText();
  const language = useLanguage();
  const name = Object.keys(conflict.changes)[0] as FieldName;
  const theirs = wordsOf(conflict.current, name, text, language);
  return (
    <ConflictDialog
      isOpen
      fields={[{ name, label: text(labels[name]), mine: conflict.shown, theirs }]}
      onSave={(choice) =>
        choice[name] === 'theirs'
          ? onTakeTheirs()
          : void onSave(conflict.changes, conflict.shown, conflict.current)
      }
      onTakeTheirs={onTakeTheirs}
      onClose={onClose}
    />
  );
};

/** Kind, agency, system and time of detection, each edited in place. */
export const ReportFacts = ({ report }: { report: Report }) => {
  const text = useText();
  const language = useLanguage();
  const { save, conflict, takeTheirs, close } = useReportUpdate(report.id);
  const may = report.can.triage;
  const words = (field: FieldName) => wordsOf(report, field, text, language);
  const editor = (Editor: typeof KindEditor): Pick<Fact, 'edit'> =>
    may ? { edit: (done) => <Editor report={report} save={save} close={done} /> } : {};
  const facts: readonly Fact[] = [
    { key: 'kind', label: text('intake.web.kind'), value: words('kind'), ...editor(KindEditor) },
    {
      key: 'agency',
      label: text('intake.web.agency'),
      value: report.agency?.name,
      ...editor(AgencyEditor),
    },
    {
      key: 'system',
      label: text('intake.web.system'),
      value:
        report.system || report.systemName ? (
          <>
            {report.system?.name}
            {report.systemName && (
              <span className={styles.because}>
                {text('intake.report.system-as-told', { name: report.systemName })}
              </span>
            )}
          </>
        ) : undefined,
      ...editor(SystemEditor),
    },
    {
      key: 't0',
      label: text('intake.web.detected'),
      value: report.detectedAt && (
        <>
          {words('detectedAt')}
          <span className={styles.because}>
            {words('detectedPrecision')}, {report.detectedZone}
          </span>
        </>
      ),
      ...editor(DetectedEditor),
    },
    {
      key: 'received',
      label: text('intake.web.received'),
      value: formatDateTime(report.receivedAt, language),
    },
    { key: 'channel', label: text('intake.web.channel'), value: <ChannelSign channel={report.channel} /> },
  ];
  return (
    <>
      <FactList title={text('intake.report.facts')} facts={facts} />
      {conflict && (
        <StaleDecision conflict={conflict} onSave={save} onTakeTheirs={takeTheirs} onClose={close} />
      )}
    </>
  );
};
