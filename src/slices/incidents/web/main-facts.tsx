import { type Fact, FactList } from '../../../ui/fact-list.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import type { TextKey } from '../../../ui/text-key.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import {
  detectionSources,
  handlers,
  incidentSigns,
  notifiedParties,
  personalDataKinds,
  personalDataStates,
  precisions,
  tlps,
} from '../contract/codes.ts';
import { AgencyEditor } from './agency-editor.tsx';
import { FactEditor, type FactInput } from './fact-editor.tsx';
import { FactHistory } from './fact-history.tsx';
import { type FactChanges, useThisIncident } from './incident-context.ts';
import styles from './incidents.module.css';
import { sayFact } from './say-fact.ts';

type FactName = Exclude<keyof FactChanges, 'agencyId' | 'systemId' | 'systemName' | 'detectedZone'>;
type Present = string | number | readonly string[] | null;

/** Builds the lines of a card: value, editor where allowed, history for those inside. */
const useFacts = () => {
  const text = useText();
  const language = useLanguage();
  const { incident } = useThisIncident();
  const line = (name: FactName, input: FactInput, isOptional = true): Fact => {
    const present = incident[name] as Present;
    const label = text(`incidents.fact.${name}`);
    const isEmpty = present === null || present === '' || (Array.isArray(present) && present.length === 0);
    const words = isEmpty ? undefined : sayFact(name, present, text, language);
    return {
      key: name,
      label,
      value: input.kind === 'text' && words ? <div className={styles.long}>{words}</div> : words,
      ...(incident.can.update
        ? {
            edit: (close) => (
              <FactEditor
                fact={name}
                label={label}
                input={input}
                present={present}
                isOptional={isOptional}
                onClose={close}
              />
            ),
          }
        : {}),
      ...(incident.can.seeInternal ? { history: () => <FactHistory id={incident.id} fact={name} /> } : {}),
    };
  };
  const optionsOf = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: text(`${prefix}.${value}` as TextKey) }));
  const choice = (prefix: string, values: readonly string[]): FactInput => ({
    kind: 'choice',
    options: optionsOf(prefix, values),
  });
  const choices = (prefix: string, values: readonly string[]): FactInput => ({
    kind: 'choices',
    options: optionsOf(prefix, values),
  });
  return { text, language, incident, line, choice, choices };
};

/** Whom and what it hit. */
export const PlaceFacts = () => {
  const { text, incident } = useFacts();
  const system = incident.system?.name ?? incident.systemName;
  const edit = incident.can.update ? { edit: (close: () => void) => <AgencyEditor onClose={close} /> } : {};
  const history = (fact: string) =>
    incident.can.seeInternal ? { history: () => <FactHistory id={incident.id} fact={fact} /> } : {};
  return (
    <FactList
      title={text('incidents.place')}
      facts={[
        {
          key: 'agency',
          label: text('incidents.agency'),
          value: incident.agency?.name,
          ...edit,
          ...history('agencyId'),
        },
        { key: 'system', label: text('incidents.system'), value: system, ...edit, ...history('systemId') },
      ]}
    />
  );
};

/** T0 to T5, as stated. */
export const TimeFacts = () => {
  const { text, language, incident, line, choice } = useFacts();
  const instant = { kind: 'instant' } as const;
  return (
    <FactList
      title={text('incidents.times')}
      facts={[
        line('occurredAt', instant),
        line('detectedAt', instant, false),
        line('detectedPrecision', choice('incidents.precision', precisions), false),
        line('reportedAt', instant, false),
        line('containedAt', instant),
        line('restoredAt', instant),
        {
          key: 'closedAt',
          label: text('incidents.fact.closedAt'),
          value: incident.closedAt ? formatDateTime(incident.closedAt, language) : undefined,
        },
      ]}
    />
  );
};

/** What the national forms and statistics ask for. */
export const FormFacts = () => {
  const { text, line, choice, choices } = useFacts();
  return (
    <FactList
      title={text('incidents.details')}
      facts={[
        line('title', { kind: 'line' }, false),
        line('tlp', choice('incidents.tlp', tlps), false),
        line('detectionSource', choice('incidents.detectionSource', detectionSources)),
        line('notifiedParties', choices('incidents.notified', notifiedParties)),
        line('signs', choices('incidents.sign', incidentSigns)),
        line('handledBy', choice('incidents.handledBy', handlers)),
        line('personalData', choice('incidents.personalData', personalDataStates), false),
        line('personalDataKinds', choices('incidents.personalDataKind', personalDataKinds)),
        line('personalDataFoundAt', { kind: 'instant' }),
        line('damageVnd', { kind: 'number' }),
      ]}
    />
  );
};

/** The three texts without which an incident cannot be closed. */
export const ReviewFacts = () => {
  const { text, line } = useFacts();
  return (
    <FactList
      title={text('incidents.review')}
      facts={[
        line('outcome', { kind: 'text' }),
        line('rootCause', { kind: 'text' }),
        line('lessons', { kind: 'text' }),
      ]}
    />
  );
};
