import { Button, Checkbox, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import { IconPlus } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import { type Task, updateTaskRoute } from '../contract/tasks.ts';
import { useThisIncident } from './incident-context.ts';
import { useTakeIn, useTasks } from './incident-queries.ts';
import styles from './incidents.module.css';
import { TaskForm } from './task-form.tsx';

const isWaiting = (task: Task): boolean => task.state === 'open' || task.state === 'in-progress';

const TaskRow = ({ task, onEdit }: { task: Task; onEdit: () => void }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { readAgain } = useTakeIn();
  const [isSending, setSending] = useState(false);
  const toggle = async () => {
    setSending(true);
    try {
      await call(updateTaskRoute, {
        params: { id: incident.id, taskId: task.id },
        body: { version: task.version, state: isWaiting(task) ? 'done' : 'open' },
      });
    } finally {
      setSending(false);
      void readAgain(incident.id);
    }
  };
  return (
    <li className={styles.row}>
      <Checkbox
        aria-label={text('incidents.task-done', { title: task.title })}
        checked={!isWaiting(task)}
        disabled={!incident.can.task || isSending}
        onChange={() => void toggle().catch(() => undefined)}
      />
      <span className={styles.grow}>
        <span className={isWaiting(task) ? undefined : styles.done}>{task.title}</span>
        <span className={styles.sub}>
          {task.assignee?.fullName ?? text('incidents.nobody')}
          {task.state !== 'open' && `, ${text(`incidents.taskState.${task.state}`)}`}
          {task.doneNote && `: ${task.doneNote}`}
        </span>
        {task.description && <span className={styles.long}>{task.description}</span>}
      </span>
      {task.dueAt && isWaiting(task) && <ClockBadge dueAt={task.dueAt} startedAt={task.createdAt} />}
      {incident.can.task && (
        <Button variant="subtle" size="compact-sm" onClick={onEdit}>
          {text('ui.edit')}
        </Button>
      )}
    </li>
  );
};

/** What is to be done, by whom, until when. */
export const TasksCard = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const tasks = useTasks(incident.id);
  const [edited, setEdited] = useState<Task>();
  const [isOpen, dialog] = useDisclosure(false);
  const open = (task?: Task) => {
    setEdited(task);
    dialog.open();
  };
  const items = tasks.data?.pages.flatMap((page) => page.items) ?? [];
  const mayAdd =
    incident.can.task && (incident.can.update || incident.moves.every(({ to }) => to !== 'reopened'));
  return (
    <Card
      title={text('incidents.tasks')}
      {...(incident.counts.openTasks ? { count: incident.counts.openTasks } : {})}
      padding="flush"
      action={
        mayAdd && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={() => open()}
          >
            {text('incidents.add-task')}
          </Button>
        )
      }
    >
      {items.length === 0 && !tasks.isPending && (
        <p className={`${styles.foot} ${styles.quiet}`}>{text('incidents.no-tasks')}</p>
      )}
      <ul className={styles.rows}>
        {items.map((task) => (
          <TaskRow key={task.id} task={task} onEdit={() => open(task)} />
        ))}
      </ul>
      {tasks.hasNextPage && (
        <div className={styles.foot}>
          <Button variant="subtle" size="compact-sm" onClick={() => void tasks.fetchNextPage()}>
            {text('ui.table-more')}
          </Button>
        </div>
      )}
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{text(edited ? 'incidents.edit-task' : 'incidents.add-task')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <TaskForm task={edited} onClose={dialog.close} />
      </Modal>
    </Card>
  );
};
