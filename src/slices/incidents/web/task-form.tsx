import { call } from '../../../platform/http/client.ts';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { useSession } from '../../../ui/session.ts';
import { type FormErrors, useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type TaskState, taskStates } from '../contract/codes.ts';
import { addTaskRoute, type Task, updateTaskRoute } from '../contract/tasks.ts';
import { useThisIncident } from './incident-context.ts';
import { useTakeIn } from './incident-queries.ts';

type Values = {
  title: string;
  description: string;
  assigneeId: string;
  dueAt: string;
  state: string;
  doneNote: string;
};

const initialOf = (task: Task | undefined): Values => ({
  title: task?.title ?? '',
  description: task?.description ?? '',
  assigneeId: task?.assignee?.id ?? '',
  dueAt: task?.dueAt ?? '',
  state: task?.state ?? 'open',
  doneNote: task?.doneNote ?? '',
});

const send = async (incidentId: string, task: Task | undefined, values: Values): Promise<void> => {
  const shared = {
    title: values.title,
    description: values.description,
    assigneeId: values.assigneeId || null,
    dueAt: values.dueAt || null,
  };
  if (!task) await call(addTaskRoute, { params: { id: incidentId }, body: shared });
  else {
    await call(updateTaskRoute, {
      params: { id: incidentId, taskId: task.id },
      body: {
        ...shared,
        version: task.version,
        state: values.state as TaskState,
        doneNote: values.doneNote || null,
      },
    });
  }
};

/** Adds a task, or changes one. Only people who take part can be chosen. */
export const TaskForm = ({ task, onClose }: { task: Task | undefined; onClose: () => void }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { person } = useSession();
  const { readAgain } = useTakeIn();
  const people = new Map(
    incident.people
      .filter(({ removedAt }) => !removedAt)
      .map(({ personId, fullName }) => [personId, fullName]),
  );
  if (person) people.set(person.id, person.name);
  const form = useForm<Values>({
    initial: initialOf(task),
    onSend: async (values) => {
      await send(incident.id, task, values);
      void readAgain(incident.id);
      onClose();
    },
    check: ({ title }): FormErrors => (title.trim() ? {} : { title: text('invalid.required') }),
  });
  return (
    <Form form={form} onCancel={onClose}>
      <TextField form={form} name="title" label={text('incidents.task-title')} lengthMax={300} hasFocus />
      <AreaField form={form} name="description" label={text('incidents.task-text')} isOptional rows={2} />
      <SelectField
        form={form}
        name="assigneeId"
        label={text('incidents.assignee')}
        help={text('incidents.assignee-help')}
        isOptional
        options={[...people].map(([value, label]) => ({ value, label }))}
      />
      <DateTimeField form={form} name="dueAt" label={text('incidents.due')} isOptional />
      {task && (
        <>
          <SelectField
            form={form}
            name="state"
            label={text('incidents.task-state')}
            options={taskStates.map((value) => ({ value, label: text(`incidents.taskState.${value}`) }))}
          />
          <AreaField form={form} name="doneNote" label={text('incidents.done-note')} isOptional rows={2} />
        </>
      )}
    </Form>
  );
};
