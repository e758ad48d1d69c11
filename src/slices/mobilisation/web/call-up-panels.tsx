import { Button } from '@mantine/core';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconUsers } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { CallUpItem } from '../contract/call-up.ts';
import { callUpAddress, useCallUpPanel, useFreshCallUps } from './call-up-queries.ts';
import styles from './mobilisation.module.css';
import { CallUpSign, CountLine, ExerciseMark } from './recipient-signs.tsx';

const Lines = ({ items }: { items: readonly CallUpItem[] }) => {
  const language = useLanguage();
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id} style={{ padding: '0.5rem 0' }}>
          <AppLink to={callUpAddress(item.id)}>{item.number}</AppLink> {item.isExercise && <ExerciseMark />}{' '}
          <CallUpSign state={item.state} />
          <span className={styles.sub}>
            {formatDateTime(item.createdAt, language)}: <CountLine counts={item.counts} />
          </span>
        </li>
      ))}
    </ul>
  );
};

/** On the page of an incident: its call-ups, and the button that calls people up. */
export const IncidentCallUpsPanel = ({ id }: { id: string }) => {
  const text = useText();
  const go = useGo();
  const mayRead = useMay('call-up.read');
  const mayCreate = useMay('call-up.create');
  const { data } = useCallUpPanel({ incidentId: id }, mayRead);
  useFreshCallUps();
  if (!mayRead) return null;
  return (
    <Card
      title={text('mobilisation.panel.title')}
      action={
        mayCreate && (
          <Button
            size="xs"
            leftSection={<IconUsers size="1rem" />}
            onClick={() => go(`/call-ups/new?incident=${id}`)}
          >
            {text('mobilisation.panel.new')}
          </Button>
        )
      }
    >
      {data && data.items.length > 0 ? (
        <Lines items={data.items} />
      ) : (
        <p className={styles.why}>{text('mobilisation.panel.none')}</p>
      )}
    </Card>
  );
};

/** On the duty desk: what is running now; nothing when nothing runs. */
export const DeskCallUpsPanel = () => {
  const text = useText();
  const mayRead = useMay('call-up.read');
  const { data } = useCallUpPanel({ state: 'running' }, mayRead);
  useFreshCallUps();
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={text('mobilisation.desk.title')} count={data.items.length}>
      <Lines items={data.items} />
    </Card>
  );
};
