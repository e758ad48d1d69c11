import { Textarea } from '@mantine/core';
import { AreaField, TextField } from '../../../ui/form-fields.tsx';
import type { Form } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { questionsByKind } from '../contract/questions.ts';
import styles from './call.module.css';
import type { CallSheet } from './call-sheet.ts';

type PartProps = { form: Form<CallSheet> };

/** Name and number first: the line may break. */
export const CallerFields = ({ form }: PartProps) => {
  const text = useText();
  return (
    <div className={styles.grid}>
      <TextField form={form} name="reporter.name" label={text('intake.call.name')} lengthMax={200} />
      <TextField
        form={form}
        name="reporter.phone"
        label={text('intake.call.phone')}
        inputMode="tel"
        lengthMax={50}
      />
      <TextField
        form={form}
        name="reporter.organisation"
        label={text('intake.call.organisation')}
        isOptional
        lengthMax={300}
      />
      <TextField
        form={form}
        name="reporter.email"
        label={text('intake.call.email')}
        inputMode="email"
        isOptional
        lengthMax={254}
      />
    </div>
  );
};

/** The questions of the chosen kind, the most urgent first; numbers help to say "question three". */
export const QuestionFields = ({ form }: PartProps) => {
  const text = useText();
  const { kind, answers } = form.values;
  if (!kind) return null;
  return (
    <ol className={styles.questions}>
      {questionsByKind[kind].map((id) => (
        <li key={id}>
          <Textarea
            label={text(`intake.question.${id}`)}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={5_000}
            error={form.errors[`answers.${id}`]}
            value={answers[id] ?? ''}
            onChange={(event) => form.set('answers', { ...answers, [id]: event.currentTarget.value })}
          />
        </li>
      ))}
    </ol>
  );
};

/** What the questions did not ask. */
export const MatterFields = ({ form, suggestedTitle }: PartProps & { suggestedTitle: string }) => {
  const text = useText();
  return (
    <>
      <div className={styles.grid}>
        <TextField
          form={form}
          name="title"
          label={text('intake.call.summary')}
          placeholder={suggestedTitle}
          isOptional
          lengthMax={300}
        />
        <TextField
          form={form}
          name="systemName"
          label={text('intake.call.system')}
          isOptional
          lengthMax={300}
        />
      </div>
      <AreaField
        form={form}
        name="description"
        label={text('intake.call.other-words')}
        isOptional
        rows={2}
        lengthMax={50_000}
      />
    </>
  );
};
